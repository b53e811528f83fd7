package org.latent4j.likelihoods.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.Provider;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.testkit.ProviderContract;

class LikelihoodProvidersTests {
  // The module provides; only its tests look up.
  static {
    LikelihoodProvidersTests.class.getModule().addUses(LikelihoodProvider.class);
  }

  private static final DataShape TABLE =
      new DataShape.Table(List.of("age", "height", "smoker", "age-group", "weight"));

  /** What the runtime does, for the likelihoods of this module. */
  private static final class Parts implements Assembly {
    @Override
    public Decoder network(ComponentSpec spec, String name, int inputs, int outputs) {
      throw new AssertionError("no likelihood here asks for a network");
    }

    @Override
    public Likelihood likelihood(ComponentSpec spec, LikelihoodProvider.Site site) {
      LikelihoodProvider provider =
          ServiceLoader.load(LikelihoodProvider.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(p -> p.name().equals(spec.type()))
              .findAny()
              .orElseThrow();
      return provider.create(
          site, this, Options.resolve(spec.type(), provider.options(), spec.options()));
    }
  }

  private static Likelihood create(DataShape shape, String type, Map<String, Object> options) {
    return new Parts()
        .likelihood(
            new ComponentSpec(type, options), new LikelihoodProvider.Site("likelihood", shape));
  }

  private static Likelihood composite(DataShape shape, Object... groups) {
    return create(shape, "composite", Map.of("groups", List.of(groups)));
  }

  private static Map<String, Object> group(Object columns, String type) {
    return Map.of("columns", columns, "type", type);
  }

