package org.latent4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataCommandTests {
  @Test
  void listNamesSetsAndFormats() {
    CliRun run = CliRun.of("data", "list");

    assertThat(run.status()).isEqualTo(Cli.DONE);
    assertThat(run.out()).contains("sprites").contains("mnist-binarized").contains("csv");
  }

  @Test
  void listAsJsonSaysHowLargeADownloadIs() {
    assertThat(CliRun.objects(CliRun.of("data", "list", "--json").document().get("data")))
        .anySatisfy(
            set ->
                assertThat(set)
                    .containsEntry("name", "mnist")
                    .hasEntrySatisfying(
                        "download_bytes",
                        bytes -> assertThat((Integer) bytes).isGreaterThan(1_000_000)))
        .anySatisfy(
            set ->
                assertThat(set)
                    .containsEntry("name", "sprites")
                    .containsEntry("download_bytes", null));
  }

  @Test
  void fetchingAnUnknownSetNamesTheNearest() {
    CliRun run = CliRun.of("data", "fetch", "mnits", "--data-dir", "nowhere");

    assertThat(run.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(run.err()).contains("did you mean 'mnist'?").hasLineCount(1);
  }
}
