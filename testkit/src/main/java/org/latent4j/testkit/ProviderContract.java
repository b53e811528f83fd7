package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.DecoderProvider;
import org.latent4j.api.spi.DivergenceProvider;
import org.latent4j.api.spi.EncoderProvider;
import org.latent4j.api.spi.EngineProvider;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.ModelProvider;
import org.latent4j.api.spi.OptimizerProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.api.spi.Provider;

/**
 * What every {@link Provider} must hold, whatever it makes:
 *
 * <pre>{@code
 * class LaplacePriorProviderTests implements ProviderContract {
 *   @Override
 *   public Provider provider() {
 *     return new LaplacePriorProvider();
 *   }
 * }
 * }</pre>
 */
public interface ProviderContract {
  /** The provider under test. */
  Provider provider();

  @Test
  default void nameHasTheFormThatIsPersisted() {
    assertThat(provider().name()).matches(Provider.NAME_FORM);
  }

  @Test
  default void summaryIsOneLine() {
    assertThat(provider().summary()).isNotBlank().doesNotContain("\n");
  }

  @Test
  default void itIsPublicWithAPublicConstructorWithoutArguments() throws NoSuchMethodException {
    Class<? extends Provider> type = provider().getClass();
    assertThat(Modifier.isPublic(type.getModifiers())).as("%s is public", type).isTrue();
    assertThat(Modifier.isPublic(type.getDeclaredConstructor().getModifiers()))
        .as("the constructor without arguments is public")
        .isTrue();
  }

  @Test
  default void aServiceLoaderFindsAndMakesIt() {
    String type = provider().getClass().getName();
    Map<Class<? extends Provider>, ServiceLoader<? extends Provider>> kinds = kinds();
    kinds.keySet().removeIf(kind -> !kind.isInstance(provider()));
    assertThat(kinds).as("the kinds of component that %s makes", type).isNotEmpty();
    for (ServiceLoader<? extends Provider> kind : kinds.values()) {
      Optional<? extends ServiceLoader.Provider<? extends Provider>> found =
          kind.stream().filter(declared -> declared.type().getName().equals(type)).findFirst();
      assertThat(found.isPresent())
          .as("%s is declared ('provides … with …' in module-info)", type)
          .isTrue();
      assertThat(found.orElseThrow().get().name()).isEqualTo(provider().name());
    }
  }

  // One by one, for Java wants to see the class of each service where it is used.
  private static Map<Class<? extends Provider>, ServiceLoader<? extends Provider>> kinds() {
    Map<Class<? extends Provider>, ServiceLoader<? extends Provider>> kinds = new LinkedHashMap<>();
    kinds.put(DataSetProvider.class, ServiceLoader.load(DataSetProvider.class));
    kinds.put(DecoderProvider.class, ServiceLoader.load(DecoderProvider.class));
    kinds.put(DivergenceProvider.class, ServiceLoader.load(DivergenceProvider.class));
    kinds.put(EncoderProvider.class, ServiceLoader.load(EncoderProvider.class));
    kinds.put(EngineProvider.class, ServiceLoader.load(EngineProvider.class));
    kinds.put(LikelihoodProvider.class, ServiceLoader.load(LikelihoodProvider.class));
    kinds.put(ModelProvider.class, ServiceLoader.load(ModelProvider.class));
    kinds.put(OptimizerProvider.class, ServiceLoader.load(OptimizerProvider.class));
    kinds.put(PriorProvider.class, ServiceLoader.load(PriorProvider.class));
    return kinds;
  }

  @Test
  default void optionsAreDistinctAndExplained() {
    List<Option<?>> options = provider().options();
    assertThat(options).extracting(Option::name).doesNotHaveDuplicates();
    for (Option<?> option : options) {
      // A configuration writes the plugin's name under that key.
      assertThat(option.name()).isNotEqualTo("type");
      assertThat(option.summary()).as("summary of '%s'", option.name()).isNotBlank();
      assertThat(option.allowed()).as("what '%s' allows", option.name()).isNotBlank();
    }
  }

  @Test
  default void defaultsResolveAndSurviveBeingWrittenDown() {
    List<Option<?>> options = provider().options();
    Map<String, Object> written = Options.defaults(options).toMap();
    assertThat(Options.resolve("the provider", options, written).toMap()).isEqualTo(written);
  }

  @Test
  default void anUnknownOptionIsAnErrorThatNamesTheNearMiss() {
    List<Option<?>> options = provider().options();
    for (Option<?> option : options) {
      assertThatThrownBy(
              () -> Options.resolve("the provider", options, Map.of(option.name() + "z", 1)))
          .isInstanceOf(Latent4jException.class)
          .hasMessageContaining("did you mean '" + option.name());
    }
    assertThatThrownBy(() -> Options.resolve("the provider", options, Map.of("no-such-thing", 1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("'no-such-thing'");
  }
}
