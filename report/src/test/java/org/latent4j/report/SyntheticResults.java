package org.latent4j.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.BaseMeasure;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.generation.Samples;
import org.latent4j.evaluation.generation.Traversal;

/** Results as trainings would leave them, made up: discs that move, in blurred copies. */
public final class SyntheticResults {
  static final int SIDE = 28;
  private static final DataShape.Image IMAGE = new DataShape.Image(SIDE, SIDE, 1);
  private static final DataShape.Table TABLE =
      new DataShape.Table(List.of("acidity", "sugar", "density", "alcohol"));

  private SyntheticResults() {}

  /** Three models on images. */
  public static Report comparison(int seeds) {
    return report(
        "VAE, β-VAE and AAE on sprites",
        IMAGE,
        Optional.of(images()),
        List.of(
            vae("vae", "minimises the negative ELBO; KL in closed form", 1, seeds, true, 0),
            vae(
                "beta-vae",
                "minimises distortion + 4 · rate; KL in closed form",
                4,
                seeds,
                true,
                1),
            aae(seeds)));
  }

  /** One model on images. */
  public static Report training() {
    return report(
        "VAE on sprites",
        IMAGE,
        Optional.of(images()),
        List.of(vae("vae", "minimises the negative ELBO; KL in closed form", 1, 1, true, 0)));
  }

  /** Three models on a table. */
  public static Report table() {
    Random random = new Random(3);
    Tensor rows = wines(random, 1000, 0);
    Examples examples = new Examples(TABLE, rows.copyOfRows(0, 12), rows, List.of(), List.of());
    List<ModelResult> models = new ArrayList<>();
    for (ModelResult model : comparison(2).models()) {
      Tensor draws = wines(random, 1000, 0.4 * models.size());
      Exhibit exhibit =
          new Exhibit(
              rows.copyOfRows(0, 12),
              gaussian(random, 1000, 2, 1),
              gaussian(random, 1000, 2, 1),
              new Samples(gaussian(random, 1000, 2, 1), draws, draws),
              rows.copyOfRows(0, 12),
              new Exhibit.ExPost(Optional.of(draws), ""),
              List.of());
      models.add(
          new ModelResult(
              model.name(),
              model.description(),
              model.seeds(),
              Optional.of(exhibit),
              Optional.empty()));
    }
    return report("Models of white wine", TABLE, Optional.of(examples), models);
  }

