package org.latent4j.evaluation.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;
import org.latent4j.kernels.RandomStreams;

class SeparatedAttributePredictabilityTests {
  private static final int EVALUATION = 1_000;
  private static final SeparatedAttributePredictability SAP =
      new SeparatedAttributePredictability(
          RepresentationSettings.published().withPoints(2_000, EVALUATION));

  private final RandomStream random = RandomStreams.seeded(1);

  /** Five binomial standard errors of guessing between two. */
  private static final double FIVE_ERRORS = 5 * Math.sqrt(0.25 / EVALUATION);

  @Test
  void isAllButGuessingWhereEachDimensionIsAFactor() {
    // 1 by the own dimension, ½ by the other.
    Estimate estimate =
        KnownCodes.perfect(KnownCodes.independent(3_000, random, 2, 2)).estimate(SAP, 2);
    assertThat(estimate.value().orElseThrow()).isCloseTo(0.5, within(FIVE_ERRORS));
    assertThat(estimate.parts()).hasSize(2);
    assertThat(estimate.settings())
        .containsEntry("training_points", 2_000)
        .containsEntry("evaluation_points", EVALUATION);
  }

  @Test
  void rareValuesWeighAsMuchAsFrequentOnes() {
    // A tenth is 1. With balanced classes that is learned from the dimension that tells it at
    // once, and by the other one guessed at: accuracies 1 and ½, or 9/10 at most.
    int[][] v = KnownCodes.independent(3_000, random, 10, 2);
    int[] rare = Arrays.stream(v[0]).map(value -> value == 0 ? 1 : 0).toArray();
    Estimate estimate = KnownCodes.perfect(new int[][] {rare, v[1]}).estimate(SAP, 2);
    double own = 2 * estimate.parts().get(0);
    assertThat(own).isBetween(0.1 - FIVE_ERRORS, 0.9 + FIVE_ERRORS);
  }

  @Test
  void isNoneWhereTwoAlikeFactorsAreTurnedByHalfARightAngle() {
    Estimate estimate =
        KnownCodes.turned(KnownCodes.independent(3_000, random, 2, 2)).estimate(SAP, 2);
    assertThat(estimate.value().orElseThrow())
        .isBetween(0.0, 5 * estimate.standardError().orElseThrow());
  }

  @Test
  void isNoneForCodesThatHaveNothingToDoWithTheFactors() {
    Estimate estimate =
        KnownCodes.noise(KnownCodes.independent(3_000, random, 2, 2), 4, random).estimate(SAP, 2);
    assertThat(estimate.value().orElseThrow()).isBetween(0.0, FIVE_ERRORS);
  }
}
