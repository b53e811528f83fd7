package org.latent4j.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.evaluation.Estimate;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.SyntheticResults;

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
    // The only ln p(x) left is in the sentence that denies it; the prior's and codes' stay.
    assertThat(text("grey").split("ln p\\(x\\)", -1)).hasSize(1 + 1);
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
}
