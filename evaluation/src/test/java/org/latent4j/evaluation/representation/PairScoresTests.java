package org.latent4j.evaluation.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.kernels.RandomStreams;

/** The scores that guess which factor examples have in common: β-VAE and FactorVAE. */
class PairScoresTests {
  private static final RepresentationSettings SETTINGS =
      RepresentationSettings.published().withPoints(1_000, 1_000);

  private static final List<Estimator> SCORES =
      List.of(new BetaVaeScore(SETTINGS), new FactorVaeScore(SETTINGS));

  private final RandomStream random = RandomStreams.seeded(1);

  @Test
  void isOneWhereEachDimensionIsAFactor() {
    KnownCodes codes = KnownCodes.perfect(KnownCodes.independent(2_000, random, 3, 4, 5));
    for (Estimator score : SCORES) {
      Estimate estimate = codes.estimate(score, 2);
      assertThat(estimate.value()).as(score.metrics().toString()).hasValue(1);
      assertThat(estimate.standardError()).hasValue(0);
    }
  }

  @Test
  void isOneAlsoWithDimensionsThatTellNothing() {
    int[][] v = KnownCodes.independent(2_000, random, 3, 4);
    KnownCodes codes =
        KnownCodes.of(
            v,
            row -> random.nextGaussian(),
            row -> 100 * v[1][row],
            row -> v[0][row],
            row -> random.nextGaussian());
    for (Estimator score : SCORES) {
      assertThat(codes.estimate(score, 2).value()).as(score.metrics().toString()).hasValue(1);
    }
  }

  @Test
  void isGuessingWhereTwoAlikeFactorsAreTurnedByHalfARightAngle() {
    // With one factor fixed both dimensions vary by the other, to the same extent whichever is
    // fixed.
    KnownCodes codes = KnownCodes.turned(KnownCodes.independent(2_000, random, 4, 4));
    for (Estimator score : SCORES) {
      assertGuessing(codes.estimate(score, 2), 2);
    }
  }

  @Test
  void isGuessingForCodesThatHaveNothingToDoWithTheFactors() {
    KnownCodes codes = KnownCodes.noise(KnownCodes.independent(2_000, random, 3, 4, 5), 6, random);
    for (Estimator score : SCORES) {
      assertGuessing(codes.estimate(score, 2), 3);
    }
  }

  private static void assertGuessing(Estimate estimate, int factors) {
    double p = 1.0 / factors;
    double stated = estimate.standardError().orElseThrow();
    assertThat(estimate.value().orElseThrow()).isCloseTo(p, within(5 * stated));
    // It contains that of as many guesses, and what chance relations of these examples add. The
    // deviation of 20 halves is above half of the true one with 99.9 %.
    assertThat(stated).isGreaterThan(0.5 * Math.sqrt(p * (1 - p) / SETTINGS.evaluationPoints()));
  }

  @Test
  void dimensionsThatHardlyVaryTakeNoPartInTheFactorVaeScore() {
    int[][] v = KnownCodes.independent(2_000, random, 2, 2);
    // Of standard deviation 0.5 a each.
    FactorVaeScore score = new FactorVaeScore(SETTINGS);
    Estimate one = KnownCodes.of(v, row -> v[0][row], row -> 0.08 * v[1][row]).estimate(score, 2);
    assertThat(one.settings()).containsEntry("dimensions_used", 1);
    // One dimension gives every vote.
    assertGuessing(one, 2);
    Estimate both = KnownCodes.of(v, row -> v[0][row], row -> 0.12 * v[1][row]).estimate(score, 2);
    assertThat(both.settings()).containsEntry("dimensions_used", 2);
    assertThat(both.value()).hasValue(1);
  }

  /**
   * The first factor follows from the second, and each is a dimension. With the second in common
   * neither dimension varies, so either is drawn; with the first, only its own does not. So the
   * first factor is always told and the second every other time, in whatever order they stand.
   */
  @Test
  void dimensionsThatDoNotVaryAreDrawnFromSoThatTheirOrderDoesNotMatter() {
    int[][] v = KnownCodes.independent(2_000, random, 2, 4);
    v[0] = Arrays.stream(v[1]).map(value -> value / 2).toArray();
    FactorVaeScore score = new FactorVaeScore(SETTINGS);
    double error = Math.sqrt(0.75 * 0.25 / SETTINGS.evaluationPoints());
    for (KnownCodes codes :
        List.of(
            KnownCodes.of(v, row -> v[0][row], row -> v[1][row]),
            KnownCodes.of(v, row -> v[1][row], row -> v[0][row]))) {
      assertThat(codes.estimate(score, 2).value().orElseThrow()).isCloseTo(0.75, within(5 * error));
    }
  }

  @Test
  void factorVaeScoreOfACollapsedCodeIsZero() {
    int[][] v = KnownCodes.independent(100, random, 2, 2);
    Estimate estimate =
        KnownCodes.of(v, row -> 0.01 * v[0][row], row -> 0)
            .estimate(new FactorVaeScore(SETTINGS), 2);
    assertThat(estimate.value()).hasValue(0);
    assertThat(estimate.settings()).containsEntry("dimensions_used", 0);
  }

  @Test
  void valuesThatNoTwoExamplesShareGiveNoPairsAndSaySo() {
    int[][] v = KnownCodes.independent(30, random, 2, 2);
    for (int i = 0; i < 30; i++) {
      v[1][i] = i;
    }
    for (Estimator score : SCORES) {
      Estimate estimate = KnownCodes.perfect(v).estimate(score, 2);
      assertThat(estimate.value()).isEmpty();
      assertThat(estimate.reason().orElseThrow()).contains("'b'", "no two of", "more examples");
    }
  }
}
