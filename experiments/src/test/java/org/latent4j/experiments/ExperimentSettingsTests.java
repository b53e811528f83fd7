package org.latent4j.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.runtime.composition.Composition;

class ExperimentSettingsTests {
  private static ExperimentSettings with(String key, Object value) {
    return ExperimentSettings.of(Configuration.empty().with(key, value));
  }

  @Test
  void whatIsNotToldIsAtItsDefault() {
    ExperimentSettings settings = ExperimentSettings.of(Configuration.empty());

    assertThat(settings.composition())
        .isEqualTo(
            new Composition(
                ComponentSpec.of("vae"),
                ComponentSpec.of("mlp"),
                ComponentSpec.of("mlp"),
                ComponentSpec.of("standard-normal"),
                ComponentSpec.of("bernoulli"),
                Optional.empty(),
                20));
    assertThat(settings.optimizer()).isEqualTo(ComponentSpec.of("adam"));
    assertThat(settings.engine()).isEqualTo(ComponentSpec.of("fused"));
    assertThat(settings.data().type()).contains("sprites");
    assertThat(settings.models().keySet()).containsExactly("vae", "beta-vae", "aae");
  }

  @Test
  void optionsWithoutATypeAreForTheDefaultPlugin() {
    assertThat(with("encoder.hidden", List.of(10)).composition().encoder())
        .isEqualTo(ComponentSpec.of("mlp").with("hidden", List.of(10)));
  }

  @Test
  void aPathIsReadByItsFormUnlessATypeIsGiven() {
    assertThat(with("data.path", "table.csv").data().type()).isEmpty();
    assertThat(with("data.size", 16).data().type()).contains("sprites");
  }

  @Test
  void dataIsWrittenAsItIsRead() {
    DataChoice choice =
        ExperimentSettings.of(
                Configuration.empty()
                    .with(
                        Map.of(
                            "data",
                            Map.of("type", "mnist", "directory", "data", "binarize", "dynamic"))))
            .data();

    assertThat(DataChoice.of(choice.toMap())).isEqualTo(choice);
  }

  @Test
  void modelsOfAComparisonAddToTheDefaultOnes() {
    assertThat(
            ExperimentSettings.of(
                    Configuration.empty()
                        .with("models.beta-vae.beta", 8)
                        .with("models.gentle", Map.of("type", "beta-vae", "beta", 2)))
                .models())
        .containsEntry("vae", ComponentSpec.of("vae"))
        .containsEntry("beta-vae", ComponentSpec.of("beta-vae").with("beta", 8))
        .containsEntry("gentle", ComponentSpec.of("beta-vae").with("beta", 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encodr | mlp | the configuration has no key 'encodr'; did you mean 'encoder'?",
        "trainig.epochs | 3 | the configuration has no key 'trainig'; did you mean 'training'?",
        "training.epoch | 3 | training has no option 'epoch'; did you mean 'epochs'?",
        "training.epochs | many | training.epochs: 'many' is not allowed; it must be an integer",
        "training | 3 | training: '3' is not allowed; it must be a map",
        "latent | 0 | latent: '0' is not allowed; it must be an integer, at least 1",
        "evaluation.elbo-sampels | 3 | did you mean 'elbo-samples'?",
        "models.a/b | vae | models: 'a/b' cannot name a model",
        "models.vae | 3 | models.vae: '3' does not name a plugin",
        "data | 3 | data: '3' is not allowed",
      })
  void mistakesAreNamed(String key, String value, String message) {
    Object read = value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;

    assertThatThrownBy(() -> with(key, read))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(message);
  }
}