  /**
   * A model whose codes of shoes lie on one another: 200 sneakers around the origin, with 120
   * sandals among them and wider, and 80 boots apart. The sandals' median is in the sneakers'
   * midst.
   */
  public static Report shoes() {
    Random random = new Random(11);
    int[] kinds = new int[400];
    Tensor codes = Tensor.zeros(kinds.length, 2);
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = i < 120 ? 0 : i < 320 ? 1 : 2;
      double deviation = kinds[i] == 0 ? 0.9 : 0.35;
      codes.data()[2 * i] = (float) ((kinds[i] == 2 ? 3 : 0) + deviation * random.nextGaussian());
      codes.data()[2 * i + 1] = (float) (deviation * random.nextGaussian());
    }
    Tensor images = Tensor.zeros(kinds.length, SIDE * SIDE);
    Examples examples =
        new Examples(
            IMAGE,
            images.copyOfRows(0, 12),
            images,
            List.of(new Factor("label", List.of("sandal", "sneaker", "ankle boot"))),
            List.of(IntStream.of(kinds).boxed().toList()));
    ModelResult model = vae("vae", "", 1, 1, true, 0);
    Exhibit shown = model.exhibit().orElseThrow();
    Exhibit exhibit =
        new Exhibit(
            shown.reconstructions(),
            codes,
            gaussian(random, 200, 2, 1),
            shown.samples(),
            shown.nearest(),
            shown.exPost(),
            shown.traversals());
    return report(
        "Shoes",
        IMAGE,
        Optional.of(examples),
        List.of(new ModelResult("vae", "", model.seeds(), Optional.of(exhibit), Optional.empty())));
  }

  /** A sweep of β with an AAE beside it. */
  public static Report sweep() {
    List<ModelResult> models = new ArrayList<>();
    for (double beta : new double[] {0.25, 0.5, 1, 2, 3, 4, 6, 8}) {
      ModelResult model = vae("beta-vae β = " + beta, "β = " + beta, beta, 2, false, 5);
      models.add(
          new ModelResult(
              model.name(),
              model.description(),
              model.seeds(),
              Optional.empty(),
              Optional.of(new SweepPoint("beta-vae", "beta", beta))));
    }
    models.add(aae(2));
    return report("Rate against distortion over β", IMAGE, Optional.empty(), models);
  }

  /** A report's results as those of grey images under a likelihood of black and white. */
  public static Report ofGreyImages(Report report) {
    Map<String, BaseMeasure.Figure> figures =
        Map.of(
            "elbo", BaseMeasure.Figure.LOG_DENSITY,
            "distortion", BaseMeasure.Figure.DISTORTION,
            "nll_is", BaseMeasure.Figure.NEGATIVE_LOG_DENSITY,
            "log_likelihood_ais", BaseMeasure.Figure.LOG_DENSITY,
            "ais_gap", BaseMeasure.Figure.GAP);
    return withEstimates(
        report,
        (metric, estimate) -> {
          Map<String, Object> settings = new LinkedHashMap<>(estimate.settings());
          if (figures.containsKey(metric) && estimate.value().isPresent()) {
            new BaseMeasure(true, 0).describe(figures.get(metric), settings);
          }
          return new Estimate(
              estimate.value(),
              estimate.standardError(),
              estimate.parts(),
              estimate.examples(),
              estimate.rows(),
              settings,
              estimate.reason());
        });
  }

  /** A report with each estimate changed. */
  public static Report withEstimates(Report report, Change change) {
    List<ModelResult> models = new ArrayList<>();
    for (ModelResult model : report.models()) {
      List<SeedResult> seeds = new ArrayList<>();
      for (SeedResult seed : model.seeds()) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        seed.evaluation()
            .estimates()
            .forEach((metric, estimate) -> estimates.put(metric, change.of(metric, estimate)));
        seeds.add(
            new SeedResult(
                seed.seed(),
                new Evaluation(seed.evaluation().examples(), estimates),
                seed.trainSeconds(),
                seed.history()));
      }
      models.add(
          new ModelResult(
              model.name(), model.description(), seeds, model.exhibit(), model.sweep()));
    }
    return new Report(
        report.title(),
        report.lead(),
        report.data(),
        report.examples(),
        models,
        report.settings(),
        report.limits());
  }

  /** Another estimate in the place of a metric's. */
  @FunctionalInterface
  public interface Change {
    Estimate of(String metric, Estimate estimate);
  }

  private static Report report(
      String title, DataShape shape, Optional<Examples> examples, List<ModelResult> models) {
    Map<String, String> training = new LinkedHashMap<>();
    training.put("epochs", "20");
    training.put("batch", "128");
    training.put("optimizer", "adam, rate 0.001");
    training.put("seeds", "1, 2, 3");
    Map<String, String> networks = new LinkedHashMap<>();
    networks.put("encoder", "mlp, hidden 400");
    networks.put("decoder", "mlp, hidden 400");
    networks.put("latent", "10");
    networks.put("likelihood", "bernoulli");
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("java", "17.0.15");
    machine.put("engine", "fused, OpenBLAS 0.3.31, 2 workers");
    machine.put("data SHA-256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    return new Report(
        title,
        "The models were trained with the same networks, data order and seeds, and evaluated on"
            + " examples that none of them had seen.",
        new DataSummary("sprites", shape, 6_000, 1_000, 1_000, "9f86d081"),
        examples,
        models,
        List.of(
            new Settings("Training", training),
            new Settings("Composition", networks),
            new Settings("Provenance", machine)),
        List.of(
            "All models had the same networks and settings; none was tuned on its own, and each may"
                + " do better with settings of its own."));
  }

  private static ModelResult vae(
      String name, String description, double beta, int seeds, boolean exhibit, int id) {
    List<SeedResult> results = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      Random random = new Random(100 * id + seed);
      double rate = 14 / Math.pow(beta, 0.55) + 0.12 * random.nextGaussian();
      double distortion = 38 + 190 / rate + 0.15 * random.nextGaussian();
      Map<String, Estimate> estimates = new LinkedHashMap<>();
      estimates.put("elbo", Estimate.of(-rate - distortion, 0.31, Map.of("samples", 1)));
      estimates.put("distortion", Estimate.of(distortion, 0.32, Map.of("samples", 1)));
      double nats = rate;
      estimates.put(
          "rate",
          Estimate.of(rate, 0.05, Map.of("method", "closed form"))
              .withParts(
                  IntStream.range(0, 10)
                      .mapToObj(i -> nats * Math.pow(0.6, (i + id) % 10) / 2.48)
                      .toList()));
      estimates.put(
          "reconstruction_mse",
          Estimate.of(0.0004 * distortion + 0.0001 * random.nextGaussian(), 0.0002, Map.of()));
      estimates.put("active_units", Estimate.of(beta > 2 ? 5 : 8, Map.of("threshold", 0.01)));
      estimates.put(
          "mmd", Estimate.of(0.00012 * beta + 0.00003 * random.nextGaussian(), 0.0002, Map.of()));
      double evidence = -rate - distortion + 3 + 0.1 * random.nextGaussian();
      estimates.put("nll_is", Estimate.of(-evidence, 0.3, Map.of("samples", 200)));
      estimates.put("log_likelihood_ais", Estimate.of(evidence + 0.4, 2.1, Map.of("chains", 16)));
      estimates.put("ais_gap", Estimate.of(0.6, 0.1, Map.of("chains", 16)));
      estimates.put("parameters", Estimate.of(652_824, Map.of()));
      results.add(
          new SeedResult(
              seed,
              new Evaluation(1000, estimates),
              OptionalDouble.of(21.4 + random.nextDouble()),
              history(random, rate, distortion, beta)));
    }
    return new ModelResult(
        name,
        description,
        results,
        exhibit ? Optional.of(exhibit(id, 1.0 / beta)) : Optional.empty(),
        Optional.empty());
  }

  private static ModelResult aae(int seeds) {
    List<SeedResult> results = new ArrayList<>();
    String reason = "the encoder is deterministic: q(z|x) has no density";
    for (int seed = 1; seed <= seeds; seed++) {
      Random random = new Random(900 + seed);
      double distortion = 49 + 0.2 * random.nextGaussian();
      Map<String, Estimate> estimates = new LinkedHashMap<>();
      estimates.put("elbo", Estimate.absent(reason + ", and there is no evidence lower bound"));
      estimates.put("distortion", Estimate.of(distortion, 0.32, Map.of("samples", 1)));
      estimates.put("rate", Estimate.absent(reason));
      estimates.put(
          "reconstruction_mse",
          Estimate.of(0.017 + 0.0001 * random.nextGaussian(), 0.0002, Map.of()));
      estimates.put("active_units", Estimate.of(10, Map.of("threshold", 0.01)));
      estimates.put("mmd", Estimate.of(0.0021 + 0.0004 * random.nextGaussian(), 0.0002, Map.of()));
      estimates.put("nll_is", Estimate.of(distortion + 31, 0.5, Map.of("samples", 200)));
      estimates.put(
          "log_likelihood_ais",
          Estimate.of(-distortion - 22 + random.nextGaussian(), 2.1, Map.of("chains", 16)));
      estimates.put("ais_gap", Estimate.of(4.1, 0.5, Map.of("chains", 16)));
      estimates.put("parameters", Estimate.of(1_213_425, Map.of()));
      List<EpochValues> history = new ArrayList<>();
      for (int epoch = 1; epoch <= 20; epoch++) {
        double now = distortion + 90 * Math.exp(-epoch / 2.5) + 0.3 * random.nextGaussian();
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("distortion", now - 0.8);
        values.put("reconstruction_objective", now - 0.8);
        values.put("discriminator_objective", 1.38 - 0.3 * Math.exp(-epoch / 4.0));
        values.put("generator_objective", 0.69 + 0.5 * Math.exp(-epoch / 4.0));
        history.add(new EpochValues(epoch, "train", values));
        history.add(
            new EpochValues(
                epoch, "validation", Map.of("distortion", now, "objective", now + 0.4)));
      }
      results.add(
          new SeedResult(
              seed,
              new Evaluation(1000, estimates),
              OptionalDouble.of(38 + random.nextDouble()),
              history));
    }
    return new ModelResult(
        "aae",
        "reconstruction, discriminator and generator in turn; deterministic encoder",
        results,
        Optional.of(exhibit(2, 1.6)),
        Optional.empty());
  }

  private static List<EpochValues> history(
      Random random, double rate, double distortion, double beta) {
    List<EpochValues> history = new ArrayList<>();
    for (int epoch = 1; epoch <= 20; epoch++) {
      double d = distortion + 110 * Math.exp(-epoch / 2.2) + 0.3 * random.nextGaussian();
      double r = rate * (1 - Math.exp(-epoch / 1.8));
      for (String split : List.of("train", "validation")) {
        double shift = split.equals("train") ? -0.05 * epoch : 0.05 * epoch;
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("objective", d + shift + beta * r);
        values.put("elbo", -d - r - shift);
        values.put("distortion", d + shift);
        values.put("rate", r);
        history.add(new EpochValues(epoch, split, values));
      }
    }
    return history;
  }

  private static Examples images() {
    Random random = new Random(5);
    int n = 600;
    Tensor mapped = Tensor.zeros(n, SIDE * SIDE);
    List<Integer> sizes = new ArrayList<>();
    List<Integer> xs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int size = random.nextInt(3);
      int x = random.nextInt(16);
      sizes.add(size);
      xs.add(x);
      draw(mapped, i, 6 + x, 6 + random.nextInt(16), 3 + 1.5 * size, 0.05);
    }
    return new Examples(
        IMAGE,
        mapped.copyOfRows(0, 12),
        mapped,
        List.of(
            new Factor("shape", List.of("square", "ellipse", "heart")),
            new Factor("position x", IntStream.range(0, 16).mapToObj(String::valueOf).toList())),
        List.of(sizes, xs));
  }

  private static Exhibit exhibit(int id, double spread) {
    Random random = new Random(50 + id);
    Examples examples = images();
    int n = examples.mapped().rows();
    Tensor codes = gaussian(random, n, 10, 0.1);
    for (int i = 0; i < n; i++) {
      codes.data()[i * 10] += (float) (spread * (examples.factorValues().get(1).get(i) - 8) / 6.0);
      codes.data()[i * 10 + 3] +=
          (float)
              (spread * (examples.factorValues().get(0).get(i) - 1) + 0.3 * random.nextGaussian());
    }
    Tensor reconstructions = Tensor.zeros(12, SIDE * SIDE);
    Random again = new Random(5);
    for (int i = 0; i < 12; i++) {
      int size = again.nextInt(3);
      int x = again.nextInt(16);
      draw(reconstructions, i, 6 + x, 6 + again.nextInt(16), 3 + 1.5 * size, 0.6 + 0.6 * id);
    }
    Tensor samples = Tensor.zeros(64, SIDE * SIDE);
    for (int i = 0; i < 64; i++) {
      draw(
          samples,
          i,
          14 + 4 * random.nextGaussian(),
          14 + 4 * random.nextGaussian(),
          4 + random.nextInt(3),
          0.8 + 0.7 * id);
    }
    List<Traversal> traversals = new ArrayList<>();
    for (int dimension : new int[] {0, 3, 7, 1, 2, 4, 5, 6, 8, 9}) {
      Tensor means = Tensor.zeros(9, SIDE * SIDE);
      for (int step = 0; step < 9; step++) {
        double move = (step - 4) * (traversals.size() < 3 ? 1 : 0.1);
        draw(
            means,
            step,
            14 + (dimension == 0 ? 2 * move : 0),
            14 + (dimension == 3 ? 2 * move : 0),
            5 + (dimension == 7 ? move / 2 : 0),
            0.6 + 0.6 * id);
      }
      traversals.add(
          new Traversal(
              dimension,
              IntStream.range(0, 9).mapToObj(step -> (step - 4) * 0.75).toList(),
              means));
    }
    return new Exhibit(
        reconstructions,
        codes,
        gaussian(random, 1000, 10, 1),
        new Samples(gaussian(random, 64, 10, 1), samples, samples),
        examples.shown(),
        id == 0
            ? new Exhibit.ExPost(Optional.empty(), "the codes vary along 1 axes")
            : new Exhibit.ExPost(Optional.of(samples), ""),
        traversals);
  }

  private static void draw(Tensor into, int row, double x, double y, double radius, double blur) {
    for (int i = 0; i < SIDE; i++) {
      for (int j = 0; j < SIDE; j++) {
        double distance = Math.hypot(j - x, i - y) - radius;
        into.data()[(row * SIDE + i) * SIDE + j] = (float) (1 / (1 + Math.exp(distance / blur)));
      }
    }
  }

  private static Tensor gaussian(Random random, int rows, int columns, double deviation) {
    Tensor tensor = Tensor.zeros(rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.data()[i] = (float) (deviation * random.nextGaussian());
    }
    return tensor;
  }

  private static Tensor wines(Random random, int rows, double off) {
    Tensor tensor = Tensor.zeros(rows, 4);
    for (int row = 0; row < rows; row++) {
      double acidity = random.nextGaussian();
      tensor.data()[row * 4] = (float) (acidity * (1 + off / 2));
      tensor.data()[row * 4 + 1] = (float) (Math.exp(random.nextGaussian() * 0.6) + off);
      tensor.data()[row * 4 + 2] = (float) (acidity * 0.7 + random.nextGaussian() * 0.5 - off);
      tensor.data()[row * 4 + 3] =
          (float) ((random.nextBoolean() ? 1 : -1) * (1 - off / 2) + 0.3 * random.nextGaussian());
    }
    return tensor;
  }
}
