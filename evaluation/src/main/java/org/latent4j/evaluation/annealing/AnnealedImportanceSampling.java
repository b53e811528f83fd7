package org.latent4j.evaluation.annealing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.evaluation.BaseMeasure;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.ExampleMean;
import org.latent4j.evaluation.ImportanceWeights;
import org.latent4j.evaluation.SampleMean;
import org.latent4j.evaluation.Subject;
import org.latent4j.evaluation.WeightDiagnostics;

/**
 * ln p(x) of any decoder, prior and likelihood by annealed importance sampling (Neal, 2001), as Wu,
 * Burda, Salakhutdinov and Grosse (2017) use it for decoder-based models. The encoder has no part
 * in it, so that a VAE and an AAE are measured by the same rule.
 *
 * <ul>
 *   <li>{@code log_likelihood_ais}, nats per example: chains are carried from the prior to the
 *       posterior of an example through distributions p(z) p(x|z)^β by Hamiltonian Monte Carlo. Its
 *       expectation is a lower bound of ln p(x) that rises with the number of distributions.
 *   <li>{@code ais_gap}, nats per example: how far that bound is from an upper bound on examples
 *       drawn from the model itself, whose codes are exact draws from the posterior, so that chains
 *       can be run backwards from them (bidirectional Monte Carlo; Grosse, Ghahramani and Adams,
 *       2015). A small gap says that the estimates on the data may be believed as far as the data
 *       is like the model's own examples.
 * </ul>
 *
 * <p>Standard errors are over examples.
 */
public final class AnnealedImportanceSampling implements Estimator {
  private static final String VALUE = "log_likelihood_ais";
  private static final String GAP = "ais_gap";

  /** Chains moved together: enough rows for products to be fast. */
  private static final int ROWS = 1_024;

  private static final int PILOT_EXAMPLES = 16;
  private static final int PILOT_FRACTION = 10;
  private static final int LEAST_PILOT = 50;
  private static final double RATIO = Math.pow(2, 0.25);
  private static final int MOST_RATIOS = 16;

  private final Settings settings;
  private final Optional<DataSet> validation;

  /**
   * How it is done.
   *
   * @param examples how many examples are evaluated, at most; drawn at random
   * @param chains for each example
   * @param distributions T, intermediate distributions on a sigmoid schedule
   * @param leapfrogSteps in each transition
   */
  public record Settings(int examples, int chains, int distributions, int leapfrogSteps) {
    public Settings {
      if (examples < 1 || chains < 1 || distributions < 1 || leapfrogSteps < 1) {
        throw new IllegalArgumentException(
            "annealed importance sampling with "
                + examples
                + " examples, "
                + chains
                + " chains, "
                + distributions
                + " distributions and "
                + leapfrogSteps
                + " leapfrog steps");
      }
    }
  }

  private AnnealedImportanceSampling(Settings settings, Optional<DataSet> validation) {
    this.settings = settings;
    this.validation = validation;
  }

  /** Under the model's own likelihood. */
  public static AnnealedImportanceSampling ofLikelihood(Settings settings) {
    return new AnnealedImportanceSampling(settings, Optional.empty());
  }

  /**
   * Under N(E[x|z], σ² I), whatever the model's likelihood, with the σ that gives the highest
   * estimate on validation examples.
   */
  public static AnnealedImportanceSampling ofGaussian(Settings settings, DataSet validation) {
    return new AnnealedImportanceSampling(settings, Optional.of(validation));
  }

