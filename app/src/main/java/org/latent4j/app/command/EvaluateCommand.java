package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.latent4j.api.Latent4jException;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.arguments.UsageException;
import org.latent4j.app.configuration.ConfigurationFlags;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.EvaluationDisplay;
import org.latent4j.app.console.ResultsTable;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.evaluation.catalog.Estimators;
import org.latent4j.evaluation.catalog.EvaluationSettings;
import org.latent4j.experiments.Comparison;
import org.latent4j.experiments.Configuration;
import org.latent4j.experiments.SavedRun;
import org.latent4j.experiments.Workbench;
import org.latent4j.report.Report;
import org.latent4j.report.json.MetricsDocument;
import org.latent4j.runtime.catalog.Catalog;

/** {@code evaluate}: a trained model's metrics. */
public final class EvaluateCommand implements Command {
  private static final List<String> CHANGEABLE = List.of("data", "engine", "evaluation");

  private final PluginSource plugins;

  @Inject
  public EvaluateCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return OpenedRun.withData(
            CommandSyntax.command("evaluate", "evaluate a trained model on held-out examples"))
        .flags(List.of(Flag.METRICS))
        .flag(Flag.SEED, "for what is drawn at random (default: RUN's own)")
        .flag(Flag.SET, "a setting of evaluation, data or engine; may be repeated")
        .flag(Flag.OUT, "write the metrics to DIR/metrics.json, beside those it has of RUN")
        .notes(
            "RUN is the folder that a training, a comparison or a sweep wrote. Metrics that are"
                + " named are added to its metrics.json and report.html: of a comparison all models"
                + " are evaluated, as if the metrics had been named from the start. On other"
                + " examples (--data, --split) or with another --seed they are printed only;"
                + " examples that the model was trained on are refused, but for --split train."
                + " Metrics are "
                + String.join(", ", Estimators.metrics())
                + "; standard stands for those that take seconds. How each is estimated is set by"
                + " --set evaluation.KEY=VALUE; keys and defaults: "
                + EvaluationSettings.OPTIONS.stream()
                    .filter(option -> !option.name().equals("metrics"))
                    .map(option -> option.name() + "=" + option.defaultValue())
                    .collect(Collectors.joining(", "))
                + ".")
        .example("evaluate runs/vae")
        .example("evaluate runs/compare --metrics nll_is")
        .example("evaluate runs/vae --metrics all --json")
        .example(
            "evaluate runs/aae --metrics log_likelihood_ais,ais_gap --set"
                + " evaluation.ais-observation=gaussian")
        .example("evaluate runs/vae --split validation --json")
        .example("evaluate runs/vae --data ./other.npy")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    if (Comparison.isIn(arguments.operandPath(0))) {
      evaluateAll(arguments, console);
    } else {
      evaluateOne(arguments, console);
    }
  }

  private void evaluateAll(Arguments arguments, Console console) {
    Path folder = arguments.operandPath(0);
    OpenedRun.requireUse(arguments, List.of("evaluation", "engine"));
    for (Flag flag : List.of(Flag.DATA, Flag.SPLIT, Flag.SEED, Flag.OUT)) {
      if (arguments.has(flag)) {
        throw new UsageException(
            "evaluate: "
                + folder
                + " is a comparison, whose models are evaluated on its own test examples with their"
                + " own seeds, and reported in it: leave out "
                + flag
                + ", or evaluate one of its runs, such as "
                + folder.resolve("vae").resolve("seed-1"));
      }
    }
    Catalog catalog = plugins.discover(arguments.paths(Flag.PLUGIN_PATH));
    Configuration configuration =
        ConfigurationFlags.over(Comparison.configuration(folder), arguments, catalog, console);
    try (EvaluationDisplay display = new EvaluationDisplay(console)) {
      ExperimentOutput.print(
          Comparison.evaluate(catalog, folder, configuration, display), folder, console);
    }
  }

  private void evaluateOne(Arguments arguments, Console console) {
    OpenedRun opened = new OpenedRun(arguments, plugins, console, CHANGEABLE);
    SavedRun run = opened.run();
    long seed = arguments.integer(Flag.SEED).orElse(run.seed());
    try (Workbench bench = opened.workbench();
        EvaluationDisplay display = new EvaluationDisplay(console)) {
      EvaluationListener progress =
          display.begins(String.valueOf(run.folder().getFileName()), 1, 1);
      boolean own = run.isOwn(bench.data(), opened.split(), seed);
      Optional<Path> out = arguments.path(Flag.OUT).filter(folder -> !(own && isSame(folder, run)));
      out.ifPresent(SavedRun::requireNoRun);
      opened.examples(bench.data(), console);
      Report report =
          run.evaluate(bench, opened.split(), opened.settings().evaluation(), seed, progress);
      boolean isKept = own && isToBeKept(arguments, run.folder(), console);
      if (isKept) {
        try {
          run.keep(bench, opened.settings(), report, progress);
        } catch (Latent4jException e) {
          console.result(
              ResultsTable.of(report, console.columns()), MetricsDocument.ofEvaluation(report));
          throw e; // what took minutes to estimate is not lost with it
        }
      }
      out.ifPresent(
          folder -> {
            if (run.write(bench, opened.split(), report, folder).replaced()) {
              console.remark(
                  folder
                      + ": its metrics were of another model, of other examples or of another seed,"
                      + " and gave way");
            }
          });
      console.result(
          ResultsTable.of(report, console.columns())
              + (isKept ? "\n\n" + run.folder().resolve("report.html") : ""),
          MetricsDocument.ofEvaluation(report));
    }
  }

  private static boolean isSame(Path folder, SavedRun run) {
    return folder.toAbsolutePath().normalize().equals(run.folder().toAbsolutePath().normalize());
  }

  /** Whether there is something new for the run's own report, and room for it. */
  private static boolean isToBeKept(Arguments arguments, Path folder, Console console) {
    boolean isNew =
        arguments.has(Flag.METRICS)
            || arguments.has(Flag.OUT)
            || arguments.texts(Flag.SET).stream().anyMatch(text -> text.startsWith("evaluation"));
    if (isNew && !Files.isWritable(folder)) {
      console.remark(folder + " cannot be written to, so its report stays as it is");
      return false;
    }
    return isNew;
  }
}
