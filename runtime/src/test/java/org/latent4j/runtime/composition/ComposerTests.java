package org.latent4j.runtime.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Prior;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.FakeComponents.FakeModel;
import org.latent4j.runtime.composition.FakeComponents.FakePrior;

class ComposerTests {
  private static final Catalog CATALOG = FakeProviders.catalog();

  private static ComposedModel compose(Catalog catalog, Composition composition) {
    return new Composer(catalog).compose(composition, FakeProviders.SHAPE, RandomStreams.seeded(5));
  }

  private static float[] weights(ComposedModel model, String name) {
    Parameter parameter = model.model().parameters().find(name).orElseThrow();
    return parameter.value().data();
  }

  @Test
  void everyDefaultIsFilledIn() {
    Composition resolved = compose(CATALOG, FakeProviders.composition("adversarial")).composition();
    assertThat(resolved.toMap())
        .isEqualTo(
            Map.of(
                "model", Map.of("type", "adversarial", "critic", Map.of("type", "net")),
                "encoder", Map.of("type", "net", "width", 4),
                "decoder", Map.of("type", "net", "width", 7),
                "prior", Map.of("type", "learned"),
                "likelihood", Map.of("type", "normal"),
                "latent", 2,
                "parts", Map.of("critic", Map.of("type", "net", "width", 7))));
  }

  @Test
  void modelsOwnDivergenceIsUsedWhereNoneIsConfigured() {
    ComposedModel model = compose(CATALOG, FakeProviders.composition("plain"));
    assertThat(model.composition().divergence())
        .contains(new ComponentSpec("gap", Map.of("scale", 0.5)));
    assertThat(model.model().divergence()).contains("gap 0.5");
  }

  @Test
  void pluginsUsedAreNoted() {
    assertThat(compose(CATALOG, FakeProviders.composition("adversarial")).plugins())
        .extracting(use -> use.kind() + " " + use.name())
        .containsExactlyInAnyOrder(
            "model adversarial",
            "encoder net",
            "decoder net",
            "prior learned",
            "likelihood normal");
  }

  @Test
  void modelsOfDifferentTypesBeginWithTheSameWeights() {
    ComposedModel plain = compose(CATALOG, FakeProviders.composition("plain"));
    ComposedModel adversarial = compose(CATALOG, FakeProviders.composition("adversarial"));
    for (String name : List.of("encoder.hidden", "decoder.weight", "prior.mean")) {
      assertThat(weights(plain, name)).isEqualTo(weights(adversarial, name));
    }
    assertThat(weights(plain, "encoder.head")).hasSize(16);
    assertThat(weights(adversarial, "encoder.head")).hasSize(8);
  }

  @Test
  void seedDecidesTheWeightsAndPurposesDoNotShareThem() {
    Composition composition = FakeProviders.composition("adversarial");
    ComposedModel one = compose(CATALOG, composition);
    ComposedModel same = compose(CATALOG, composition);
    ComposedModel other =
        new Composer(CATALOG).compose(composition, FakeProviders.SHAPE, RandomStreams.seeded(6));
    for (Parameter parameter : one.model().parameters()) {
      float[] weights = parameter.value().data();
      assertThat(weights).isEqualTo(weights(same, parameter.name()));
      assertThat(weights).isNotEqualTo(weights(other, parameter.name()));
    }
    assertThat(weights(one, "decoder.wide")).isNotEqualTo(weights(one, "critic.wide"));
  }

  @Test
  void divergenceForAModelThatTakesNoneIsAnError() {
    Composition composition = FakeProviders.composition("adversarial");
    Composition with =
        new Composition(
            composition.model(),
            composition.encoder(),
            composition.decoder(),
            composition.prior(),
            composition.likelihood(),
            Optional.of(ComponentSpec.of("gap")),
            2);
    assertThatThrownBy(() -> compose(CATALOG, with))
        .isInstanceOf(Latent4jException.class)
        .hasMessage(
            "model 'adversarial' has a way of its own to hold the codes near the prior and takes no"
                + " divergence, but divergence 'gap' is configured; leave it out");
  }

  @Test
  void likelihoodOfOtherFeaturesThanTheDataIsAnError() {
    Catalog catalog = FakeProviders.catalog(new FakeProviders.Likelihoods(1));
    assertThatThrownBy(() -> compose(catalog, FakeProviders.composition("plain")))
        .isInstanceOf(Latent4jException.class)
        .hasMessage(
            "likelihood 'normal' describes 4 features, but the data, a table of 3 columns, has 3;"
                + " choose another likelihood or other options");
  }

  @Test
  void unknownPluginAndOptionNameTheNearest() {
    Composition composition = FakeProviders.composition("plaim");
    assertThatThrownBy(() -> compose(CATALOG, composition))
        .isInstanceOf(Latent4jException.class)
        .hasMessage("there is no model 'plaim'; did you mean 'plain'? Known: adversarial, plain");
    Composition option =
        Composition.from(
            "config",
            Map.of(
                "model", "plain",
                "encoder", Map.of("type", "net", "widht", 3),
                "decoder", "net",
                "prior", "learned",
                "likelihood", "normal",
                "latent", 2));
    assertThatThrownBy(() -> compose(CATALOG, option))
        .isInstanceOf(Latent4jException.class)
        .hasMessage("encoder 'net' has no option 'widht'; did you mean 'width'? Known: width");
  }

