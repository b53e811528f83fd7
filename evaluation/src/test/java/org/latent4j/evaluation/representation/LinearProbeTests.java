package org.latent4j.evaluation.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;
import org.latent4j.kernels.RandomStreams;

class LinearProbeTests {
  private static final Factor LABEL = new Factor("label", List.of("0", "1", "2", "3"));

  private final RandomStream random = RandomStreams.seeded(1);

  @Test
  void tellsLabelsThatTheCodesContain() {
    KnownCodes train = oneHot(1_000);
    Estimate estimate = oneHot(500).estimate(new LinearProbe(train, 800), 2);
    assertThat(estimate.value()).hasValue(1);
    assertThat(estimate.standardError()).hasValue(0);
    assertThat(estimate.settings())
        .containsEntry("training_examples", 800)
        .containsEntry("examples", 500)
        .containsEntry("factors", List.of("label"));
    assertThat(train.readings()).hasValue(800);
  }

  private KnownCodes oneHot(int size) {
    int[][] v = KnownCodes.independent(size, random, 4);
    return KnownCodes.of(
        List.of(LABEL),
        v,
        size,
        IntStream.range(0, 4)
            .mapToObj(value -> (KnownCodes.Column) row -> v[0][row] == value ? 1 : 0)
            .toArray(KnownCodes.Column[]::new));
  }

  @Test
  void tellsValuesInARowOnALine() {
    // The middle ones are no half-spaces, so that one against the rest would fail.
    KnownCodes train = KnownCodes.perfect(KnownCodes.independent(3_000, random, 6));
    KnownCodes test = KnownCodes.perfect(KnownCodes.independent(500, random, 6));
    assertThat(test.estimate(new LinearProbe(train), 2).value()).hasValue(1);
  }

  @Test
  void guessesFromNoise() {
    KnownCodes train = KnownCodes.noise(KnownCodes.independent(2_000, random, 4), 5, random);
    KnownCodes test = KnownCodes.noise(KnownCodes.independent(2_000, random, 4), 5, random);
    Estimate estimate = test.estimate(new LinearProbe(train), 2);
    // Five binomial standard errors.
    assertThat(estimate.value().orElseThrow())
        .isCloseTo(0.25, within(5 * Math.sqrt(0.25 * 0.75 / 2_000)));
  }

  @Test
  void comesNearTheBestThereIsForTwoGaussians() {
    KnownCodes train = gaussians(10_000);
    Estimate estimate = gaussians(10_000).estimate(new LinearProbe(train), 2);
    // At ±1 along one axis, standard deviation 1: Φ(1) = 0.841345. What is lost by learning from n
    // examples in d dimensions is of the order of d / n = 0.0004, well within an error of 0.0037.
    assertThat(estimate.value().orElseThrow())
        .isCloseTo(0.841345, within(5 * estimate.standardError().orElseThrow()));
    assertThat(estimate.standardError().orElseThrow()).isCloseTo(0.003653, within(0.0003));
  }

  @Test
  void comesNearTheBestThereIsForOverlappingValuesInARow() {
    int[][] forTraining = KnownCodes.independent(10_000, random, 6);
    int[][] forTest = KnownCodes.independent(10_000, random, 6);
    KnownCodes train =
        KnownCodes.of(forTraining, row -> forTraining[0][row] + 0.6 * random.nextGaussian());
    Estimate estimate =
        KnownCodes.of(forTest, row -> forTest[0][row] + 0.6 * random.nextGaussian())
            .estimate(new LinearProbe(train), 2);
    // With Φ(0.5 / 0.6) = 0.797672: that much at both ends, 2 Φ − 1 for the four between.
    double best = (2 * 0.797672 + 4 * (2 * 0.797672 - 1)) / 6;
    assertThat(estimate.value().orElseThrow())
        .isCloseTo(best, within(5 * estimate.standardError().orElseThrow()));
  }

  private KnownCodes gaussians(int size) {
    int[][] v = KnownCodes.independent(size, random, 2);
    return KnownCodes.of(
        v,
        row -> random.nextGaussian(),
        row -> 5 + 100 * (2 * v[0][row] - 1 + random.nextGaussian()),
        row -> random.nextGaussian(),
        row -> random.nextGaussian());
  }

  @Test
  void severalFactorsGiveTheirMean() {
    int[][] forTraining = KnownCodes.independent(2_000, random, 2, 2);
    int[][] forTest = KnownCodes.independent(2_000, random, 2, 2);
    Estimate estimate =
        KnownCodes.of(forTest, row -> forTest[0][row])
            .estimate(new LinearProbe(KnownCodes.of(forTraining, row -> forTraining[0][row])), 2);
    // The first is in the code, the second is not.
    double half = 5 * Math.sqrt(0.25 / 2_000);
    assertThat(estimate.value().orElseThrow()).isCloseTo(0.75, within(half / 2));
    assertThat((List<?>) estimate.settings().get("by_factor")).hasSize(2).first().isEqualTo(1.0);
    assertThat(estimate.settings()).containsEntry("factors", List.of("a", "b"));
    // That of the mean of 1 and a guess, and how guesses by other classifiers differ: all of them
    // are within five such errors of ½.
    double guess = Math.sqrt(0.25 / 2_000) / 2;
    assertThat(estimate.standardError().orElseThrow())
        .isBetween(guess - 1e-4, Math.hypot(1, 5) * guess);
  }

  @Test
  void ofSeveralFactorsTheLabelIsTold() {
    int[][] v = KnownCodes.independent(500, random, 2, 4);
    KnownCodes data =
        KnownCodes.of(
            List.of(new Factor("colour", List.of("red", "blue")), LABEL), v, 500, row -> v[1][row]);
    Estimate estimate = data.estimate(new LinearProbe(data), 2);
    assertThat(estimate.settings()).containsEntry("factors", List.of("label"));
    assertThat(estimate.value()).hasValue(1);
  }

  @Test
  void dataWithoutFactorsHasNoneAndSaysSo() {
    KnownCodes data = KnownCodes.of(List.of(), new int[0][], 10, row -> row);
    assertThat(data.estimate(new LinearProbe(data), 2).reason().orElseThrow())
        .contains("no labels");
  }

  @Test
  void trainingDataWithOtherFactorsHasNoneAndSaysSo() {
    KnownCodes train = KnownCodes.of(List.of(), new int[0][], 10, row -> row);
    assertThat(oneHot(10).estimate(new LinearProbe(train), 2).reason().orElseThrow())
        .contains("other factors");
  }

  @Test
  void oneLabelForAllTeachesNothingAndSaysSo() {
    KnownCodes data = KnownCodes.of(List.of(LABEL), new int[1][20], 20, row -> row);
    assertThat(data.estimate(new LinearProbe(data), 2).reason().orElseThrow())
        .contains("20 training examples are alike");
  }

  @Test
  void codesThatAreNotFiniteGiveNone() {
    int[][] v = KnownCodes.independent(20, random, 2);
    KnownCodes data = KnownCodes.of(v, row -> Double.NaN);
    assertThat(data.estimate(new LinearProbe(data), 2).reason().orElseThrow())
        .contains("not finite");
  }

  @Test
  void oneExampleIsMeasuredWithoutAnError() {
    KnownCodes train = oneHot(200);
    Estimate estimate = oneHot(1).estimate(new LinearProbe(train), 2);
    assertThat(estimate.value()).hasValue(1);
    assertThat(estimate.standardError()).isEmpty();
  }

  @Test
  void aProbeFromOneExampleIsRefused() {
    KnownCodes train = oneHot(10);
    assertThatThrownBy(() -> new LinearProbe(train, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 examples");
  }
}
