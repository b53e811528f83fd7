package org.latent4j.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.evaluation.EvaluationListener;
import org.latent4j.report.Report;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.Provenance;

/** Metrics that are added later are those that would have been there from the start. */
class AddedMetricsTests {
  private static final Catalog CATALOG = Catalog.discover();
  private static final List<String> FIRST = List.of("elbo", "rate", "mmd");
  private static final List<String> MORE = List.of("nll_is", "reconstruction_mse");
  private static final Configuration TINY =
      ExperimentTests.TINY
          .with("training.epochs", 1)
          .with("evaluation.metrics", FIRST)
          .with("evaluation.is-samples", 5);
  private static final Configuration BOTH =
      TINY.with(
          "evaluation.metrics", List.of("elbo", "rate", "mmd", "nll_is", "reconstruction_mse"));

  @TempDir private static Path temporary;

  /** With all metrics from the start; one seed, whose differences are taken over examples. */
  private static Path whole;

  private static Path sweep;

  @BeforeAll
  static void compareWithAllMetrics() {
    whole = temporary.resolve("whole");
    compare(BOTH, 1, whole);
    sweep = temporary.resolve("sweep");
    Comparison.sweep(CATALOG, BOTH, List.of(0.5, 2.0), List.of("aae"), 1, sweep)
        .run(ExperimentListener.NONE);
  }

  private static void compare(Configuration configuration, int seeds, Path folder) {
    Comparison.of(CATALOG, configuration, List.of("vae", "aae"), seeds, folder)
        .run(ExperimentListener.NONE);
  }

  private static Report add(Path folder, Configuration change) {
    return Comparison.evaluate(CATALOG, folder, change, EvaluationsListener.NONE);
  }

  private static Configuration withMore(Path folder) {
    return Comparison.configuration(folder).with("evaluation.metrics", MORE);
  }

