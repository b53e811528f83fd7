package org.latent4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.Provider;
import org.latent4j.kernels.RandomStreams;

class ProvidersTests {
  /** What the module declares, made as the service loader makes it. */
  private static List<DataSetProvider> providers() {
    List<DataSetProvider> providers = new ArrayList<>();
    for (ModuleDescriptor.Provides provides :
        SpritesProvider.class.getModule().getDescriptor().provides()) {
      assertThat(provides.service()).isEqualTo(DataSetProvider.class.getName());
      for (String name : provides.providers()) {
        try {
          providers.add((DataSetProvider) Class.forName(name).getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(name, e);
        }
      }
    }
    return providers;
  }

  @Test
  void everyProviderIsDeclared() {
    assertThat(providers())
        .extracting(Provider::name)
        .containsExactlyInAnyOrder(
            "sprites",
            "mnist",
            "fashion-mnist",
            "mnist-binarized",
            "freyfaces",
            "idx",
            "npy",
            "npz",
            "csv",
            "images");
  }

  @Test
  void everyProviderDescribesItself() {
    for (DataSetProvider provider : providers()) {
      assertThat(provider.name()).matches(Provider.NAME_FORM);
      assertThat(provider.summary()).isNotBlank().doesNotContain("\n").doesNotEndWith(".");
      assertThat(provider.options()).extracting(Option::name).doesNotHaveDuplicates();
      assertThat(provider.options())
          .extracting(Option::name)
          .contains("train", "validation", "test");
      // Every default is itself allowed.
      assertThat(
              Options.resolve(
                      provider.name(),
                      provider.options(),
                      Options.defaults(provider.options()).toMap())
                  .toMap())
          .isEqualTo(Options.defaults(provider.options()).toMap());
    }
  }

  @Test
  void spritesNeedNothing() {
    SpritesProvider provider = new SpritesProvider();
    DataSplits splits =
        provider.open(
            new DataSetProvider.Source(Optional.empty(), Optional.empty(), RandomStreams.seeded(1)),
            Options.defaults(provider.options()));
    assertThat(splits.name()).isEqualTo("sprites");
    assertThat(splits.train().size()).isEqualTo(8192);
    assertThat(splits.validation().size()).isEqualTo(1024);
    assertThat(splits.test().size()).isEqualTo(1024);
    assertThat(splits.train().shape()).isEqualTo(new DataShape.Image(32, 32, 1));
  }
}
