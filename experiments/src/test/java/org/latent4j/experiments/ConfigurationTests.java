package org.latent4j.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;

class ConfigurationTests {
  private static final Configuration MLP =
      Configuration.empty().with(Map.of("encoder", Map.of("type", "mlp", "hidden", List.of(400))));

  @Test
  void mapsAreLaidOverOneAnotherKeyByKey() {
    assertThat(MLP.with("encoder.dropout", 0.5).toMap())
        .isEqualTo(
            Map.of("encoder", Map.of("type", "mlp", "hidden", List.of(400), "dropout", 0.5)));
  }

  @Test
  void anotherTypeDropsTheOptionsOfTheFormerOne() {
    assertThat(MLP.with("encoder.type", "conv").toMap())
        .isEqualTo(Map.of("encoder", Map.of("type", "conv")));
    assertThat(MLP.with(Map.of("encoder", Map.of("type", "conv", "depth", 3))).toMap())
        .isEqualTo(Map.of("encoder", Map.of("type", "conv", "depth", 3)));
  }

  @Test
  void theSameTypeKeepsItsOptions() {
    assertThat(MLP.with("encoder.type", "mlp").toMap()).isEqualTo(MLP.toMap());
  }

  @Test
  void aTypeForOptionsWithoutOneKeepsThem() {
    assertThat(
            Configuration.empty()
                .with("encoder.hidden", List.of(10))
                .with("encoder.type", "mlp")
                .toMap())
        .isEqualTo(Map.of("encoder", Map.of("hidden", List.of(10), "type", "mlp")));
  }

  @Test
  void aNameAloneStandsForItsType() {
    assertThat(MLP.with("encoder", "conv").toMap())
        .isEqualTo(Map.of("encoder", Map.of("type", "conv")));
    assertThat(Configuration.empty().with("prior", "laplace").with("prior.scale", 2).toMap())
        .isEqualTo(Map.of("prior", Map.of("type", "laplace", "scale", 2)));
  }

  @Test
  void aKeyWithoutValueGoesBackToItsDefault() {
    assertThat(MLP.with("encoder.hidden", null).toMap())
        .isEqualTo(Map.of("encoder", Map.of("type", "mlp")));
    assertThat(MLP.with("encoder", null).toMap()).isEmpty();
  }

  @Test
  void aConfigurationIsNotChangedByLayingSomethingOverIt() {
    Map<String, Object> before = Map.copyOf(MLP.toMap());

    MLP.with("encoder.hidden", List.of(1)).with("latent", 3);

    assertThat(MLP.toMap()).isEqualTo(before);
  }

  @Test
  void anEmptyKeyIsAnError() {
    assertThatThrownBy(() -> MLP.with("encoder..hidden", 1))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("'encoder..hidden' is no key");
  }
}
