package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

class LikelihoodContractTests {
  /** On or off with a logit each. */
  private record Binary(int features, double factor, double sampleShift, double meanShift)
      implements Likelihood {
    static Binary right() {
      return new Binary(3, 1, 0, 0);
    }

    @Override
    public int decoderOutputs() {
      return features;
    }

    @Override
    public Support support(int feature) {
      return Support.UNIT_INTERVAL;
    }

    @Override
    public Var logDensity(Var outputs, Var x) {
      return outputs.tape().bernoulliLogDensity(outputs, x).plus(Math.log(factor));
    }

    @Override
    public Var mean(Var outputs) {
      return outputs.plus(meanShift).sigmoid();
    }

    @Override
    public Tensor sample(Tensor outputs, RandomStream random) {
      Tensor draws = Tensor.zeros(outputs.rows(), features);
      for (int i = 0; i < draws.size(); i++) {
        double probability = 1 / (1 + Math.exp(-outputs.data()[i] - sampleShift));
        draws.data()[i] = random.nextDouble() < probability ? 1 : 0;
      }
      return draws;
    }
  }

  private static LikelihoodContract binary(Likelihood likelihood) {
    return new LikelihoodContract() {
      @Override
      public Likelihood likelihood() {
        return likelihood;
      }

      @Override
      public List<Double> atoms(int feature) {
        return List.of(0.0, 1.0);
      }
    };
  }

  /** Exponential with a log rate each: a density on a half-line. */
  private record Exponential(int features) implements Likelihood {
    @Override
    public int decoderOutputs() {
      return features;
    }

    @Override
    public Support support(int feature) {
      return new Support("the numbers from 0", 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public Var logDensity(Var outputs, Var x) {
      return outputs.minus(outputs.exp().times(x)).rowSums();
    }

    @Override
    public Var mean(Var outputs) {
      return outputs.negate().exp();
    }

    @Override
    public Tensor sample(Tensor outputs, RandomStream random) {
      Tensor draws = Tensor.zeros(outputs.rows(), features);
      for (int i = 0; i < draws.size(); i++) {
        draws.data()[i] = (float) (-Math.log1p(-random.nextDouble()) / Math.exp(outputs.data()[i]));
      }
      return draws;
    }
  }

  /**
   * Gaussian with a mean and a log variance each.
   *
   * @param constant whether the normalising constant is there
   */
  private record Normal(int features, boolean constant) implements Likelihood {
    @Override
    public int decoderOutputs() {
      return 2 * features;
    }

    @Override
    public Support support(int feature) {
      return Support.REAL_LINE;
    }

    @Override
    public Var logDensity(Var outputs, Var x) {
      Var right =
          outputs
              .tape()
              .gaussianLogDensity(x, mean(outputs), outputs.columns(features, 2 * features));
      return constant ? right : right.plus(0.5 * features * Math.log(2 * Math.PI));
    }

    @Override
    public Var mean(Var outputs) {
      return outputs.columns(0, features);
    }

    @Override
    public Tensor sample(Tensor outputs, RandomStream random) {
      Tensor draws = random.gaussian(outputs.rows(), features);
      for (int row = 0; row < draws.rows(); row++) {
        for (int i = 0; i < features; i++) {
          double deviation = Math.exp(0.5 * outputs.at(row, features + i));
          int at = row * features + i;
          draws.data()[at] = (float) (outputs.at(row, i) + deviation * draws.data()[at]);
        }
      }
      return draws;
    }
  }

  @Nested
  class RightBinaryLikelihood implements LikelihoodContract {
    @Override
    public Likelihood likelihood() {
      return Binary.right();
    }

    @Override
    public List<Double> atoms(int feature) {
      return List.of(0.0, 1.0);
    }
  }

  @Nested
  class RightDensityOnTheLine implements LikelihoodContract {
    @Override
    public Likelihood likelihood() {
      return new Normal(3, true);
    }
  }

  @Nested
  class RightDensityOnAHalfLine implements LikelihoodContract {
    @Override
    public Likelihood likelihood() {
      return new Exponential(2);
    }
  }

  @Test
  void probabilitiesThatAddUpToMoreAreCaught() {
    assertThatThrownBy(() -> binary(new Binary(3, 1.001, 0, 0)).probabilitiesAddUpToOne())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sums to 1 over all x");
  }

  @Test
  void missingNormalisingConstantIsCaught() {
    LikelihoodContract contract = () -> new Normal(3, false);
    assertThatThrownBy(contract::probabilitiesAddUpToOne).isInstanceOf(AssertionError.class);
  }

  @Test
  void samplesOfAnotherDistributionAreCaught() {
    LikelihoodContract contract = binary(new Binary(3, 1, 0.2, 0));
    assertThatThrownBy(contract::samplesFollowTheDensity)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the share of");
    assertThatThrownBy(contract::meanIsTheSamplesMean).isInstanceOf(AssertionError.class);
  }

  @Test
  void wrongMeanIsCaught() {
    LikelihoodContract contract = binary(new Binary(3, 1, 0, 0.01));
    assertThatThrownBy(contract::meanIsTheDensitys)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the mean of feature 0");
  }

  @Test
  void samplesOutsideTheSupportAreCaught() {
    Likelihood narrow =
        new Likelihood() {
          private final Normal right = new Normal(2, true);

          @Override
          public int features() {
            return right.features();
          }

          @Override
          public int decoderOutputs() {
            return right.decoderOutputs();
          }

          @Override
          public Support support(int feature) {
            return Support.UNIT_INTERVAL;
          }

          @Override
          public Var logDensity(Var outputs, Var x) {
            return right.logDensity(outputs, x);
          }

          @Override
          public Var mean(Var outputs) {
            return right.mean(outputs);
          }

          @Override
          public Tensor sample(Tensor outputs, RandomStream random) {
            return right.sample(outputs, random);
          }
        };
    LikelihoodContract contract = () -> narrow;
    assertThatThrownBy(contract::samplesAreWithinTheSupport)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("in the support [0, 1]");
  }
}
