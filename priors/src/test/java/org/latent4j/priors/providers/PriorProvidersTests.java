package org.latent4j.priors.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Prior;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.api.spi.Provider;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.testkit.ProviderContract;

class PriorProvidersTests {
  // The module provides; only its tests look up.
  static {
    PriorProvidersTests.class.getModule().addUses(PriorProvider.class);
  }

  private static Prior create(String name, Map<String, Object> options) {
    PriorProvider provider =
        ServiceLoader.load(PriorProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(p -> p.name().equals(name))
            .findAny()
            .orElseThrow();
    return provider.create(
        6,
        RandomStreams.seeded(1),
        Options.resolve("prior '" + name + "'", provider.options(), options));
  }

  @Nested
  class StandardNormalPrior implements ProviderContract {
    @Override
    public Provider provider() {
      return new StandardNormalPriorProvider();
    }
  }

  @Nested
  class LaplacePrior implements ProviderContract {
    @Override
    public Provider provider() {
      return new LaplacePriorProvider();
    }
  }

  @Nested
  class MixturePrior implements ProviderContract {
    @Override
    public Provider provider() {
      return new MixturePriorProvider();
    }
  }

  @Test
  void standardNormalTakesAScale() {
    assertThat(create("standard-normal", Map.of())).hasToString("N(0, I)");
    assertThat(create("standard-normal", Map.of("scale", 5))).hasToString("N(0, 5.0² I)");
    assertThat(create("standard-normal", Map.of()).latent()).isEqualTo(6);
  }

  @Test
  void laplaceTakesAScale() {
    assertThat(create("laplace", Map.of())).hasToString("Laplace(0, 1.0)");
    assertThat(create("laplace", Map.of("scale", 0.5))).hasToString("Laplace(0, 0.5)");
    assertThat(create("laplace", Map.of()).latent()).isEqualTo(6);
  }

  @Test
  void mixtureTakesComponents() {
    Prior prior = create("mixture", Map.of("components", 4));
    assertThat(prior).hasToString("mixture of 4 Gaussians");
    assertThat(prior.parameters().asList().stream().map(Parameter::toString))
        .containsExactly("prior.logits[4]", "prior.mean[4, 6]", "prior.log-variance[4, 6]");
  }

  @Test
  void impossibleValuesAreRefused() {
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> create("standard-normal", Map.of("scale", 0)))
        .withMessage(
            "prior 'standard-normal'.scale: '0' is not allowed;"
                + " it must be a number, greater than 0");
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> create("laplace", Map.of("scale", -1)));
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> create("mixture", Map.of("components", 0)));
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(() -> create("mixture", Map.of("spread", 0)));
  }
}
