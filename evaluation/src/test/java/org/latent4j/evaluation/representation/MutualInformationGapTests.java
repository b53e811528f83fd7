package org.latent4j.evaluation.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;
import org.latent4j.kernels.RandomStreams;

class MutualInformationGapTests {
  private static final int EXAMPLES = 4_000;
  private static final MutualInformationGap MIG =
      new MutualInformationGap(RepresentationSettings.published());

  private final RandomStream random = RandomStreams.seeded(1);

  /** Five standard deviations over the mean of 2 n I ~ χ²(degrees), for independent variables. */
  private static double mostBias(int degrees) {
    return (degrees + 5 * Math.sqrt(2.0 * degrees)) / (2 * EXAMPLES);
  }

  @Test
  void isOneLessTheBiasOfTheCountsWhereEachDimensionIsAFactor() {
    Estimate estimate =
        KnownCodes.perfect(KnownCodes.independent(EXAMPLES, random, 4, 4)).estimate(MIG, 2);
    double value = estimate.value().orElseThrow();
    assertThat(value).isLessThan(1).isGreaterThan(1 - mostBias(9) / (0.99 * Math.log(4)));
  }

  @Test
  void isTheKnownGapWhereASecondDimensionTellsHalf() {
    int[][] v = KnownCodes.independent(EXAMPLES, random, 4, 2);
    Estimate estimate =
        KnownCodes.of(v, row -> v[0][row] / 2, row -> v[1][row], row -> -v[0][row])
            .estimate(MIG, 2);
    // (ln 4 − ln 2) / ln 4 for a; 1 less the bias of at most 3 degrees of freedom for b.
    double error = estimate.standardError().orElseThrow();
    double bias = mostBias(3) / (2 * 0.99 * Math.log(2));
    assertThat(estimate.value().orElseThrow()).isBetween(0.75 - bias - 5 * error, 0.75 + 5 * error);
    assertThat(estimate.parts().get(0)).isCloseTo(0.25, within(5 * error));
    assertThat(estimate.parts().stream().mapToDouble(part -> part).sum())
        .isCloseTo(estimate.value().orElseThrow(), within(1e-12));
  }

  @Test
  void isNoneWhereTwoAlikeFactorsAreTurnedByHalfARightAngle() {
    Estimate estimate =
        KnownCodes.turned(KnownCodes.independent(EXAMPLES, random, 4, 4)).estimate(MIG, 2);
    assertThat(estimate.value().orElseThrow())
        .isBetween(0.0, 5 * estimate.standardError().orElseThrow());
  }

  @Test
  void isNoMoreThanTheBiasOfTheCountsForCodesThatHaveNothingToDoWithTheFactors() {
    Estimate estimate =
        KnownCodes.noise(KnownCodes.independent(EXAMPLES, random, 4, 4), 5, random)
            .estimate(MIG, 2);
    // Of 20 bins by 4 values.
    assertThat(estimate.value().orElseThrow()).isBetween(0.0, mostBias(57) / (0.99 * Math.log(4)));
  }

  @Test
  void isZeroForACodeThatDoesNotVary() {
    int[][] v = KnownCodes.independent(100, random, 2, 2);
    assertThat(KnownCodes.of(v, row -> 3, row -> 5).estimate(MIG, 2).value().orElseThrow())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void isNoneForADimensionAndItsDouble() {
    int[][] v = KnownCodes.independent(EXAMPLES, random, 4, 4);
    Estimate estimate =
        KnownCodes.of(v, row -> v[0][row], row -> 2 * v[0][row], row -> v[1][row]).estimate(MIG, 2);
    assertThat(estimate.parts().get(0)).isZero();
    assertThat(estimate.parts().get(1)).isGreaterThan(0.49);
  }
}
