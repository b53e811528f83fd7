package org.latent4j.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.report.DataSummary;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.SeedResult;
import org.latent4j.report.Settings;
import org.latent4j.report.SyntheticResults;
import org.latent4j.report.json.MetricsDocument;
import org.latent4j.report.table.CsvTable;
import org.latent4j.report.table.LatexTable;
import org.latent4j.runtime.storage.Json;

class HtmlReportTests {
  private static final Map<String, String> PAGES = new ConcurrentHashMap<>();

  private static Report report(String name) {
    return switch (name) {
      case "comparison" -> SyntheticResults.comparison(3);
      case "one-seed" -> SyntheticResults.comparison(1);
      case "training" -> SyntheticResults.training();
      case "table" -> SyntheticResults.table();
      case "sweep" -> SyntheticResults.sweep();
      case "grey" -> SyntheticResults.ofGreyImages(SyntheticResults.comparison(2));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String page(String name) {
    return PAGES.computeIfAbsent(name, key -> HtmlReport.of(report(key)));
  }

  /** What is read: the page without its scripts, styles and pictures. */
  private static String text(String name) {
    return withoutScripts(page(name))
        .replaceAll("(?s)<style>.*?</style>", "")
        .replaceAll("data:image/png;base64,[^\"]*", "PICTURE");
  }

  private static String withoutScripts(String page) {
    return page.replaceAll("(?s)<script[ >].*?</script>", "");
  }

  /** The pages stay under target/reports, to be looked at. */
  @ParameterizedTest
  @ValueSource(strings = {"comparison", "one-seed", "training", "table", "sweep"})
  void isOneFileOfReasonableSizeThatLoadsNothing(String name) throws Exception {
    Path file = Path.of("target", "reports", name + ".html");
    Files.createDirectories(file.getParent());
    Files.writeString(file, page(name));
    assertThat(Files.size(file)).isLessThan(3_000_000);
    String page = withoutScripts(page(name));
    for (String loading : List.of("<link", "<iframe", "@import", "url(")) {
      assertThat(page.contains(loading)).as(loading).isFalse();
    }
    Matcher source = Pattern.compile("(src|href)=\"([^\"]*)\"").matcher(page);
    while (source.find()) {
      assertThat(source.group(2)).startsWith(source.group(1).equals("src") ? "data:image/" : "#");
    }
  }

  @Test
  void isWrittenToAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("run").resolve("report.html");
    HtmlReport.write(report("table"), file);
    assertThat(Files.readString(file).equals(page("table"))).isTrue();
  }

  @Test
  void sameResultsGiveTheSamePage() {
    assertThat(HtmlReport.of(report("comparison")).equals(page("comparison"))).isTrue();
  }

  @Test
  void showsEachMetricWithItsSpreadAndEachReasonOnce() {
    assertThat(text("comparison"))
        .contains("Mean ± standard deviation over 3 seeds")
        .contains("ELBO", "Distortion", "Reconstruction error", "MMD²", "Training time")
        .contains("higher is better", "lower is better")
        .containsOnlyOnce("there is no evidence lower bound")
        .contains("652\u202f824");
  }

  @Test
  void underlinesOnlyWhatIsClearOfEveryOtherModel() {
    // vae's ELBO, NLL, AIS and MMD², aae's reconstruction error.
    assertThat(text("comparison").split("number best", -1)).hasSize(1 + 5);
    assertThat(text("comparison")).contains("vae has the highest value");
  }

  @Test
  void groupsFindingsByWhatAModelIsWantedFor() {
    assertThat(text("comparison"))
        .containsSubsequence(
            "To say how likely an example is", "ELBO.", "ln p(x), AIS.", "To keep an example");
  }

  @Test
  void drawsLikelihoodsWhereMoreThanTheBoundIsKnown() {
    assertThat(page("comparison"))
        .contains("id=\"likelihoods\"", "\"title\":\"AIS\"")
        .contains("The gap of annealed importance sampling is measured");
  }

  @Test
  void showsSamplesExPostOrWhyThereAreNoneAndTheNearestTrainingExamples() {
    assertThat(text("comparison"))
        .containsSubsequence("Ex post:", "none: the codes vary along 1 axes", "PICTURE")
        .containsSubsequence(
            "Nearest training examples", "sample", "PICTURE", "nearest", "PICTURE");
  }

  @Test
  void oneSeedMarksNothingAndSaysWhy() {
    assertThat(text("one-seed"))
        .doesNotContain("number best", "Every seed", "Underlined")
        .contains("standard error over test examples")
        .contains("differences are those of these trainings, not of the models");
  }

  @Test
  void figuresOfGreyImagesAreNotCalledBoundsOfTheirLikelihood() {
    // The only ln p(x) left are in the sentence that denies it, and two that can be asked for and
    // are densities of the values: what a Gaussian and a mixture give.
    assertThat(text("grey").split("ln p\\(x\\)", -1)).hasSize(1 + 3);
    assertThat(text("grey"))
        .contains(
            "Lower bounds of E ln p(b) over examples b of zeros and ones",
            "Bound by AIS",
            "An upper bound of −E ln p(b)",
            "lower bounds of the mean of ln p(b) over examples b drawn so, not of ln p(x)")
        .doesNotContain("How far ln p(x) lies above it");
    assertThat(text("comparison"))
        .contains("Lower bounds of ln p(x)", "ln p(x), AIS")
        .doesNotContain("p(b)");
  }

  @Test
  void aWarningIsAFootnoteOfItsNumber() {
    Report report =
        SyntheticResults.withEstimates(
            SyntheticResults.comparison(1),
            (metric, estimate) ->
                metric.equals("nll_is")
                    ? Estimate.of(
                        estimate.value().orElseThrow(), Map.of("warning", "few draws carry it"))
                    : estimate);
    assertThat(HtmlReport.of(report)).containsOnlyOnce("few draws carry it");
  }

  @Test
  void leavesOutWhatThereIsNot() {
    assertThat(text("sweep"))
        .doesNotContain("id=\"reconstructions\"", "id=\"codes\"", "id=\"columns\"")
        .contains("id=\"plane\"", "results transposed");
  }

  @Test
  void tableHasColumnsInPlaceOfPictures() {
    assertThat(text("table"))
        .doesNotContain("PICTURE")
        .contains("id=\"columns\"", "acidity", "alcohol");
    assertThat(text("comparison")).contains("PICTURE").doesNotContain("id=\"columns\"");
  }

  @Test
  void textsAreEscapedInThePageAndInItsScripts() {
    Report report = SyntheticResults.sweep();
    String name = "<b>&\"</script>";
    ModelResult model = report.models().get(0);
    Report hostile =
        new Report(
            name,
            name,
            report.data(),
            Optional.empty(),
            List.of(new ModelResult(name, name, model.seeds(), Optional.empty(), Optional.empty())),
            report.settings(),
            List.of(name));
    String page = HtmlReport.of(hostile);
    assertThat(page.contains("<b>&\"")).isFalse();
    assertThat(page.contains("&lt;b&gt;&amp;&quot;")).isTrue();
    Matcher data =
        Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(page);
    assertThat(data.find()).isTrue();
    assertThat(data.group(1)).contains("\\u003c/script>").endsWith("}");
  }

  /** A report as it is where nothing was held back to choose by. */
  private static Report withoutValidation() {
    Report report = SyntheticResults.training();
    ModelResult model = report.models().get(0);
    List<SeedResult> seeds =
        model.seeds().stream()
            .map(
                seed ->
                    new SeedResult(
                        seed.seed(),
                        seed.evaluation(),
                        seed.trainSeconds(),
                        seed.history().stream()
                            .filter(epoch -> epoch.split().equals("train"))
                            .toList()))
            .toList();
    DataSummary data = report.data();
    return new Report(
        report.title(),
        report.lead(),
        new DataSummary(
            data.name(), data.shape(), data.train(), 0, data.test(), data.fingerprint()),
        Optional.empty(),
        List.of(new ModelResult(model.name(), "", seeds, Optional.empty(), Optional.empty())),
        report.settings(),
        report.limits());
  }

  @Test
  void curvesAreCalledWhatTheyAreOf() {
    assertThat(text("training"))
        .contains("<span class=\"line\"></span>validation")
        .contains("<span class=\"line dashed\"></span>training");
    assertThat(withoutScripts(HtmlReport.of(withoutValidation())))
        .contains("<span class=\"line\"></span>training", "none to choose by")
        .doesNotContain("</span>validation", "line dashed");
  }

  @Test
  void contentsListsEverySectionThatThereIs() {
    for (String name : List.of("comparison", "sweep", "table")) {
      String page = text(name);
      List<String> sections = found("<section id=\"([^\"]+)\">", page);
      assertThat(found("<li><a href=\"#([^\"]+)\">", page))
          .isEqualTo(sections)
          .hasSizeGreaterThan(5);
    }
  }

  private static List<String> found(String pattern, String page) {
    return Pattern.compile(pattern).matcher(page).results().map(match -> match.group(1)).toList();
  }

  @Test
  void saysTheCommandForWhatWasNotAskedFor() {
    assertThat(text("comparison"))
        .contains("latent4j evaluate . --metrics frechet_distance<")
        .doesNotContain("--metrics nll_is", "--metrics elbo", "--metrics train_seconds");
    ModelResult vae = SyntheticResults.training().models().get(0);
    Map<String, Estimate> estimates =
        new LinkedHashMap<>(vae.seeds().get(0).evaluation().estimates());
    estimates.remove("log_likelihood_ais");
    assertThat(withoutScripts(HtmlReport.of(with(estimates))))
        .contains("Annealed importance sampling comes nearer: latent4j evaluate . --metrics");
  }

  @Test
  void saysTheCommandWhereOneModelOfSeveralLacksAMetric() {
    Report report = SyntheticResults.comparison(1);
    ModelResult vae = report.models().get(0);
    Map<String, Estimate> fewer = new LinkedHashMap<>(vae.seeds().get(0).evaluation().estimates());
    fewer.remove("nll_is");
    SeedResult seed =
        new SeedResult(1, new Evaluation(10, fewer), OptionalDouble.empty(), List.of());
    Report mixed =
        new Report(
            report.title(),
            report.lead(),
            report.data(),
            Optional.empty(),
            List.of(
                new ModelResult("vae", "", List.of(seed), Optional.empty(), Optional.empty()),
                report.models().get(1)),
            report.settings(),
            List.of());
    assertThat(withoutScripts(HtmlReport.of(mixed)))
        .contains("it was not asked for; to add it: latent4j evaluate . --metrics nll_is");
  }

  private static Report with(Map<String, Estimate> estimates) {
    Report report = SyntheticResults.training();
    SeedResult seed =
        new SeedResult(1, new Evaluation(10, estimates), OptionalDouble.empty(), List.of());
    return new Report(
        report.title(),
        report.lead(),
        report.data(),
        Optional.empty(),
        List.of(new ModelResult("vae", "", List.of(seed), Optional.empty(), Optional.empty())),
        List.of(
            new Settings(
                "Configuration",
                Map.of("encoder.dropout", "0.5", "encoder.normalization", "none"))),
        List.of());
  }

  @Test
  void whatNoModelHasIsOneLineAndSoAreSettingsNotInUse() {
    String page =
        withoutScripts(
            HtmlReport.of(
                with(
                    Map.of(
                        "distortion", Estimate.of(3, Map.of()),
                        "elbo", Estimate.absent("there is no bound")))));
    assertThat(page)
        .contains("There is no value of: ELBO<sup>a</sup>.", "there is no bound")
        .contains("<dt>none</dt><dd>encoder.normalization</dd>")
        .doesNotContain(">none</span>");
  }

  @Test
  void keysOfItsDataAreInAFixedOrder() throws Exception {
    Matcher data =
        Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(page("comparison"));
    assertThat(data.find()).isTrue();
    assertThatKeysAreSorted(Json.parse("the page's data", data.group(1), Map.class));
  }

  private static void assertThatKeysAreSorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      assertThat(map.keySet().stream().map(String::valueOf)).isSorted();
      map.values().forEach(HtmlReportTests::assertThatKeysAreSorted);
    } else if (value instanceof List<?> list) {
      list.forEach(HtmlReportTests::assertThatKeysAreSorted);
    }
  }

  /** Arabic and Hindi have digits of their own, German and French a comma for the point. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "de-DE", "fr-FR", "tr-TR"})
  void isTheSameInEveryLanguage(String language) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      Report report = report("comparison");
      assertThat(HtmlReport.of(report).equals(page("comparison"))).isTrue();
      Report original = SyntheticResults.comparison(3);
      assertThat(CsvTable.of(report)).isEqualTo(CsvTable.of(original)).contains("652824");
      assertThat(LatexTable.of(report)).contains("$-$65.554 $\\pm$ 0.081");
      assertThat(Json.pretty(MetricsDocument.of(report))).contains("652824");
    } finally {
      Locale.setDefault(before);
    }
  }
}
