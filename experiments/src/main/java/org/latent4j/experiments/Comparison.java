package org.latent4j.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.ModelProvider;
import org.latent4j.api.spi.NearMiss;
import org.latent4j.report.Exhibit;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.SweepPoint;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Plugin;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.FolderLock;

/**
 * Several models trained on the same data with the same networks, in the same order of examples and
 * with the same seeds. Leaves {@code report.html}, {@code metrics.json}, {@code table.csv} and
 * {@code table.tex} in its folder, and each run in a folder {@code MODEL/seed-N} of its own.
 */
public final class Comparison {
  private static final String VAE = "vae";
  private static final String AAE = "aae";
  private static final String BETA_VAE = "beta-vae";
  private static final String BETA = "beta";

  private final Catalog catalog;
  private final ComparisonPlan plan;
  private final Path folder;
  private final boolean begun;

  private Comparison(Catalog catalog, ComparisonPlan plan, Path folder, boolean begun) {
    this.catalog = catalog;
    this.plan = plan;
    this.folder = folder;
    this.begun = begun;
  }

  /**
   * A comparison of models.
   *
   * @param configuration what all have in common; its {@code models} say with which options each is
   *     trained
   * @param names models by their names there, or by their types; empty for those that a comparison
   *     has by default, and all that the configuration adds
   * @param seeds how many seeds each model is trained with, from the configuration's on
   * @param folder new or empty
   * @throws Latent4jException if a name is unknown or given twice
   */
  public static Comparison of(
      Catalog catalog, Configuration configuration, List<String> names, int seeds, Path folder) {
    ExperimentSettings settings = ExperimentSettings.of(configuration);
    List<String> chosen =
        names.isEmpty() ? List.copyOf(settings.models().keySet()) : List.copyOf(names);
    String title = String.join(", ", chosen) + " on " + dataName(settings);
    List<ComparisonPlan.Variant> variants = named(catalog, settings, chosen);
    ExperimentSettings.requireAmong(
        configuration, variants.stream().map(ComparisonPlan.Variant::model).toList());
    return new Comparison(
        catalog,
        new ComparisonPlan(title, configuration, variants, seeds(settings, seeds)),
        folder,
        false);
  }

  /**
   * The β-VAE at several β, its rate-distortion curve, and other models at their place beside it.
   *
   * @param betas weights of the rate, at least one, all different
   * @param names the other models, by their names in the configuration or by their types
   * @param seeds how many seeds each is trained with, from the configuration's on
   * @param folder new or empty
   * @throws Latent4jException if a β or a name is given twice, or a name is unknown
   */
  public static Comparison sweep(
      Catalog catalog,
      Configuration configuration,
      List<Double> betas,
      List<String> names,
      int seeds,
      Path folder) {
    ExperimentSettings settings = ExperimentSettings.of(configuration);
    ComponentSpec base = model(catalog, settings, BETA_VAE);
    List<ComparisonPlan.Variant> variants = new ArrayList<>();
    Set<Double> chosen = new LinkedHashSet<>();
    for (double beta : betas) {
      if (!chosen.add(beta)) {
        throw new SettingException("betas: " + beta + " is given twice; give it once");
      }
      variants.add(
          new ComparisonPlan.Variant(
              "beta-" + (beta == Math.rint(beta) ? Long.toString((long) beta) : beta),
              base.with(BETA, beta),
              Optional.of(new SweepPoint(base.type(), BETA, beta))));
    }
    variants.addAll(named(catalog, settings, names));
    List<ComponentSpec> trained = new ArrayList<>(List.of(base));
    variants.forEach(variant -> trained.add(variant.model()));
    ExperimentSettings.requireAmong(configuration, trained);
    String title =
        base.type()
            + " at "
            + betas.size()
            + " values of β"
            + (names.isEmpty() ? "" : ", " + String.join(", ", names))
            + " on "
            + dataName(settings);
    return new Comparison(
        catalog,
        new ComparisonPlan(title, configuration, variants, seeds(settings, seeds)),
        folder,
        false);
  }

  /**
   * The models that are shown beside a sweep's curve where none are named: VAE and AAE; but not the
   * VAE where β = 1 is among the values and is the VAE, to the last bit.
   */
  public static List<String> besideCurve(Configuration configuration, List<Double> betas) {
    ExperimentSettings settings = ExperimentSettings.of(configuration);
    return betas.contains(1.0) && isTheVaeAtOne(settings) ? List.of(AAE) : List.of(VAE, AAE);
  }

  /** Whether VAE and β-VAE are told the same but for β: other forms of the β-VAE are no VAE. */
  private static boolean isTheVaeAtOne(ExperimentSettings settings) {
    ComponentSpec vae = settings.models().getOrDefault(VAE, ComponentSpec.of(VAE));
    ComponentSpec betaVae = settings.models().getOrDefault(BETA_VAE, ComponentSpec.of(BETA_VAE));
    Map<String, Object> others = new LinkedHashMap<>(betaVae.options());
    others.remove(BETA);
    return vae.type().equals(VAE)
        && betaVae.type().equals(BETA_VAE)
        && others.equals(vae.options());
  }

