package org.latent4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts, in the shells that they are for. */
class CompletionCommandTests {
  @TempDir static Path folder;

  @BeforeAll
  static void writeScriptsAndARun() throws IOException {
    for (String shell : List.of("bash", "zsh")) {
      CliRun run = CliRun.of("completion", shell);
      assertThat(run.status()).as(run.err()).isZero();
      Files.writeString(folder.resolve(shell), run.out());
    }
    Files.createDirectories(folder.resolve("runs/vae"));
    Files.writeString(folder.resolve("table.csv"), "a,b\n");
  }

  /** What a shell prints that runs these lines in the folder. */
  private static String run(String shell, String... lines) throws IOException {
    String path = System.getenv().getOrDefault("PATH", "");
    assumeTrue(
        Stream.of(path.split(java.io.File.pathSeparator, -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, shell))),
        shell + " is not on this machine's PATH, so its completion is not tried");
    Path script = Files.writeString(folder.resolve(shell + ".lines"), String.join("\n", lines));
    Process process =
        new ProcessBuilder(shell, script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /**
   * The last word is the one before the cursor; '' is none yet, and '=' stands alone as in bash.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tr | train traverse",
        "train --mod | --model",
        "train --model a | aae",
        "train --model = a | aae",
        "compare --models vae,b | vae,beta-vae",
        "evaluate --metrics elbo,nll_ | elbo,nll_is",
        "evaluate runs/v | runs/vae",
        "evaluate --split t | train test",
        "train --data mnist- | mnist-binarized",
        "train --data ta | table.csv",
        "train --config ta | table.csv",
        "train --seed '' |",
        "train --set likelihood.type=gauss | likelihood.type=gaussian",
        "train --set likelihood.type = gauss | gaussian",
        "train --set training.ep | training.epochs=",
        "plugins '' | list describe",
        "plugins describe lik | likelihood",
        "plugins describe --plugin-path runs likelihood gau | gaussian",
        "data fetch mnist- | mnist-binarized",
        "help tra | train traverse",
        "resume runs/vae --ep | --epochs",
      })
  void bashCompletes(String words, String completed) throws IOException {
    assertThat(
            run(
                "bash",
                "source ./bash",
                "COMP_WORDS=(latent4j " + words + ")",
                "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))",
                "_latent4j",
                "echo ${COMPREPLY[*]}"))
        .isEqualToIgnoringNewLines(completed == null ? "" : completed);
  }

  @Test
  void bashKnowsTheCompletionByTheProgramsName() throws IOException {
    assertThat(run("bash", "source ./bash", "complete -p latent4j"))
        .isEqualToIgnoringNewLines("complete -F _latent4j latent4j");
  }

  /** In a terminal of zsh's own, with the tab key. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tra | train one model, and keep it in a folder",
        "train --model b | --model beta-vae",
        "compare --models vae,b | vae,beta-vae",
        "evaluate runs/v | evaluate runs/vae",
        "train --data mnist-b | --data mnist-binarized",
        "train --data ta | --data table.csv",
        "train --set likelihood.type=gauss | likelihood.type=gaussian",
        "plugins describe lik | describe likelihood",
        "help res | help resume",
      })
  void zshCompletes(String words, String shown) throws IOException {
    String out =
        run(
            "zsh",
            "zmodload zsh/zpty || { echo no zpty; exit 1 }",
            "zpty shell 'TERM=dumb COLUMNS=200 zsh -f -i'",
            "zpty -w shell \"PS1='> '; autoload -Uz compinit; compinit -D -u;"
                + " source ./zsh; echo rea''dy\"",
            "until [[ $out = *ready* ]]; do zpty -r shell line || exit 1; out+=$line; done",
            "zpty -w -n shell 'latent4j " + words + "'$'\\t'",
            "out=",
            // Ten seconds at most: each turn waits a tenth.
            "for i in {1..100}; do",
            "  while zpty -r -t shell line; do out+=$line; done",
            "  [[ $out = *'" + shown + "'* ]] && break",
            "  sleep 0.1",
            "done",
            "print -r -- $out",
            "zpty -d shell");
    assertThat(out).contains(shown);
  }

  @Test
  void zshReadsTheScript() throws IOException {
    assertThat(
            run(
                "zsh",
                "autoload -Uz compinit; compinit -D -u; source ./zsh; echo $_comps[latent4j]"))
        .isEqualToIgnoringNewLines("_latent4j");
  }

  @Test
  void aShellThatIsNotKnownIsSaidWithThoseThatAre() {
    CliRun run = CliRun.of("completion", "fish");

    assertThat(run.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(run.err()).contains("latent4j completion bash", "latent4j completion zsh");
  }
}
