package org.latent4j.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Subject;
import org.latent4j.evaluation.generation.Generator;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.report.DataSummary;
import org.latent4j.report.EpochValues;
import org.latent4j.report.Examples;
import org.latent4j.report.Exhibit;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.SeedResult;
import org.latent4j.report.Settings;
import org.latent4j.report.SweepPoint;
import org.latent4j.report.html.HtmlReport;
import org.latent4j.report.json.MetricsDocument;
import org.latent4j.report.table.CsvTable;
import org.latent4j.report.table.LatexTable;
import org.latent4j.runtime.composition.Commit;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.AtomicFiles;
import org.latent4j.runtime.storage.Json;

/** Makes reports of trained models. */
final class Reports {
  private static final int BATCH = 256;

  private final Workbench bench;
  private final Examples examples;

  /** Examples are drawn once: every report of a workbench shows the same ones. */
  Reports(Workbench bench) {
    this.bench = bench;
    this.examples = Examples.of(bench.data().test(), RandomStreams.seeded(0).split("report"));
  }

  /** What came of one training. */
  ModelResult result(String name, TrainedModel trained) {
    return result(name, List.of(trained), Optional.of(exhibit(trained)), Optional.empty());
  }

  /**
   * What came of one model, all its seeds.
   *
   * @param exhibit of the first
   */
  static ModelResult result(
      String name,
      List<TrainedModel> seeds,
      Optional<Exhibit> exhibit,
      Optional<SweepPoint> sweep) {
    return new ModelResult(
        name,
        description(seeds.get(0)),
        seeds.stream().map(Reports::seed).toList(),
        exhibit,
        sweep);
  }

  /** How a model was held near its prior, and by what its epoch was chosen. */
  static String description(TrainedModel trained) {
    Model model = trained.model().model();
    OptionalInt epochs = trained.epochs();
    Optional<String> unreached =
        epochs.isPresent() && epochs.getAsInt() > 0
            ? model.unreached(epochs.getAsInt())
            : Optional.empty();
    return model.divergence()
        + (trained.chosen().isPresent()
            ? "; best epoch by " + model.criterion()
            : "; as it was after its last epoch")
        + unreached.map(words -> "; " + words).orElse("");
  }

  static SeedResult seed(TrainedModel trained) {
    List<EpochValues> history =
        trained.history().stream()
            .map(epoch -> new EpochValues(epoch.epoch(), epoch.split(), epoch.terms()))
            .toList();
    return new SeedResult(trained.seed(), trained.evaluation(), trained.trainSeconds(), history);
  }

  private Exhibit exhibit(TrainedModel trained) {
    Engine.Session session = bench.engine().session();
    Model model = trained.model().model();
    RandomStream random = RandomStreams.seeded(0);
    try (session;
        Generator generator = new Generator(model, bench.engine(), BATCH);
        Subject learned =
            new Subject(
                model, bench.data().train(), bench.engine(), BATCH, random.split("learned"))) {
      return Exhibit.of(generator, examples, learned, random.split("exhibit"));
    }
  }

  Report report(String title, String lead, List<ModelResult> models, Provenance provenance) {
    return new Report(
        title,
        lead,
        DataSummary.of(bench.data()),
        Optional.of(examples),
        models,
        List.of(
            new Settings("Configuration", flat(provenance.configuration())),
            new Settings("Made with", madeWith(provenance))),
        List.of());
  }

  /** Writes the page, and beside it the document of metrics and the table of them. */
  static void write(Report report, Path folder) {
    Json.write(folder.resolve(RunFolder.METRICS), MetricsDocument.of(report));
    AtomicFiles.writeText(folder.resolve(RunFolder.TABLE_CSV), CsvTable.of(report));
    AtomicFiles.writeText(folder.resolve(RunFolder.TABLE_LATEX), LatexTable.of(report));
    HtmlReport.write(report, folder.resolve(RunFolder.REPORT));
  }

  private static Map<String, String> madeWith(Provenance provenance) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("Latent4J", provenance.latent4j().orElse("not from a build"));
    entries.put(
        "built from",
        provenance.commit().map(Commit::toString).orElse("sources outside a git checkout"));
    entries.put("begun", provenance.time());
    entries.put("engine", provenance.engine());
    entries.put("Java", provenance.machine().java() + ", " + provenance.machine().vm());
    entries.put("system", provenance.machine().system());
    entries.put("processors", Integer.toString(provenance.machine().processors()));
    entries.put("data, SHA-256 of the training examples", provenance.data().train().sha256());
    List<String> jars = new ArrayList<>();
    provenance.plugins().forEach(source -> jars.add(source.plugin().toString()));
    entries.put("plugins", String.join("; ", jars));
    return entries;
  }

  /** Keys joined by dots, as {@code --set} takes them. */
  private static Map<String, String> flat(Map<String, Object> configuration) {
    Map<String, String> entries = new LinkedHashMap<>();
    flatten("", configuration, entries);
    return entries;
  }

  private static void flatten(String prefix, Map<?, ?> map, Map<String, String> entries) {
    map.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flatten(prefix + key + ".", inner, entries);
          } else {
            entries.put(prefix + key, String.valueOf(value));
          }
        });
  }
}
