package org.latent4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsCommandTests {
  @Test
  void listShowsKindNameSummaryAndModuleOfEveryPlugin() {
    CliRun run = CliRun.of("plugins", "list");

    assertThat(run.status()).isEqualTo(Cli.DONE);
    assertThat(run.out())
        .containsPattern("(?m)^model +vae +variational autoencoder")
        .containsPattern("(?m)^likelihood +bernoulli ")
        .contains("org.latent4j.priors");
  }

  @Test
  void listAsJsonHoldsTheSame() {
    Map<String, Object> document = CliRun.of("plugins", "list", "--json").document();

    assertThat(CliRun.objects(document.get("plugins")))
        .anySatisfy(
            plugin ->
                assertThat(plugin)
                    .containsEntry("kind", "engine")
                    .containsEntry("name", "fused")
                    .containsKeys("summary", "module", "version", "jar"));
    assertThat((List<?>) document.get("problems")).isEmpty();
  }

  @Test
  void describeShowsOptionsWithDefaultsAndWhatIsAllowed() {
    CliRun run = CliRun.of("plugins", "describe", "prior", "standard-normal");

    assertThat(run.status()).isEqualTo(Cli.DONE);
    assertThat(run.out())
        .containsPattern("(?m)^scale +1.0 +a number, greater than 0 ")
        .contains("prior: {type: standard-normal, scale: 1.0}");
  }

  @Test
  void describeAsJsonHoldsTheSame() {
    Map<String, Object> document =
        CliRun.of("plugins", "describe", "prior", "standard-normal", "--json").document();

    assertThat(CliRun.objects(document.get("options")))
        .singleElement()
        .satisfies(
            option ->
                assertThat(option)
                    .containsEntry("name", "scale")
                    .containsEntry("default", 1.0)
                    .containsEntry("allowed", "a number, greater than 0"));
  }

  @Test
  void unknownNamesAndKindsNameTheNearest() {
    CliRun name = CliRun.of("plugins", "describe", "likelihood", "gausian");
    assertThat(name.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(name.err()).contains("did you mean 'gaussian'?");

    CliRun kind = CliRun.of("plugins", "describe", "liklihood", "gaussian");
    assertThat(kind.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(kind.err()).contains("did you mean 'likelihood'?");
  }

  @Test
  void aPluginPathThatDoesNotExistIsAnError(@TempDir Path folder) {
    CliRun run = CliRun.of("plugins", "list", "--plugin-path", folder.resolve("absent"));

    assertThat(run.status()).isEqualTo(Cli.FAILED);
    assertThat(run.err()).startsWith("latent4j: ").contains("absent").hasLineCount(1);
  }
}