  /**
   * A page or document without what differs from run to run: when it was begun, and the seconds.
   */
  private static String text(Path file) {
    try {
      return Files.readString(file)
          .replaceAll("[0-9-]{10}T[0-9:]{8}Z", "TIME")
          .replaceAll("\"train_seconds\" : [0-9.E-]+", "SECONDS")
          .replaceAll("\"metric\" : \"train_seconds\",[^}]*", "SECONDS")
          .replaceAll(temporary + "/[a-z]+", "FOLDER");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSameDocuments(Path folder, Path expected) {
    for (String inside : List.of("", "vae/seed-1", "aae/seed-1", "beta-0.5/seed-1")) {
      if (Files.exists(expected.resolve(inside))) {
        assertThat(text(folder.resolve(inside).resolve("metrics.json")))
            .isEqualTo(text(expected.resolve(inside).resolve("metrics.json")));
        if (!inside.isEmpty()) {
          assertThat(text(folder.resolve(inside).resolve("provenance.json")))
              .isEqualTo(text(expected.resolve(inside).resolve("provenance.json")));
        }
      }
    }
  }

  @Test
  void aComparisonWithMetricsAddedIsOneThatHadThemFromTheStart() throws IOException {
    Path folder = temporary.resolve("parts");
    compare(TINY, 1, folder);
    List<String> told = new ArrayList<>();

    Report report =
        Comparison.evaluate(
            CATALOG,
            folder,
            withMore(folder),
            (title, number, count) ->
                (metrics, estimator, estimators) ->
                    told.add(title + " " + number + "/" + count + " " + metrics));

    assertThat(told)
        .containsExactly(
            "vae 1/2 [reconstruction_mse]",
            "vae 1/2 [nll_is]",
            "aae 2/2 [reconstruction_mse]",
            "aae 2/2 [nll_is]");
    assertThat(report.models().get(0).metrics())
        .containsExactly("elbo", "rate", "reconstruction_mse", "mmd", "nll_is");
    assertSameDocuments(folder, whole);
    assertThat(text(folder.resolve("metrics.json"))).contains("\"differences\"", "examples");
    // Pictures are the same bytes, and so is all else but the training's seconds.
    assertThat(pictures(folder)).isEqualTo(pictures(whole)).isNotEmpty();
    assertThat(pictures(folder.resolve("aae/seed-1")))
        .isEqualTo(pictures(whole.resolve("aae/seed-1")))
        .isNotEmpty();

    // What goes on from there keeps them.
    Comparison.begun(CATALOG, folder, OptionalInt.empty(), Optional.empty())
        .run(ExperimentListener.NONE);
    assertSameDocuments(folder, whole);
  }

  private static List<String> pictures(Path folder) throws IOException {
    return Pattern.compile("data:image/png;base64,[A-Za-z0-9+/=]+")
        .matcher(Files.readString(folder.resolve("report.html")))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void severalSeedsKeepTheirs() {
    Path once = temporary.resolve("once");
    Path later = temporary.resolve("later");
    compare(BOTH.with("training.seed", 5), 2, once);
    compare(TINY.with("training.seed", 5), 2, later);
    add(later, withMore(later));
    assertThat(text(later.resolve("metrics.json"))).isEqualTo(text(once.resolve("metrics.json")));
  }

  @Test
  void aSweepTakesThemToo() {
    Path folder = temporary.resolve("curve");
    Comparison.sweep(CATALOG, TINY, List.of(0.5, 2.0), List.of("aae"), 1, folder)
        .run(ExperimentListener.NONE);
    Report report = add(folder, withMore(folder));
    assertSameDocuments(folder, sweep);
    assertThat(report.models().get(1).sweep().orElseThrow().value()).isEqualTo(2);
  }

  @Test
  void aComparisonOfAnEarlierVersionIsEstimatedAgain() throws IOException {
    Path folder = temporary.resolve("old");
    compare(TINY, 1, folder);
    for (String model : List.of("vae", "aae")) {
      Files.delete(folder.resolve(model).resolve("seed-1").resolve(StoredEvaluation.FILE));
    }
    add(folder, withMore(folder));
    assertSameDocuments(folder, whole);
  }

  @Test
  void otherWaysToEstimateHoldForAllMetrics() {
    Path folder = temporary.resolve("otherwise");
    compare(TINY.with("evaluation.elbo-samples", 3), 1, folder);
    add(folder, withMore(folder).with("evaluation.elbo-samples", 10));
    assertSameDocuments(folder, whole);
  }

  @Test
  void aComparisonThatHasNotEndedIsRefused() throws IOException {
    Path folder = temporary.resolve("unfinished");
    compare(TINY, 1, folder);
    Files.delete(folder.resolve("aae/seed-1/weights.safetensors"));
    assertThatThrownBy(() -> add(folder, withMore(folder)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("has not ended", "latent4j resume " + folder);
  }

  @Test
  void otherDataIsRefused() {
    Path folder = temporary.resolve("data");
    compare(TINY, 1, folder);
    String before = text(folder.resolve("metrics.json"));
    assertThatThrownBy(() -> add(folder, withMore(folder).with("data.seed", 3)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("is not what the run was trained and evaluated on");
    assertThat(text(folder.resolve("metrics.json"))).isEqualTo(before);
  }

  @Test
  void aRunsOwnReportTakesThemToo() throws IOException {
    Path run = temporary.resolve("run");
    Path once = temporary.resolve("runonce");
    Experiment.train(CATALOG, TINY.with("training.seed", 7), run, ExperimentListener.NONE);
    Experiment.train(CATALOG, BOTH.with("training.seed", 7), once, ExperimentListener.NONE);
    SavedRun saved = SavedRun.open(CATALOG, run);
    ExperimentSettings settings =
        ExperimentSettings.of(saved.configuration().with("evaluation.metrics", MORE));
    try (Workbench bench = Workbench.open(CATALOG, settings)) {
      assertThat(saved.isOwn(bench.data(), Split.TEST, 7)).isTrue();
      assertThat(saved.isOwn(bench.data(), Split.TEST, 1)).isFalse();
      assertThat(saved.isOwn(bench.data(), Split.VALIDATION, 7)).isFalse();
      Report report =
          saved.evaluate(
              bench, Split.TEST, settings.evaluation(), saved.seed(), EvaluationListener.NONE);
      assertThat(report.models().get(0).metrics()).containsExactlyInAnyOrderElementsOf(MORE);
      saved.keep(bench, settings, report, EvaluationListener.NONE);
    }
    assertThat(text(run.resolve("metrics.json"))).isEqualTo(text(once.resolve("metrics.json")));
    assertThat(pictures(run)).isEqualTo(pictures(once)).isNotEmpty();
    assertThat(Provenance.read(run).configuration())
        .isEqualTo(Provenance.read(once).configuration());
  }

  @Test
  void afterFurtherTrainingNothingOldIsKept() {
    Path run = temporary.resolve("further");
    Experiment.train(CATALOG, TINY, run, ExperimentListener.NONE);
    Experiment.resume(CATALOG, run, OptionalInt.of(2), Optional.empty(), ExperimentListener.NONE);
    assertThat(StoredEvaluation.read(run).orElseThrow().metrics())
        .containsExactlyInAnyOrderElementsOf(FIRST);
    Path two = temporary.resolve("two");
    Experiment.train(
        CATALOG, TINY.with(Map.of("training", Map.of("epochs", 2))), two, ExperimentListener.NONE);
    assertThat(StoredEvaluation.read(run).orElseThrow().evaluation())
        .isEqualTo(StoredEvaluation.read(two).orElseThrow().evaluation());
  }
}
