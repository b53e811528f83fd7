package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

class PriorContractTests {
  @Nested
  class RightPrior implements PriorContract {
    @Override
    public Prior prior(int latent) {
      return NormalPrior.right(latent);
    }
  }

  @Nested
  class PriorWithHeavyTailsAndNoClosedForm implements PriorContract {
    @Override
    public Prior prior(int latent) {
      return new LogisticPrior(latent, Parameter.trainable("location", location(latent)));
    }

    private Tensor location(int latent) {
      return Tensor.of(new float[] {3, -1, 0.5f}, 3).copyOfRows(0, latent);
    }
  }

  @Test
  void densityThatIsTwoPercentTooLargeIsCaught() {
    PriorContract contract = latent -> new NormalPrior(latent, 1.5, 1.02, 1, 0);
    assertThatThrownBy(contract::densityIntegratesToOneOnTheLine)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("integral")
        .hasMessageContaining("should be 1");
    assertThatThrownBy(contract::densityIntegratesToOneInThePlane)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void samplesThatAreTooWideAreCaught() {
    PriorContract contract = latent -> new NormalPrior(latent, 1.5, 1, 1.1, 0);
    assertThatThrownBy(contract::samplesFollowTheDensityOnTheLine)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("distribution function of 10000 draws");
    assertThatThrownBy(contract::samplesFollowTheDensityInThePlane)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("size, squashed");
  }

  @Test
  void wrongClosedFormIsCaught() {
    PriorContract contract = latent -> new NormalPrior(latent, 1.5, 1, 1, 0.1);
    assertThatThrownBy(contract::closedFormOfTheDivergenceAgreesWithMonteCarlo)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("closed form");
  }

  @Test
  void gradientThatDoesNotReachAParameterIsCaught() {
    Parameter location = Parameter.trainable("location", Tensor.of(new float[] {3, -1}, 2));
    PriorContract contract =
        latent ->
            new Prior() {
              private final LogisticPrior right = new LogisticPrior(latent, location);

              @Override
              public int latent() {
                return latent;
              }

              @Override
              public Var logDensity(Var z) {
                return right.logDensity(z, z.tape().parameter(location).detach());
              }

              @Override
              public void sample(RandomStream random, Tensor into) {
                right.sample(random, into);
              }

              @Override
              public Parameters parameters() {
                return right.parameters();
              }
            };
    assertThatThrownBy(contract::gradientsOfTheDensityAgreeWithFiniteDifferences)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("'location'");
  }

  @Test
  void densityThatLooksAtTheWholeBatchIsCaught() {
    PriorContract contract =
        latent ->
            new Prior() {
              private final NormalPrior right = NormalPrior.right(latent);

              @Override
              public int latent() {
                return latent;
              }

              @Override
              public Var logDensity(Var z) {
                return right.logDensity(z.minus(z.columnSums().times(1.0 / z.rows())));
              }

              @Override
              public void sample(RandomStream random, Tensor into) {
                right.sample(random, into);
              }
            };
    assertThatThrownBy(contract::densityOfACodeDoesNotDependOnTheOthers)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("row 0 alone");
  }

  /** Independent logistic coordinates: p(z) = e^(−u) / (1 + e^(−u))² for u = z − location. */
  private record LogisticPrior(int latent, Parameter location) implements Prior {
    @Override
    public Var logDensity(Var z) {
      return logDensity(z, z.tape().parameter(location));
    }

    Var logDensity(Var z, Var centre) {
      Var u = z.minus(centre);
      return u.negate().minus(u.negate().softplus().times(2)).rowSums();
    }

    @Override
    public void sample(RandomStream random, Tensor into) {
      for (int i = 0; i < into.size(); i++) {
        double uniform = (random.nextDouble() + 0x1p-54) / (1 + 0x1p-53);
        double centre = location.value().data()[i % latent];
        into.data()[i] = (float) (centre + Math.log(uniform / (1 - uniform)));
      }
    }

    @Override
    public Parameters parameters() {
      return Parameters.of(location);
    }
  }
}