  private static void assertRefused(Runnable creation, String... words) {
    assertThatExceptionOfType(Latent4jException.class)
        .isThrownBy(creation::run)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @Nested
  class BernoulliLikelihood implements ProviderContract {
    @Override
    public Provider provider() {
      return new BernoulliLikelihoodProvider();
    }
  }

  @Nested
  class GaussianLikelihood implements ProviderContract {
    @Override
    public Provider provider() {
      return new GaussianLikelihoodProvider();
    }
  }

  @Nested
  class CompositeLikelihood implements ProviderContract {
    @Override
    public Provider provider() {
      return new CompositeLikelihoodProvider();
    }
  }

  @Test
  void bernoulliTakesTheFeaturesOfItsShape() {
    Likelihood likelihood = create(new DataShape.Image(28, 28, 1), "bernoulli", Map.of());
    assertThat(likelihood.features()).isEqualTo(784);
    assertThat(likelihood.support(783)).isEqualTo(Support.BINARY);
  }

  @Test
  void gaussianHasUnitVarianceIfNothingIsSaid() {
    Likelihood likelihood = create(TABLE, "gaussian", Map.of());
    assertThat(likelihood.parameters().isEmpty()).isTrue();
    assertThat(likelihood).hasToString("Gaussian(5 features, variance 1.0)");
  }

  @Test
  void eachVarianceCanBeWritten() {
    assertThat(create(TABLE, "gaussian", Map.of("variance", "fixed", "value", 0.1)))
        .hasToString("Gaussian(5 features, variance 0.1)");
    assertThat(create(TABLE, "gaussian", Map.of("variance", "shared")).parameters().count())
        .isEqualTo(1);
    assertThat(create(TABLE, "gaussian", Map.of("variance", "per-feature")).parameters().count())
        .isEqualTo(5);
    assertThat(create(TABLE, "gaussian", Map.of("variance", "predicted")).decoderOutputs())
        .isEqualTo(10);
  }

  @Test
  void aVarianceThatIsNotPositiveIsRefused() {
    assertRefused(
        () -> create(TABLE, "gaussian", Map.of("variance", "fixed", "value", 0)),
        "value",
        "'0'",
        "greater than 0");
  }

  @Test
  void aValueThatWouldHaveNoEffectIsRefused() {
    assertRefused(
        () -> create(TABLE, "gaussian", Map.of("value", 0.1)),
        "likelihood 'gaussian'.value: 0.1 has no effect with variance unit",
        "fixed, shared or per-feature");
    assertRefused(
        () -> create(TABLE, "gaussian", Map.of("variance", "fixed", "floor", 0.1)),
        "floor: 0.1 has no effect with variance fixed",
        "shared, per-feature or predicted");
  }

  @Test
  void aLearnedVarianceStartsAboveItsFloor() {
    assertRefused(
        () -> create(TABLE, "gaussian", Map.of("variance", "shared", "value", 1e-5)),
        "1.0E-5",
        "floor of 1.0E-4",
        "lower floor");
  }

  @Test
  void compositeTakesColumnsByNumberRangeAndName() {
    Likelihood likelihood =
        composite(
            TABLE,
            Map.of("columns", "0-1", "type", "gaussian", "variance", "per-feature"),
            group(List.of("smoker", 3), "bernoulli"),
            Map.of("columns", "weight", "type", "gaussian", "variance", "shared"));
    assertThat(likelihood.features()).isEqualTo(5);
    assertThat(likelihood.support(1)).isEqualTo(Support.REAL_LINE);
    assertThat(likelihood.support(2)).isEqualTo(Support.BINARY);
    assertThat(likelihood.support(3)).isEqualTo(Support.BINARY);
    assertThat(likelihood.support(4)).isEqualTo(Support.REAL_LINE);
    assertThat(likelihood.parameters().asList().stream().map(Parameter::name))
        .containsExactly("likelihood.group0.log-variance", "likelihood.group2.log-variance");
  }

  @Test
  void aNameGoesBeforeARange() {
    DataShape numbers = new DataShape.Table(List.of("0-1", "1", "0"));
    Likelihood likelihood =
        composite(numbers, group(List.of("0-1", "0"), "bernoulli"), group(List.of(1), "gaussian"));
    assertThat(likelihood.support(0)).isEqualTo(Support.BINARY);
    assertThat(likelihood.support(1)).isEqualTo(Support.REAL_LINE);
    assertThat(likelihood.support(2)).isEqualTo(Support.BINARY);
  }

  @Test
  void compositesNest() {
    Likelihood likelihood =
        composite(
            TABLE,
            Map.of(
                "columns",
                List.of("weight", "age", "smoker"),
                "type",
                "composite",
                "groups",
                List.of(group("smoker", "bernoulli"), group(List.of("age", "weight"), "gaussian"))),
            group(List.of(1, 3), "gaussian"));
    assertThat(likelihood.support(0)).isEqualTo(Support.REAL_LINE);
    assertThat(likelihood.support(2)).isEqualTo(Support.BINARY);
  }

  @Test
  void imagesHaveColumnsByNumberAlone() {
    DataShape image = new DataShape.Image(2, 2, 1);
    assertThat(composite(image, group("0-3", "bernoulli")).features()).isEqualTo(4);
    assertRefused(
        () -> composite(image, group("sky", "bernoulli")), "'sky'", "no column names", "0-3");
  }

  @Test
  void anUnknownColumnNamesTheNearest() {
    assertRefused(
        () -> composite(TABLE, group("hight", "gaussian")),
        "likelihood 'composite'.groups[0].columns",
        "'hight'",
        "did you mean 'height'?");
  }

  @Test
  void aNumberThatIsNoColumnIsRefused() {
    assertRefused(() -> composite(TABLE, group(5, "gaussian")), "'5'", "0 to 4");
    assertRefused(() -> composite(TABLE, group(-1, "gaussian")), "'-1'", "0 to 4");
    assertRefused(() -> composite(TABLE, group(0.5, "gaussian")), "'0.5'", "0 to 4");
    assertRefused(() -> composite(TABLE, group("0-9", "gaussian")), "'0-9'", "0 to 4");
    assertRefused(() -> composite(TABLE, group("3-1", "gaussian")), "'3-1'", "backwards");
    assertRefused(() -> composite(TABLE, group(List.of(), "gaussian")), "at least one column");
  }

  @Test
  void aColumnInTwoGroupsIsRefused() {
    assertRefused(
        () -> composite(TABLE, group("0-2", "gaussian"), group("2-4", "bernoulli")),
        "column 2 (smoker) is in group 0 and in group 1");
    assertRefused(
        () -> composite(TABLE, group(List.of("0-4", "age"), "gaussian")),
        "column 0 (age) is twice in group 0");
  }

  @Test
  void columnsInNoGroupAreNamed() {
    assertRefused(
        () -> composite(TABLE, group("0-2", "gaussian")),
        "in no group: column 3 (age-group), column 4 (weight)");
    assertRefused(
        () -> composite(new DataShape.Image(28, 28, 1), group("0-2", "gaussian")),
        "column 3, column 4",
        "and 773 more");
  }

  @Test
  void groupsAndTheirColumnsMustBeGiven() {
    assertRefused(() -> create(TABLE, "composite", Map.of()), "groups: there are none");
    assertRefused(
        () -> composite(TABLE, Map.of("type", "gaussian")),
        "groups[0]: the gaussian likelihood has no columns");
  }
}
