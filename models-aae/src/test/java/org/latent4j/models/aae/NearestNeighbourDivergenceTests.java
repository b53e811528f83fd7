package org.latent4j.models.aae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

class NearestNeighbourDivergenceTests {
  private static final int REPLICATES = 20;

  /** Values of the formula with SciPy 1.17.1 (cKDTree) on the same points. */
  @ParameterizedTest
  @CsvSource({"1, 0.9692881918870595", "3, 1.3265092320172092", "5, 0.9176395855954369"})
  void estimateIsTheFormulas(int neighbours, double expected) {
    Tensor q = Tensor.zeros(12, 2);
    for (int i = 0; i < q.size(); i++) {
      q.data()[i] = (float) Math.sin(3 * (i / 2) + 1 + 5 * (i % 2));
    }
    Tensor p = Tensor.zeros(9, 2);
    for (int i = 0; i < p.size(); i++) {
      p.data()[i] = (float) (2 * Math.cos(2 * (i / 2) + 3 * (i % 2)));
    }

    // Distances are computed in float: 2⁻²⁴ relative in each of a dozen operations, d = 2.
    assertThat(NearestNeighbourDivergence.estimate(q, p, neighbours))
        .isCloseTo(expected, within(2 * 12 * 6e-8));
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1", "1, 1, 0.5", "2, 1, 0.5", "8, 0, 1", "20, 0, 1"})
  void meanEstimateForGaussiansIsTheirDivergence(int dimensions, double mean, double deviation) {
    double sum = 0;
    double squares = 0;
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      RandomStream random = RandomStreams.seeded(100 + replicate);
      Tensor q = random.split("q").gaussian(1000, dimensions);
      for (int i = 0; i < q.size(); i++) {
        q.data()[i] = (float) (mean + deviation * q.data()[i]);
      }
      Tensor p = random.split("p").gaussian(1000, dimensions);
      double estimate = NearestNeighbourDivergence.estimate(q, p, 5);
      sum += estimate;
      squares += estimate * estimate;
    }
    double average = sum / REPLICATES;
    double variance = (squares / REPLICATES - average * average) / (REPLICATES - 1);

    // KL(N(μ, σ²) ‖ N(0, 1)) a dimension
    double divergence =
        dimensions * 0.5 * (mean * mean + deviation * deviation - 2 * Math.log(deviation) - 1);
    assertThat(average).isCloseTo(divergence, within(4 * Math.sqrt(variance)));
  }

  @Test
  void coincidingCodesAreFarFromEveryDensity() {
    Tensor q = Tensor.zeros(100, 4);
    Tensor p = RandomStreams.seeded(1).gaussian(100, 4);

    // ν is of the order of 1, ρ the least distance that counts: 4 ln 10⁶ = 55.
    assertThat(NearestNeighbourDivergence.estimate(q, p, 5)).isBetween(40.0, 70.0);
  }

  @Test
  void twoCodesAreEnoughAndOneIsNot() {
    Tensor q = RandomStreams.seeded(1).gaussian(2, 3);
    Tensor p = RandomStreams.seeded(2).gaussian(2, 3);

    assertThat(NearestNeighbourDivergence.estimate(q, p, 5)).isFinite();
    assertThatThrownBy(() -> NearestNeighbourDivergence.estimate(q.copyOfRows(0, 1), p, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
