package org.latent4j.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.spi.DivergenceProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.Provider;

class CatalogTests {
  private record Named(String name) implements DivergenceProvider {
    private static final Option<Integer> COUNT = Option.integer("count", 3, "a number");

    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(COUNT);
    }

    @Override
    public Divergence create(Options options) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void everyKindHasItsOwnWordAndService() {
    assertThat(Kind.all()).extracting(Kind::word).doesNotHaveDuplicates().hasSize(9);
    assertThat(Kind.all()).extracting(Kind::service).doesNotHaveDuplicates();
    for (Kind<?> kind : Kind.all()) {
      assertThat(Kind.of(kind.word())).isSameAs(kind);
      assertThat(Provider.class).isAssignableFrom(kind.service());
    }
  }

  @Test
  void unknownKindNamesTheNearest() {
    assertThatThrownBy(() -> Kind.of("priors"))
        .isInstanceOf(Latent4jException.class)
        .hasMessageStartingWith("there is no kind of plugin 'priors'; did you mean 'prior'?");
  }

  @Test
  void catalogOfChosenProvidersHoldsThese() {
    Catalog catalog = Catalog.of(new Named("b"), new Named("a"));
    assertThat(catalog.entries()).extracting(Plugin::name).containsExactly("a", "b");
    assertThat(catalog.find(Kind.DIVERGENCE, "b")).isEqualTo(new Named("b"));
    assertThat(catalog.entries(Kind.PRIOR)).isEmpty();
  }

  @Test
  void optionsAreCheckedInThePluginsName() {
    Plugin<DivergenceProvider> plugin = Catalog.of(new Named("gap")).plugin(Kind.DIVERGENCE, "gap");
    assertThat(plugin.resolve(Map.of()).toMap()).isEqualTo(Map.of("count", 3));
    assertThatThrownBy(() -> plugin.resolve(Map.of("cuont", 1)))
        .hasMessage("divergence 'gap' has no option 'cuont'; did you mean 'count'? Known: count");
    assertThatThrownBy(() -> plugin.resolve(Map.of("count", "many")))
        .hasMessage("divergence 'gap'.count: 'many' is not allowed; it must be an integer");
  }

  @Test
  void programmersErrorInAChosenProviderIsNoUsersMatter() {
    assertThatThrownBy(() -> Catalog.of(new Named("No Name")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is named 'No Name'");
  }
}