  @Override
  public List<String> metrics() {
    return List.of(VALUE, GAP);
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    if (validation.isPresent() && validation.get().size() == 0) {
      Estimate absent =
          Estimate.absent("σ is chosen on validation examples, and the data has none");
      return Map.of(VALUE, absent, GAP, absent);
    }
    ObservationModel observation = observation(subject, random.split("observation"));
    double[] beta = SigmoidSchedule.of(settings.distributions());
    int[] rows = rows(subject, settings.examples(), random.split("examples"));
    Tensor examples = subject.read(rows);
    StepSizes sizes = stepSizes(subject, observation, examples, random.split("pilot"));
    LogMeans found = new LogMeans(settings.chains());
    forward(subject, observation, examples, beta, sizes, random.split("forward"), found);
    Map<String, Object> shown = shown(observation);
    shown.put("examples", examples.rows());
    found.diagnostics.describe(shown);
    observation.measure(subject).describe(BaseMeasure.Figure.LOG_DENSITY, shown);
    return Map.of(
        VALUE,
        found.mean().estimate(shown, rows),
        GAP,
        gap(subject, observation, beta, sizes, random.split("simulated")));
  }

  private Map<String, Object> shown(ObservationModel observation) {
    Map<String, Object> shown = new LinkedHashMap<>(observation.description());
    shown.put("chains", settings.chains());
    shown.put("distributions", settings.distributions());
    shown.put("leapfrog_steps", settings.leapfrogSteps());
    return shown;
  }

  /** Lower and upper bounds on examples that the model draws. */
  private Estimate gap(
      Subject subject,
      ObservationModel observation,
      double[] beta,
      StepSizes sizes,
      RandomStream random) {
    Model model = subject.model();
    int count = settings.examples();
    Tensor codes = model.prior().sample(random.split("prior"), count);
    Tensor simulated;
    try (Tape tape = subject.engine().newForwardTape()) {
      Var outputs = model.decoder().decode(tape.constant(codes), Mode.EVALUATION);
      simulated = observation.sample(outputs, random.split("likelihood"));
    }
    LogMeans lower = new LogMeans(settings.chains());
    forward(subject, observation, simulated, beta, sizes, random.split("forward"), lower);
    LogMeans reciprocal = new LogMeans(settings.chains());
    int group = Math.max(1, ROWS / settings.chains());
    for (int from = 0; from < count; from += group) {
      int to = Math.min(from + group, count);
      try (AnnealedRun run = run(subject, observation, simulated.copyOfRows(from, to))) {
        double[] logWeights =
            run.backward(
                beta,
                sizes,
                repeated(codes.copyOfRows(from, to), settings.chains()),
                random.split("backward").split(from));
        reciprocal.add(Arrays.stream(logWeights).map(w -> -w).toArray());
      }
    }
    SampleMean gap = new SampleMean();
    for (int i = 0; i < count; i++) {
      gap.add(-reciprocal.value(i) - lower.value(i));
    }
    Map<String, Object> shown = shown(observation);
    shown.put("simulated_examples", count);
    observation.measure(subject).describe(BaseMeasure.Figure.GAP, shown);
    shown.put("lower_bound", lower.mean().mean());
    shown.put("upper_bound", -reciprocal.mean().mean());
    return gap.estimate(shown);
  }

  private void forward(
      Subject subject,
      ObservationModel observation,
      Tensor examples,
      double[] beta,
      StepSizes sizes,
      RandomStream random,
      LogMeans into) {
    int group = Math.max(1, ROWS / settings.chains());
    for (int from = 0; from < examples.rows(); from += group) {
      int to = Math.min(from + group, examples.rows());
      try (AnnealedRun run = run(subject, observation, examples.copyOfRows(from, to))) {
        into.add(run.forward(beta, sizes, random.split(from)));
      }
    }
  }

  private StepSizes stepSizes(
      Subject subject, ObservationModel observation, Tensor examples, RandomStream random) {
    Tensor few = examples.copyOfRows(0, Math.min(PILOT_EXAMPLES, examples.rows()));
    try (AnnealedRun run = run(subject, observation, few)) {
      return run.stepSizes(SigmoidSchedule.of(pilotDistributions()), random);
    }
  }

  private int pilotDistributions() {
    return Math.max(LEAST_PILOT, settings.distributions() / PILOT_FRACTION);
  }

