package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.runtime.testing.JavaProcess;

/**
 * The same in two Java machines, of which each iterates over sets and maps without an order in an
 * order of its own: everything that is written is equal, but for times.
 */
class SameBytesTests {
  @TempDir private static Path folder;

  private static Path first;
  private static Path second;

  @BeforeAll
  static void compareTwice() throws IOException {
    first = compared("first");
    second = compared("second");
  }

  private static Path compared(String name) throws IOException {
    Path run = folder.resolve(name).resolve("run");
    Files.createDirectories(run.getParent());
    List<String> words = new ArrayList<>(Arrays.asList(Training.words("vae", Path.of("run"), 1)));
    words.set(0, "compare");
    words.set(1, "--models");
    words.set(2, "vae,beta-vae,aae");
    words.addAll(
        List.of(
            "--metrics",
            "standard,nll_is,log_likelihood_ais,ais_gap,mutual_information,aggregate_kl",
            "--set",
            "evaluation.is-samples=2",
            "--set",
            "evaluation.ais-examples=2",
            "--set",
            "evaluation.ais-distributions=3"));
    successful(Program.run(run.getParent(), words.toArray(String[]::new)));
    return run;
  }

  private static String successful(JavaProcess end) {
    assertThat(end.status()).as(end.err()).isZero();
    return end.out();
  }

  @Test
  void filesAreEqualButForTimes() throws IOException {
    Map<String, String> one = contents(first);
    Map<String, String> other = contents(second);
    assertThat(one.keySet())
        .isEqualTo(other.keySet())
        .contains(
            "comparison.json",
            "metrics.json",
            "report.html",
            "aae/seed-1/provenance.json",
            "aae/seed-1/evaluation.json",
            "aae/seed-1/training-examples.hashes",
            "vae/seed-1/model.json");
    one.forEach((file, content) -> assertThat(other.get(file)).as(file).isEqualTo(content));
  }

  /** What lies in a folder, without times and what follows from them. */
  private static Map<String, String> contents(Path run) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(file).toString().replace('\\', '/');
        if (!name.endsWith("clock.json")) {
          contents.put(name, content(name, file));
        }
      }
    }
    return contents;
  }

  private static String content(String name, Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    if (name.endsWith("report.html")) {
      return keys(text);
    }
    if (name.endsWith("manifest.json")) {
      return text.replaceAll("[0-9a-f]{64}|[0-9]+", "N"); // of files that hold times
    }
    return text.replaceAll("[0-9-]{10}T[0-9:]{8}Z", "TIME")
        .replaceAll("\"(train_|epoch-)?(s|trainS)econds\" ?: ?[0-9.E-]+", "SECONDS")
        .replaceAll("\"train_seconds\" ?: ?[0-9.E-]+", "SECONDS")
        .replaceAll("\"metric\" : \"train_seconds\",[^}]*", "SECONDS")
        .replaceAll("train_seconds,seconds,.*", "SECONDS")
        .replaceAll("Training time \\(seconds\\) &.*", "SECONDS");
  }

  /** The page's chart data and settings by their keys alone; words and places depend on times. */
  private static String keys(String page) {
    return Pattern.compile("\"([a-zA-Z]+)\":|<th[^>]*>([^<]*)</th>")
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .toList()
        .toString();
  }

  @Test
  void documentsOnStandardOutputAreEqual() throws IOException {
    String[][] commands = {
      {"plugins", "list", "--json"},
      {"plugins", "describe", "model", "aae", "--json"},
      {"data", "list", "--json"},
      {"encode", "run/vae/seed-1", "--json", "--out", "codes"},
      {"reconstruct", "run/vae/seed-1", "--json", "--out", "codes"},
      {"traverse", "run/vae/seed-1", "--json", "--out", "codes"},
      {"evaluate", "run/aae/seed-1", "--json"}
    };
    for (String[] words : commands) {
      String one = successful(Program.run(first.getParent(), words));
      String other = successful(Program.run(second.getParent(), words));
      assertThat(withoutSeconds(other))
          .as(String.join(" ", words))
          .isEqualTo(withoutSeconds(one))
          .isNotEmpty();
    }
  }

  private static String withoutSeconds(String document) {
    return document.replaceAll("\"train_seconds\" : [0-9.E-]+", "SECONDS");
  }

  @Test
  void aRerunFindsNothingThatIsNotAsItWas() {
    String rerun =
        successful(
            Program.run(first.getParent(), "rerun", "run/aae/seed-1", "--json", "--out", "again"));
    assertThat(rerun)
        .contains("\"agrees\" : true", "\"differences\" : [ ]", "\"circumstances\" : [ ]");
  }
}