  private static List<ComparisonPlan.Variant> named(
      Catalog catalog, ExperimentSettings settings, List<String> names) {
    List<ComparisonPlan.Variant> variants = new ArrayList<>();
    Set<String> chosen = new LinkedHashSet<>();
    for (String name : names) {
      if (!chosen.add(name)) {
        throw new SettingException("models: '" + name + "' is given twice; give it once");
      }
      variants.add(
          new ComparisonPlan.Variant(name, model(catalog, settings, name), Optional.empty()));
    }
    return variants;
  }

  /** Whether a comparison was begun in this folder. */
  public static boolean isIn(Path folder) {
    return RunFolder.isComparison(folder);
  }

  /**
   * A comparison that was begun before.
   *
   * @param epochs how far each training is to go; empty for as far as was planned
   * @param directory where data sets known by name lie now; empty for where they lay then
   */
  public static Comparison begun(
      Catalog catalog, Path folder, OptionalInt epochs, Optional<Path> directory) {
    ComparisonPlan plan = ComparisonPlan.read(folder);
    return new Comparison(
        catalog,
        new ComparisonPlan(
            plan.title(),
            Experiment.changed(plan.configuration(), epochs, directory),
            plan.variants(),
            plan.seeds()),
        folder,
        true);
  }

  /**
   * What the runs of a comparison that was begun have in common.
   *
   * @throws Latent4jException if the folder holds none
   */
  public static Configuration configuration(Path folder) {
    return ComparisonPlan.read(folder).configuration();
  }

  /**
   * Estimates metrics of all models of a comparison that has ended, and writes the reports anew
   * with them and those they have: what comes of it is what a comparison that had all of them named
   * from the start has.
   *
   * @param configuration that of {@link #configuration(Path)}, with the metrics, and how they are
   *     estimated
   * @param listener is told which model is evaluated
   * @throws Latent4jException if another process is working in the folder, a training has not
   *     ended, or the data is not there as it was
   */
  @SuppressWarnings("try") // the lock is there to be held, not to be used
  public static Report evaluate(
      Catalog catalog, Path folder, Configuration configuration, EvaluationsListener listener) {
    try (FolderLock lock = RunFolder.take(folder)) {
      return new Comparison(catalog, ComparisonPlan.read(folder), folder, true)
          .evaluated(configuration, listener);
    }
  }

  private Report evaluated(Configuration configuration, EvaluationsListener listener) {
    ExperimentSettings settings = ExperimentSettings.of(configuration);
    int count = plan.variants().size() * plan.seeds().size();
    for (ComparisonPlan.Variant variant : plan.variants()) {
      for (int i = 0; i < plan.seeds().size(); i++) {
        if (!RunFolder.hasModel(folder(variant, i))) {
          throw new Latent4jException(
              folder
                  + " holds a comparison that has not ended: there is no model in "
                  + folder(variant, i)
                  + "; end it first (latent4j resume "
                  + folder
                  + ")");
        }
      }
    }
    try (Workbench bench = Workbench.open(catalog, settings)) {
      Reports reports = new Reports(bench);
      List<ModelResult> results = new ArrayList<>();
      int number = 0;
      for (ComparisonPlan.Variant variant : plan.variants()) {
        List<TrainedModel> trained = new ArrayList<>();
        Optional<Exhibit> exhibit = Optional.empty();
        for (int i = 0; i < plan.seeds().size(); i++) {
          number++;
          Experiment.Completed completed =
              experiment(bench, settings, variant, i)
                  .evaluate(reports, listener.begins(title(variant, i), number, count));
          trained.add(completed.trained());
          exhibit = exhibit.or(() -> completed.report().models().get(0).exhibit());
        }
        results.add(Reports.result(variant.name(), trained, exhibit, variant.sweep()));
      }
      new ComparisonPlan(
              plan.title(),
              plan.configuration()
                  .with(AddedMetrics.merged(plan.configuration().toMap(), settings.evaluation())),
              plan.variants(),
              plan.seeds())
          .write(folder);
      return written(reports, results);
    }
  }

  private Experiment experiment(
      Workbench bench, ExperimentSettings settings, ComparisonPlan.Variant variant, int seed) {
    return new Experiment(
        bench,
        settings(settings, variant, plan.seeds().get(seed)),
        folder(variant, seed),
        title(variant, seed));
  }

  private String title(ComparisonPlan.Variant variant, int seed) {
    return variant.name() + (plan.seeds().size() > 1 ? ", seed " + plan.seeds().get(seed) : "");
  }