  private AnnealedRun run(Subject subject, ObservationModel observation, Tensor examples) {
    return new AnnealedRun(
        subject.model(),
        observation,
        repeated(examples, settings.chains()),
        settings.leapfrogSteps(),
        subject.engine());
  }

  private ObservationModel observation(Subject subject, RandomStream random) {
    if (validation.isEmpty()) {
      return ObservationModel.of(subject.model().likelihood());
    }
    try (Subject held = subject.on(validation.get(), random.split("data"))) {
      Tensor examples = held.read(rows(held, PILOT_EXAMPLES, random.split("examples")));
      return ObservationModel.gaussian(
          subject.model().likelihood(), bestSigma(held, examples, random.split("runs")));
    }
  }

  /**
   * Climbs from the root mean square of the reconstruction error by steps of a factor 2^¼, every
   * run with the same random numbers, until the estimate falls.
   */
  private double bestSigma(Subject held, Tensor examples, RandomStream random) {
    double first = reconstructionError(held, examples);
    double best = quickEstimate(held, examples, first, random);
    double sigma = first;
    for (double ratio : new double[] {RATIO, 1 / RATIO}) {
      for (int step = 0; step < MOST_RATIOS; step++) {
        double found = quickEstimate(held, examples, sigma * ratio, random);
        if (!(found > best)) {
          break;
        }
        best = found;
        sigma *= ratio;
      }
      if (sigma != first) {
        break;
      }
    }
    return sigma;
  }

  private double quickEstimate(Subject held, Tensor examples, double sigma, RandomStream random) {
    ObservationModel observation = ObservationModel.gaussian(held.model().likelihood(), sigma);
    StepSizes sizes = stepSizes(held, observation, examples, random.split("pilot"));
    LogMeans found = new LogMeans(settings.chains());
    double[] beta = SigmoidSchedule.of(pilotDistributions());
    forward(held, observation, examples, beta, sizes, random.split("forward"), found);
    return found.mean().mean();
  }

  private static double reconstructionError(Subject held, Tensor examples) {
    Model model = held.model();
    Tape tape = held.tape();
    tape.reset();
    Var x = tape.constant(examples);
    Var z = model.encoder().encode(x, Mode.EVALUATION).mean();
    Var mean = model.likelihood().mean(model.decoder().decode(z, Mode.EVALUATION));
    return Math.sqrt(x.minus(mean).square().mean().item());
  }

  /** Drawn without repetition. */
  private static int[] rows(Subject subject, int most, RandomStream random) {
    int size = subject.data().size();
    return Arrays.copyOf(random.permutation(size), Math.min(most, size));
  }

  /** Each row as often as there are chains, the copies next to each other. */
  private static Tensor repeated(Tensor rows, int copies) {
    Tensor all = Tensor.zeros(rows.rows() * copies, rows.columns());
    for (int i = 0; i < all.rows(); i++) {
      System.arraycopy(
          rows.data(), i / copies * rows.columns(), all.data(), i * rows.columns(), rows.columns());
    }
    return all;
  }

  /** ln of the mean weight of each example's chains, and how evenly the chains share in it. */
  private static final class LogMeans {
    private final List<Double> values = new ArrayList<>();
    private final int chains;
    final WeightDiagnostics diagnostics;

    LogMeans(int chains) {
      this.chains = chains;
      this.diagnostics = new WeightDiagnostics(chains);
    }

    /** Adds examples by the log weights of their chains, which stand next to each other. */
    void add(double[] logWeights) {
      for (int from = 0; from < logWeights.length; from += chains) {
        ImportanceWeights weights = new ImportanceWeights(chains);
        for (int i = from; i < from + chains; i++) {
          weights.add(logWeights[i]);
        }
        values.add(weights.logMean());
        diagnostics.add(weights);
      }
    }

    double value(int example) {
      return values.get(example);
    }

    ExampleMean mean() {
      ExampleMean mean = new ExampleMean();
      values.forEach(mean::add);
      return mean;
    }
  }
}
