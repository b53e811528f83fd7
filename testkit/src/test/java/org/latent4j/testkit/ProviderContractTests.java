package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Prior;
import org.latent4j.api.spi.EngineProvider;
import org.latent4j.api.spi.OptimizerProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.api.spi.Provider;
import org.latent4j.api.tensor.RandomStream;

class ProviderContractTests {
  @Nested
  class OfTheFusedEngine implements ProviderContract {
    @Override
    public Provider provider() {
      return named("fused", ServiceLoader.load(EngineProvider.class));
    }
  }

  @Nested
  class OfTheNd4jEngine implements ProviderContract {
    @Override
    public Provider provider() {
      return named("nd4j", ServiceLoader.load(EngineProvider.class));
    }
  }

  @Nested
  class OfAdam implements ProviderContract {
    @Override
    public Provider provider() {
      return named("adam", ServiceLoader.load(OptimizerProvider.class));
    }
  }

  @Nested
  class OfMomentum implements ProviderContract {
    @Override
    public Provider provider() {
      return named("sgd", ServiceLoader.load(OptimizerProvider.class));
    }
  }

  private static Provider named(String name, ServiceLoader<? extends Provider> providers) {
    for (Provider provider : providers) {
      if (provider.name().equals(name)) {
        return provider;
      }
    }
    throw new AssertionError("no provider is named '" + name + "'");
  }

  /** Not public, not declared, and wrong in what it says of itself. */
  static final class Wrong implements PriorProvider {
    @Override
    public String name() {
      return "Not_A_Name";
    }

    @Override
    public String summary() {
      return "two\nlines";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(
          Option.real("type", 1, "hidden by the plugin's name"),
          Option.real("scale", -1, "not allowed by its own condition")
              .where(s -> s > 0, "greater than 0"));
    }

    @Override
    public Prior create(int latent, RandomStream initialization, Options options) {
      return new UnitNormal(latent, true);
    }
  }

  @Test
  void everyMistakeOfAProviderIsCaught() {
    ProviderContract contract = Wrong::new;
    assertThatThrownBy(contract::nameHasTheFormThatIsPersisted).isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract::summaryIsOneLine).isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract::itIsPublicWithAPublicConstructorWithoutArguments)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is public");
    assertThatThrownBy(contract::aServiceLoaderFindsAndMakesIt)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("provides … with …");
    assertThatThrownBy(contract::optionsAreDistinctAndExplained).isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract::defaultsResolveAndSurviveBeingWrittenDown)
        .hasMessageContaining("greater than 0");
  }
}
