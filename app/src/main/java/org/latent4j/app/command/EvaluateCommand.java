package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.ResultsTable;
import org.latent4j.evaluation.catalog.Estimators;
import org.latent4j.evaluation.catalog.EvaluationSettings;
import org.latent4j.experiments.Workbench;
import org.latent4j.report.Report;
import org.latent4j.report.json.MetricsDocument;
import org.latent4j.runtime.storage.Json;

/** {@code evaluate}: a trained model's metrics. */
public final class EvaluateCommand implements Command {
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
        .flag(Flag.OUT, "write the metrics to DIR/metrics.json as well")
        .notes(
            "RUN is the folder that a training wrote. Metrics are "
                + String.join(", ", Estimators.metrics())
                + "; standard stands for those that take seconds. How each is estimated is set by"
                + " --set evaluation.KEY=VALUE; keys and defaults: "
                + EvaluationSettings.OPTIONS.stream()
                    .filter(option -> !option.name().equals("metrics"))
                    .map(option -> option.name() + "=" + option.defaultValue())
                    .collect(Collectors.joining(", "))
                + ".")
        .example("evaluate runs/vae")
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
    OpenedRun opened = new OpenedRun(arguments, plugins, console);
    try (Workbench bench = opened.workbench()) {
      opened.examples(bench.data());
      Report report =
          opened
              .run()
              .evaluate(
                  bench,
                  opened.split(),
                  opened.settings().evaluation(),
                  opened.seed(),
                  (metrics, number, count) ->
                      console.remark(
                          "%d of %d: %s".formatted(number, count, String.join(", ", metrics))));
      arguments
          .path(Flag.OUT)
          .ifPresent(
              folder ->
                  Json.write(folder.resolve("metrics.json"), MetricsDocument.ofEvaluation(report)));
      console.result(ResultsTable.of(report), MetricsDocument.ofEvaluation(report));
    }
  }
}
