package org.latent4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.app.configuration.Yaml;
import org.latent4j.runtime.storage.Json;

/** A country's code is no boolean: what is written as a word is read as one. */
class YamlWordsTests {
  @TempDir private Path folder;

  private CliRun train(Path file, String... settings) {
    return TinyTable.train(folder.resolve("out"), file, settings);
  }

  private Map<String, Object> data() {
    Map<String, Object> provenance =
        CliRun.object(Json.read(folder.resolve("out/provenance.json"), Map.class));
    return CliRun.object(CliRun.object(provenance.get("configuration")).get("data"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no", "on", "off", "y", "n", "2020-01-01", "12:30", "010", "Yes"})
  void theseAreWords(String word) {
    assertThat(Yaml.value("here", "[" + word + "]")).isEqualTo(List.of(word));
    assertThat(Yaml.value("here", word + ": 1")).isEqualTo(Map.of(word, 1));
  }

  @Test
  void numbersFlagsAndNothingAreNot() {
    assertThat(Yaml.value("here", "[1, -2, 60_000, 0x1f, 1.5, 1e-3, .5, true, False]"))
        .isEqualTo(List.of(1, -2, 60_000, 31, 1.5, 1e-3, .5, true, false));
    assertThat(Yaml.value("here", "null")).isNull();
    assertThat(Yaml.value("here", "")).isNull();
  }

  /** The table has the columns no, y and v. */
  @Test
  void aColumnMayBeNamedNo() throws IOException {
    Path file = TinyTable.write(folder.resolve("norway.csv"), "no,y,v");

    CliRun run = train(file, "data.header=yes", "data.label=no", "data.drop=[y]");
    assertThat(run.status()).as(run.err()).isEqualTo(Cli.DONE);
    assertThat(data()).containsEntry("label", "no").containsEntry("header", "yes");
  }

  @Test
  void headerMayBeNo() throws IOException {
    Path file = TinyTable.write(folder.resolve("table.csv"), "3,1,0.5");

    CliRun run = train(file, "data.header=no");
    assertThat(run.status()).as(run.err()).isEqualTo(Cli.DONE);
    assertThat(data()).containsEntry("header", "no");
  }

  @Test
  void aConfigurationFileReadsTheSameWords() throws IOException {
    Path file = TinyTable.write(folder.resolve("norway.csv"), "no,y,v");
    Path configuration =
        Files.writeString(
            folder.resolve("e.yaml"), "data:\n  header: yes\n  label: no\n  drop: [y]\n");

    CliRun run =
        CliRun.of(TinyTable.words(folder.resolve("out"), file, List.of("--config", configuration)));
    assertThat(run.status()).as(run.err()).isEqualTo(Cli.DONE);
    assertThat(data()).containsEntry("label", "no").containsEntry("drop", List.of("y"));
  }

  /** Where true or false is wanted, the words of YAML 1.1 are understood as before. */
  @ParameterizedTest
  @CsvSource({"yes, true", "on, true", "true, true", "no, false", "Off, false", "false, false"})
  void aFlagMayBeAWord(String word, boolean flag) throws IOException {
    Path file = TinyTable.write(folder.resolve("table.csv"), "a,b,c");

    CliRun run = train(file, "data.standardize=" + word);
    assertThat(run.status()).as(run.err()).isEqualTo(Cli.DONE);
    assertThat(data()).containsEntry("standardize", flag);
  }

  @Test
  void aListOfNumbersMayLackItsBrackets() throws IOException {
    Path file = TinyTable.write(folder.resolve("table.csv"), "a,b,c");

    CliRun run = train(file, "encoder.hidden=8,4", "decoder.hidden=4");
    assertThat(run.status()).as(run.err()).isEqualTo(Cli.DONE);
    assertThat(Files.readString(folder.resolve("out/provenance.json")).replaceAll("\\s", ""))
        .contains("\"hidden\":[8,4]", "\"hidden\":[4]");
  }
}
