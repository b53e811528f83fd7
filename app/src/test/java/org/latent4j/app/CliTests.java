package org.latent4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTests {
  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void helpListsTheCommands(String word) {
    CliRun run = CliRun.of(word);

    assertThat(run.status()).isEqualTo(Cli.DONE);
    assertThat(run.out()).contains("usage: latent4j COMMAND").contains("plugins").contains("β-VAE");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void helpFitsIntoEightyColumns() {
    assertThat(CliRun.of("--help").out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(CliRun.of("plugins", "--help").out().lines())
        .allMatch(line -> line.length() <= 80)
        .contains("examples:", "  latent4j plugins list");
  }

  @Test
  void withoutACommandHelpGoesToStandardErrorAndTheStatusSaysSo() {
    CliRun run = CliRun.of();

    assertThat(run.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("usage: latent4j COMMAND");
  }

  /** The launcher prints that file as long as nothing has been built. */
  @Test
  void helpIsWhatTheDocumentSays() {
    assertThat(Path.of("../docs/help.txt"))
        .as("to be written anew by: ./latent4j help > docs/help.txt")
        .hasContent(CliRun.of("help").out());
  }

  @Test
  void helpOnACommandIsWhatTheCommandSaysOfItself() {
    CliRun run = CliRun.of("help", "train");

    assertThat(run.status()).isEqualTo(Cli.DONE);
    assertThat(run.out())
        .startsWith("usage: latent4j train")
        .isEqualTo(CliRun.of("train", "--help").out());
    assertThat(CliRun.of("--help", "train").out()).isEqualTo(run.out());
    assertThat(CliRun.of("help", "help").out()).contains("latent4j help COMMAND");
  }

  @Test
  void helpOnACommandThatIsNoneNamesTheNearest() {
    CliRun run = CliRun.of("help", "trian");

    assertThat(run.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(run.err()).contains("there is no command 'trian'; did you mean 'train'?");
  }

  @Test
  void versionAsJsonIsADocument() {
    assertThat(CliRun.of("version", "--json").document()).containsKey("version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version"})
  void versionIsOneLine(String word) {
    CliRun run = CliRun.of(word);

    assertThat(run.status()).isEqualTo(Cli.DONE);
    assertThat(run.out()).startsWith("latent4j ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plugin | there is no command 'plugin'; did you mean 'plugins'?",
        "--json | a command comes first, then its options: '--json' is no command",
        "plugins list --jsn | plugins has no option '--jsn'; did you mean '--json'?",
        "plugins list --plugin-path | --plugin-path needs a value",
        "plugins | plugins needs to be told more; write latent4j plugins list",
        "plugins lst | latent4j plugins lst is not understood; write latent4j plugins list",
        "plugins describe prior | latent4j plugins describe prior is not understood",
      })
  void wrongUsageIsOneMessageThatSaysWhatIsAllowed(String line, String message) {
    CliRun run = CliRun.of((Object[]) line.split(" "));

    assertThat(run.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("latent4j: ").contains(message).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --out ~ | train: --out has an empty value; write --out DIR",
        "train --data ~ | train: --data has an empty value; write --data NAME",
        "compare --config ~ | compare: --config has an empty value; write --config FILE",
        "sweep --plugin-path ~ | sweep: --plugin-path has an empty value",
        "sample run --out ~ | sample: --out has an empty value; write --out DIR",
        "data list --data-dir ~ | data: --data-dir has an empty value",
        "evaluate ~ | evaluate is given an empty word; write latent4j evaluate RUN",
        "resume ~ | resume is given an empty word; write latent4j resume RUN",
        "data fetch ~ | data is given an empty word",
      })
  void emptyValuesAreWrongUsage(String line, String message) {
    CliRun run = CliRun.of(Stream.of(line.split(" ")).map(word -> word.replace("~", "")).toArray());

    assertThat(run.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(run.err()).startsWith("latent4j: ").contains(message).hasLineCount(1);
  }

  @Test
  void stackTracesComeOnlyWithDebug() {
    assertThat(CliRun.of("plugins", "lst").err()).doesNotContain("\tat ");
    assertThat(CliRun.of("plugins", "lst", "--debug").err())
        .startsWith("latent4j: latent4j plugins lst")
        .contains("\tat org.latent4j.app");
  }
}
