package org.latent4j.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.report.Report;
import org.latent4j.report.SyntheticResults;
import org.latent4j.report.html.HtmlReport;
import org.latent4j.runtime.storage.Json;

/**
 * The report as a browser shows it: nothing cut or overlapping at the widths of telephones, tablets
 * and desks, what words refer to stands out, values can be reached by keyboard, charts can be
 * saved, and axe-core finds nothing serious.
 */
class ReportInBrowserTests {
  private static final Pattern FOUND =
      Pattern.compile("(?s)<script type=\"application/json\" id=\"found\">(.*?)</script>");
  private static final Map<String, Map<?, ?>> LOOKED = new HashMap<>();

  @TempDir private static Path folder;

  private Optional<Chromium> chromium = Optional.empty();

  /** Before each test, so that each is counted as left out where there is none. */
  @BeforeEach
  void findBrowser() {
    chromium = Optional.of(Chromium.onThisMachine());
  }

  private static Report report(String name) {
    return switch (name) {
      case "comparison" -> SyntheticResults.comparison(3);
      case "sweep" -> SyntheticResults.sweep();
      case "table" -> SyntheticResults.table();
      case "shoes" -> SyntheticResults.shoes();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String read(String name) throws IOException {
    try (InputStream own = ReportInBrowserTests.class.getResourceAsStream(name);
        InputStream library =
            own == null
                ? ClassLoader.getSystemResourceAsStream(name)
                : InputStream.nullInputStream()) {
      return new String((own == null ? library : own).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What the checks find on a page in a window of a width. */
  private Map<?, ?> look(String name, int width, boolean dark) throws Exception {
    String key = name + "-" + width + (dark ? "-dark" : "");
    if (!LOOKED.containsKey(key)) {
      String page = HtmlReport.of(report(name));
      if (dark) {
        page = page.replace("(prefers-color-scheme: dark)", "(min-width: 1px)");
      }
      String scripts =
          "<script>" + read("axe.min.js") + "</script><script>" + read("checks.js") + "</script>";
      Path place = Files.createDirectories(folder.resolve(key));
      Path file = place.resolve("page.html");
      int end = page.lastIndexOf("</body>");
      Files.writeString(file, page.substring(0, end) + scripts + page.substring(end));
      String dom = chromium.orElseThrow().dom(file, width, place);
      Matcher found = FOUND.matcher(dom);
      assertThat(found.find()).as("the checks ran to their end in %s", file).isTrue();
      Map<?, ?> result = Json.parse("what was found", found.group(1), Map.class);
      assertThat(result.get("error")).isNull();
      LOOKED.put(key, result);
    }
    return LOOKED.get(key);
  }

  private static List<?> list(Map<?, ?> found, String key) {
    return found.get(key) instanceof List<?> list ? list : List.of(key + " was not looked for");
  }

  @ParameterizedTest
  @CsvSource({
    "comparison, 390", "comparison, 768", "comparison, 1024", "comparison, 1300",
    "sweep, 390", "sweep, 768", "sweep, 1024", "sweep, 1300",
    "table, 390"
  })
  void nothingIsCutOrOverlapsAndAxeFindsNothingSerious(String name, int width) throws Exception {
    Map<?, ?> found = look(name, width, false);
    assertThat(list(found, "cut")).as("cut").isEmpty();
    assertThat(list(found, "overlaps")).as("overlapping").isEmpty();
    assertThat(list(found, "axe")).as("axe-core").isEmpty();
    assertThat(((Number) found.get("axeRules")).intValue()).isGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({"comparison, false", "comparison, true", "sweep, false", "sweep, true"})
  void whatWordsReferToStandsOutOnLightAndDarkGround(String name, boolean dark) throws Exception {
    Map<?, ?> found = look(name, 1300, dark);
    assertThat(list(found, "faint")).isEmpty();
    assertThat(list(found, "axe")).isEmpty();
  }

  @Test
  void tableOfColumnsStandsOutToo() throws Exception {
    assertThat(list(look("table", 390, false), "faint")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"comparison, 1300", "sweep, 1300", "table, 390"})
  void valuesOfEveryChartAreReachedByKeyboard(String name, int width) throws Exception {
    List<?> charts = list(look(name, width, false), "keyboard");
    assertThat(charts).hasSizeGreaterThan(3);
    for (Object entry : charts) {
      Map<?, ?> chart = (Map<?, ?>) entry;
      String title = String.valueOf(chart.get("chart"));
      assertThat(chart.get("tabIndex")).as(title).isEqualTo(0);
      assertThat(String.valueOf(chart.get("name"))).startsWith(title).contains("Arrow keys");
      for (String said : List.of("first", "last", "below")) {
        assertThat(String.valueOf(chart.get(said))).as(title).matches("(?s).+[:,].*\\d.*");
      }
      assertThat(chart.get("ring")).as("%s shows where one is", title).isEqualTo(true);
      assertThat(String.valueOf(chart.get("tooltip"))).as("%s shows a value", title).isNotBlank();
      assertThat(String.valueOf(chart.get("after"))).as("%s after Escape", title).isEmpty();
    }
  }

  /** The files stay under target/reports/charts, to be looked at. */
  @ParameterizedTest
  @CsvSource({"comparison, false", "sweep, true"})
  void savedChartsNeedNothingOfThePage(String name, boolean dark) throws Exception {
    List<?> charts = list(look(name, 1300, dark), "saved");
    assertThat(charts).hasSizeGreaterThan(3);
    Path kept = Files.createDirectories(Path.of("target", "reports", "charts"));
    int index = 0;
    for (Object entry : charts) {
      Map<?, ?> chart = (Map<?, ?>) entry;
      String title = String.valueOf(chart.get("chart"));
      String text = String.valueOf(chart.get("text"));
      Files.writeString(kept.resolve(name + "-" + index++ + ".svg"), text);
      assertThat(chart.get("wellFormed")).as(title).isEqualTo(true);
      assertThat(list(chart, "bare")).as("%s: shapes without paint", title).isEmpty();
      assertThat(text)
          .as(title)
          .doesNotContain("var(", "style=", "class=")
          .contains("font-family=", "xmlns=\"http://www.w3.org/2000/svg\"", "<title>");
      String ground = dark ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)";
      assertThat(text).as(title).containsPattern("<rect fill=\"" + Pattern.quote(ground));
    }
  }

  @Test
  void placesOnMapsAreNamedByTheMajorityAroundThem() throws Exception {
    List<?> names = list(look("shoes", 1024, false), "names");
    assertThat(names.stream().map(name -> String.valueOf(((Map<?, ?>) name).get("name"))))
        .contains("sneaker", "ankle boot");
    for (Object entry : names) {
      Map<?, ?> name = (Map<?, ?>) entry;
      Map<?, ?> around = (Map<?, ?>) name.get("around");
      int most =
          Collections.max(
              around.values().stream().map(count -> ((Number) count).intValue()).toList());
      assertThat(around.get(name.get("name"))).as("%s", name).isEqualTo(most);
    }
  }
}
