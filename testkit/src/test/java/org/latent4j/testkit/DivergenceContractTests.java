package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.model.Rate;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

class DivergenceContractTests {
  /**
   * The rate, changed.
   *
   * @param refusal what it says of a pair without a rate
   */
  private record ChangedRate(UnaryOperator<Var> change, String refusal) implements Divergence {
    static ChangedRate right() {
      return new ChangedRate(value -> value, "no rate of PointPosterior from UnitNormal");
    }

    @Override
    public Var between(Posterior q, Var z, Prior p, RandomStream random) {
      return change.apply(Rate.of(q, z, p).orElseThrow(() -> new Latent4jException(refusal)));
    }

    @Override
    public String method(Posterior q, Prior p) {
      return Rate.method(q, p);
    }

    @Override
    public boolean isRate() {
      return true;
    }
  }

  @Nested
  class RightRate implements DivergenceContract {
    @Override
    public Divergence divergence() {
      return ChangedRate.right();
    }
  }

  /** The distance between the mean code and the mean draw: one number for the batch. */
  @Nested
  class RightDistanceOfMeans implements DivergenceContract {
    @Override
    public Divergence divergence() {
      return new Divergence() {
        @Override
        public Var between(Posterior q, Var z, Prior p, RandomStream random) {
          Var draws = z.tape().constant(p.sample(random, z.rows()));
          Var difference = z.columnSums().minus(draws.columnSums()).times(1.0 / z.rows());
          return difference.square().sum();
        }

        @Override
        public String method(Posterior q, Prior p) {
          return "squared distance of means";
        }
      };
    }
  }

  @Test
  void rateInAnotherUnitIsCaught() {
    DivergenceContract contract = () -> new ChangedRate(value -> value.times(1 / Math.log(2)), "");
    assertThatThrownBy(contract::ifItIsTheRateItIsTheDivergenceOfEachExample)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the mean of the rate");
  }

  @Test
  void divergenceThatPullsTheWrongWayIsCaught() {
    DivergenceContract contract = () -> new ChangedRate(Var::negate, "");
    assertThatThrownBy(contract::itGrowsAsThePosteriorMovesAway)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("at a distance of 2");
  }

  @Test
  void gradientThatDoesNotBelongToTheValueIsCaught() {
    DivergenceContract contract =
        () -> new ChangedRate(value -> value.times(2).minus(value.detach()), "");
    assertThatThrownBy(contract::gradientsAgreeWithFiniteDifferences)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void errorThatDoesNotNameThePairIsCaught() {
    DivergenceContract contract = () -> new ChangedRate(value -> value, "not defined");
    assertThatThrownBy(contract::aDeterministicCodeHasAFiniteDivergenceOrAnErrorThatSaysWhy)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("PointPosterior");
  }
}