  private Report written(Reports reports, List<ModelResult> results) {
    Report report =
        reports.report(
            plan.title(), lead(), results, Provenance.read(folder(plan.variants().get(0), 0)));
    Reports.write(report, folder);
    return report;
  }

  private static ComponentSpec model(Catalog catalog, ExperimentSettings settings, String name) {
    Optional<ComponentSpec> configured = Optional.ofNullable(settings.models().get(name));
    List<String> types = catalog.entries(Kind.MODEL).stream().map(Plugin::name).toList();
    if (configured.isEmpty() && !types.contains(name)) {
      Set<String> known = new LinkedHashSet<>(settings.models().keySet());
      known.addAll(types);
      throw new SettingException(NearMiss.unknown("there is no model", name, known));
    }
    return configured.orElseGet(() -> ComponentSpec.of(name));
  }

  private static List<Long> seeds(ExperimentSettings settings, int count) {
    long first = settings.trainingSettings().seed();
    return LongStream.range(first, first + count).boxed().toList();
  }

  private static String dataName(ExperimentSettings settings) {
    return settings
        .data()
        .path()
        .map(path -> String.valueOf(path.toAbsolutePath().normalize().getFileName()))
        .or(settings.data()::type)
        .orElse("data");
  }

  /**
   * Trains what has not been trained yet, from the last checkpoint where there is one, and writes
   * the report.
   *
   * @throws Latent4jException if the folder holds something else or cannot be written to, or
   *     something that is needed is absent, wrong or does not fit; before the first training, as
   *     far as it can be known then
   */
  public Report run(ExperimentListener listener) {
    return NewFolder.during(folder, () -> locked(listener));
  }

  @SuppressWarnings("try") // the lock is there to be held, not to be used
  private Report locked(ExperimentListener listener) {
    try (FolderLock lock = RunFolder.take(folder)) {
      if (!begun) {
        RunFolder.prepare(folder);
      }
      return compare(listener);
    }
  }

  private Report compare(ExperimentListener listener) {
    ExperimentSettings settings = ExperimentSettings.of(plan.configuration());
    try (Workbench bench = Workbench.open(catalog, settings)) {
      for (ComparisonPlan.Variant variant : plan.variants()) {
        new Run(bench, settings(settings, variant, plan.seeds().get(0)), folder(variant, 0))
            .check();
      }
      plan.write(folder);
      Reports reports = new Reports(bench);
      List<ModelResult> results = new ArrayList<>();
      for (ComparisonPlan.Variant variant : plan.variants()) {
        results.add(result(bench, reports, settings, variant, listener));
      }
      return written(reports, results);
    }
  }

  private ModelResult result(
      Workbench bench,
      Reports reports,
      ExperimentSettings settings,
      ComparisonPlan.Variant variant,
      ExperimentListener listener) {
    List<TrainedModel> trained = new ArrayList<>();
    Optional<Exhibit> exhibit = Optional.empty();
    for (int i = 0; i < plan.seeds().size(); i++) {
      Experiment.Completed completed =
          experiment(bench, settings, variant, i)
              .complete(reports, number(variant, i), runs(), folder, listener);
      trained.add(completed.trained());
      exhibit = exhibit.or(() -> completed.report().models().get(0).exhibit());
    }
    return Reports.result(variant.name(), trained, exhibit, variant.sweep());
  }

  /** Which of the runs one is, from 1. */
  private int number(ComparisonPlan.Variant variant, int seed) {
    return plan.variants().indexOf(variant) * plan.seeds().size() + seed + 1;
  }

  private int runs() {
    return plan.variants().size() * plan.seeds().size();
  }

  private ExperimentSettings settings(
      ExperimentSettings base, ComparisonPlan.Variant variant, long seed) {
    Plugin<ModelProvider> plugin = catalog.plugin(Kind.MODEL, variant.model().type());
    boolean takesOne = plugin.make(ModelProvider::defaultDivergence).isPresent();
    return base.withModel(
            variant.model(), takesOne ? base.composition().divergence() : Optional.empty())
        .withSeed(seed);
  }

  private Path folder(ComparisonPlan.Variant variant, int seed) {
    return folder.resolve(variant.name()).resolve("seed-" + plan.seeds().get(seed));
  }

  private boolean hasTheVaeOnItsCurve() {
    return plan.variants().stream()
            .flatMap(variant -> variant.sweep().stream())
            .anyMatch(point -> point.family().equals(BETA_VAE) && point.value() == 1)
        && isTheVaeAtOne(ExperimentSettings.of(plan.configuration()));
  }

  private String lead() {
    int seeds = plan.seeds().size();
    return "Trained with the same networks, the same order of examples and the same "
        + (seeds == 1 ? "seed, " + plan.seeds().get(0) : seeds + " seeds")
        + "; evaluated on examples that no model was trained on."
        + (hasTheVaeOnItsCurve() ? " β = 1 is the VAE, to the last bit." : "");
  }
}
