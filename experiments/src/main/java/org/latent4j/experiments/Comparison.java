package org.latent4j.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
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
    ComponentSpec base = model(catalog, settings, "beta-vae");
    List<ComparisonPlan.Variant> variants = new ArrayList<>();
    Set<Double> chosen = new LinkedHashSet<>();
    for (double beta : betas) {
      if (!chosen.add(beta)) {
        throw new Latent4jException("betas: " + beta + " is given twice; give it once");
      }
      variants.add(
          new ComparisonPlan.Variant(
              "beta-" + (beta == Math.rint(beta) ? Long.toString((long) beta) : beta),
              base.with("beta", beta),
              Optional.of(new SweepPoint(base.type(), "beta", beta))));
    }
    variants.addAll(named(catalog, settings, names));
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

  private static List<ComparisonPlan.Variant> named(
      Catalog catalog, ExperimentSettings settings, List<String> names) {
    List<ComparisonPlan.Variant> variants = new ArrayList<>();
    Set<String> chosen = new LinkedHashSet<>();
    for (String name : names) {
      if (!chosen.add(name)) {
        throw new Latent4jException("models: '" + name + "' is given twice; give it once");
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

  private static ComponentSpec model(Catalog catalog, ExperimentSettings settings, String name) {
    Optional<ComponentSpec> configured = Optional.ofNullable(settings.models().get(name));
    List<String> types = catalog.entries(Kind.MODEL).stream().map(Plugin::name).toList();
    if (configured.isEmpty() && !types.contains(name)) {
      Set<String> known = new LinkedHashSet<>(settings.models().keySet());
      known.addAll(types);
      throw new Latent4jException(NearMiss.unknown("there is no model", name, known));
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
  @SuppressWarnings("try") // the lock is there to be held, not to be used
  public Report run(ExperimentListener listener) {
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
      Report report =
          reports.report(
              plan.title(), lead(), results, Provenance.read(folder(plan.variants().get(0), 0)));
      Reports.write(report, folder);
      return report;
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
      long seed = plan.seeds().get(i);
      String title = variant.name() + (plan.seeds().size() > 1 ? ", seed " + seed : "");
      Experiment experiment =
          new Experiment(bench, settings(settings, variant, seed), folder(variant, i), title);
      Experiment.Completed completed = experiment.complete(reports, folder, listener);
      trained.add(completed.trained());
      exhibit = exhibit.or(() -> completed.report().models().get(0).exhibit());
    }
    return Reports.result(variant.name(), trained, exhibit, variant.sweep());
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

  private String lead() {
    int seeds = plan.seeds().size();
    return "Trained with the same networks, the same order of examples and the same "
        + (seeds == 1 ? "seed, " + plan.seeds().get(0) : seeds + " seeds")
        + "; evaluated on examples that no model was trained on.";
  }
}
