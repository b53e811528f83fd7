package org.latent4j.divergences.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.spi.DivergenceProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.Provider;
import org.latent4j.testkit.ProviderContract;

class DivergenceProvidersTests {
  // The module provides; only its tests look up.
  static {
    DivergenceProvidersTests.class.getModule().addUses(DivergenceProvider.class);
  }

  private static Divergence create(String name, Map<String, Object> options) {
    DivergenceProvider provider =
        ServiceLoader.load(DivergenceProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(p -> p.name().equals(name))
            .findAny()
            .orElseThrow();
    return provider.create(
        Options.resolve("divergence '" + name + "'", provider.options(), options));
  }

  @Nested
  class KlDivergence implements ProviderContract {
    @Override
    public Provider provider() {
      return new KlDivergenceProvider();
    }
  }

  @Nested
  class MmdDivergence implements ProviderContract {
    @Override
    public Provider provider() {
      return new MmdDivergenceProvider();
    }
  }

  @Test
  void klHasNoOptions() {
    assertThat(create("kl", Map.of())).hasToString("KL");
  }

  @Test
  void mmdTakesKernelWeightAndBandwidth() {
    assertThat(create("mmd", Map.of())).hasToString("10.0 MMD² (imq, bandwidth of the prior)");
    assertThat(create("mmd", Map.of("kernel", "rbf", "weight", 3, "bandwidth", 2.5)))
        .hasToString("3.0 MMD² (rbf, bandwidth 2.5)");
  }

  @Test
  void impossibleValuesAreRefused() {
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> create("mmd", Map.of("weight", 0)))
        .withMessageContaining("greater than 0");
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> create("mmd", Map.of("bandwidth", -1)))
        .withMessageContaining("at least 0");
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> create("mmd", Map.of("kernel", "linear")))
        .withMessageContaining("imq, rbf");
  }
}
