package org.latent4j.evaluation.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;
import org.latent4j.kernels.RandomStreams;

class DisentanglementCompletenessInformativenessTests {
  private static final int EVALUATION = 1_000;
  private static final DisentanglementCompletenessInformativeness DCI =
      new DisentanglementCompletenessInformativeness(
          RepresentationSettings.published().withPoints(2_000, EVALUATION));

  /** 1 − H(⅓, ⅔) / ln 2: of two, neither has twice as much as the other. */
  private static final double NEITHER_TWICE = 0.0817;

  private final RandomStream random = RandomStreams.seeded(1);

  private static double setting(Estimate estimate, String name) {
    return (Double) estimate.settings().get(name);
  }

  @Test
  void concentrationIsThatOfTheFormula() {
    assertThat(
            DisentanglementCompletenessInformativeness.concentration(
                new double[][] {{3, 0}, {0, 1}, {0, 0}}))
        .isEqualTo(1);
    assertThat(
            DisentanglementCompletenessInformativeness.concentration(
                new double[][] {{2, 2, 2}, {1, 1, 1}}))
        .isCloseTo(0, within(1e-15));
    // Weights 4 and 2; 1 − H(¾, ¼) / ln 2 = 0.1887218755.
    assertThat(
            DisentanglementCompletenessInformativeness.concentration(
                new double[][] {{3, 1}, {0, 2}}))
        .isCloseTo((4 * 0.1887218755 + 2) / 6, within(1e-9));
  }

  @Test
  void allThreeAreOneWhereEachDimensionIsAFactor() {
    Estimate estimate =
        KnownCodes.perfect(KnownCodes.independent(3_000, random, 3, 4, 5)).estimate(DCI, 2);
    assertThat(estimate.value().orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(setting(estimate, "completeness")).isCloseTo(1, within(1e-9));
    assertThat(setting(estimate, "informativeness")).isEqualTo(1);
  }

  @Test
  void manyValuesInARowAreTold() {
    // Splits that cut off one value after another are as good as halving.
    Estimate estimate =
        KnownCodes.perfect(KnownCodes.independent(3_000, random, 40, 3)).estimate(DCI, 2);
    assertThat(setting(estimate, "informativeness")).isEqualTo(1);
    assertThat(estimate.value().orElseThrow()).isCloseTo(1, within(1e-9));
  }

  @Test
  void twoDimensionsForEachFactorAreDisentangledButNotComplete() {
    int[][] v = KnownCodes.independent(3_000, random, 4, 4);
    // A factor's bits, which help alike, in dimensions of their own: P is the identity, and each
    // factor has two of four dimensions: 1 − ln 2 / ln 4.
    Estimate estimate =
        KnownCodes.of(
                v,
                row -> v[0][row] % 2,
                row -> v[0][row] / 2,
                row -> v[1][row] % 2,
                row -> v[1][row] / 2)
            .estimate(DCI, 2);
    assertThat(estimate.value().orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(setting(estimate, "informativeness")).isEqualTo(1);
    // Each bit takes half of the entropy, but for the unequal counts of the values.
    assertThat(setting(estimate, "completeness")).isCloseTo(0.5, within(1e-3));
  }

  @Test
  void turningByHalfARightAngleLeavesTheInformationAndTakesTheDisentanglement() {
    Estimate estimate =
        KnownCodes.turned(KnownCodes.independent(3_000, random, 4, 4)).estimate(DCI, 2);
    assertThat(setting(estimate, "informativeness")).isEqualTo(1);
    assertThat(estimate.value().orElseThrow()).isLessThan(NEITHER_TWICE);
    assertThat(setting(estimate, "completeness")).isLessThan(NEITHER_TWICE);
  }

  @Test
  void codesThatHaveNothingToDoWithTheFactorsLeaveGuessing() {
    Estimate estimate =
        KnownCodes.noise(KnownCodes.independent(3_000, random, 2, 2), 4, random).estimate(DCI, 2);
    assertThat(estimate.value().orElseThrow()).isLessThan(NEITHER_TWICE);
    // Five binomial standard errors of one factor; the mean of two has less.
    assertThat(setting(estimate, "informativeness"))
        .isCloseTo(0.5, within(5 * Math.sqrt(0.25 / EVALUATION)));
  }

  @Test
  void collapsedCodesHelpWithNothingAndSaySo() {
    Estimate estimate =
        KnownCodes.of(KnownCodes.independent(100, random, 2, 2), row -> 1, row -> 2)
            .estimate(DCI, 2);
    assertThat(estimate.value()).isEmpty();
    assertThat(estimate.reason().orElseThrow()).contains("no dimension of the code helps");
  }

  @Test
  void aSingleDimensionHasNoCompleteness() {
    int[][] v = KnownCodes.independent(300, random, 2, 2);
    Estimate estimate = KnownCodes.of(v, row -> v[0][row]).estimate(DCI, 2);
    assertThat(estimate.value()).isPresent();
    assertThat(estimate.settings()).doesNotContainKey("completeness");
  }

  /**
   * A factor told by two dimensions alike has half of its importance in each, and one of three
   * dimensions tells the other: ((1 − ln 2 / ln 3) + 1) / 2 = 0.6845.
   */
  @Test
  void aDimensionAndItsDoubleShareWhatTheyTell() {
    int[][] v = KnownCodes.independent(3_000, random, 4, 4);
    KnownCodes.Column once = row -> v[0][row];
    KnownCodes.Column twice = row -> 2 * v[0][row];
    KnownCodes.Column falling = row -> 1 - 0.3 * v[0][row];
    KnownCodes.Column other = row -> v[1][row];
    double expected = 1 - Math.log(2) / Math.log(3) / 2;
    for (KnownCodes codes :
        List.of(
            KnownCodes.of(v, once, twice, other),
            KnownCodes.of(v, other, falling, once),
            KnownCodes.of(v, falling, other, twice))) {
      Estimate estimate = codes.estimate(DCI, 2);
      assertThat(setting(estimate, "completeness")).isCloseTo(expected, within(1e-9));
      assertThat(estimate.value().orElseThrow()).isCloseTo(1, within(1e-9));
    }
  }

  /** Numbers that hardly ever are equal, with thousands of splits to choose from. */
  @Test
  void soDoDimensionsThatHaveTheirNoiseInCommon() {
    RandomStream noise = random.split("noise");
    int[] labels = KnownCodes.independent(3_000, random, 4)[0];
    double[][] inputs =
        Arrays.stream(labels)
            .mapToDouble(label -> label + noise.nextGaussian())
            .mapToObj(x -> new double[] {x, 2 * x})
            .toArray(double[][]::new);
    Forest forest = Forest.of(new Points(inputs, labels), 10, random.split("trees"));
    assertThat(forest.importances()[0]).isCloseTo(0.5, within(1e-9));
  }
}