  /** Priors that go wrong in the way they are told to. */
  private record BadPriors(java.util.function.Supplier<Prior> prior) implements PriorProvider {
    @Override
    public String name() {
      return "learned";
    }

    @Override
    public String summary() {
      return "a bad prior";
    }

    @Override
    public Prior create(int latent, RandomStream initialization, Options options) {
      return prior.get();
    }
  }

  private static String failure(java.util.function.Supplier<Prior> prior) {
    Catalog catalog = FakeProviders.catalog(new BadPriors(prior));
    try {
      compose(catalog, FakeProviders.composition("plain"));
    } catch (Latent4jException e) {
      return e.getMessage();
    }
    throw new AssertionError("composed");
  }

  @Test
  void pluginsFaultNamesThePlugin() {
    assertThat(
            failure(
                () -> {
                  throw new IllegalStateException("out of luck");
                }))
        .startsWith("prior 'learned' of ")
        .endsWith(" failed: java.lang.IllegalStateException: out of luck; ask its author");
    assertThat(failure(() -> null))
        .startsWith("prior 'learned' of ")
        .endsWith(" made nothing (null); ask its author");
    assertThat(failure(() -> new FakePrior(9, Parameters.none())))
        .startsWith("prior 'learned' of ")
        .endsWith(" was asked for 2 latent dimensions and made 9; ask its author");
    assertThat(
            failure(
                () -> {
                  throw new Latent4jException("prior.scale is too large");
                }))
        .isEqualTo("prior.scale is too large");
  }

  @Test
  void twoParametersOfOneNameAreAFaultThatIsNamed() {
    assertThat(
            failure(
                () ->
                    new FakePrior(
                        2,
                        Parameters.of(
                            FakeComponents.weight("decoder.wide", RandomStreams.seeded(1), 2)))))
        .startsWith("model 'plain' of ")
        .contains("two parameters are named 'decoder.wide'");
  }

  @Test
  void parameterThatTheModelForgetsIsNamed() {
    FakeProviders.Plain forgetful =
        new FakeProviders.Plain() {
          @Override
          public Model create(Components components, Assembly assembly, Options options) {
            return new FakeModel(components, "none", components.encoder().parameters());
          }
        };
    assertThatThrownBy(
            () -> compose(FakeProviders.catalog(forgetful), FakeProviders.composition("plain")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageStartingWith("model 'plain' of ")
        .hasMessageContaining(" leaves out the parameter 'decoder.weight' of a component");
  }

  @Test
  void partsOfOneNameAreAFaultThatIsNamed() {
    FakeProviders.Plain doubled =
        new FakeProviders.Plain() {
          @Override
          public Model create(Components components, Assembly assembly, Options options) {
            assembly.network(ComponentSpec.of("net"), "critic", 2, 1);
            assembly.network(ComponentSpec.of("net"), "critic", 2, 1);
            return super.create(components, assembly, options);
          }
        };
    assertThatThrownBy(
            () -> compose(FakeProviders.catalog(doubled), FakeProviders.composition("plain")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("two parts of the model are named 'critic'");
  }

  @Test
  void partOfALikelihoodIsCheckedAgainstItsSite() {
    LikelihoodProvider composite =
        new LikelihoodProvider() {
          @Override
          public String name() {
            return "composite";
          }

          @Override
          public String summary() {
            return "of one part";
          }

          @Override
          public Likelihood create(Site site, Assembly assembly, Options options) {
            return assembly.likelihood(
                ComponentSpec.of("normal"),
                new LikelihoodProvider.Site(site.name() + ".part0", site.shape()));
          }
        };
    Composition composition = FakeProviders.composition("plain");
    Composition composed =
        new Composition(
            composition.model(),
            composition.encoder(),
            composition.decoder(),
            composition.prior(),
            ComponentSpec.of("composite"),
            Optional.empty(),
            2);
    assertThat(compose(FakeProviders.catalog(composite), composed).composition().parts())
        .isEqualTo(Map.of("likelihood.part0", ComponentSpec.of("normal")));
    assertThatThrownBy(
            () ->
                compose(
                    FakeProviders.catalog(composite, new FakeProviders.Likelihoods(2)), composed))
        .hasMessageContaining("likelihood 'normal' describes 5 features");
  }

  @Test
  void latentSizeHasToBePositive() {
    assertThatThrownBy(
            () ->
                Composition.from(
                    "config",
                    Map.of(
                        "model",
                        "a",
                        "encoder",
                        "a",
                        "decoder",
                        "a",
                        "prior",
                        "a",
                        "likelihood",
                        "a",
                        "latent",
                        0)))
        .isInstanceOf(Latent4jException.class)
        .hasMessage("latent: '0' is not allowed; it must be at least 1");
  }
}
