package org.latent4j.evaluation.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.kernels.RandomStreams;

class LogisticRegressionTests {
  /** 200 points of six ordered classes, which overlap. */
  private static Points waves() {
    double[][] inputs = new double[200][];
    int[] labels = new int[200];
    for (int i = 0; i < 200; i++) {
      inputs[i] = new double[] {Math.sin(i), 10 * Math.cos(1.7 * i) + 3 * Math.sin(i)};
      labels[i] = (int) Math.floor(1.5 * Math.sin(i) + 1.2 * Math.sin(5.3 * i) + 3);
    }
    return new Points(inputs, labels);
  }

  private static double loss(LogisticRegression regression, Points points) {
    return IntStream.range(0, points.labels().length)
        .mapToDouble(
            i -> -Math.log(regression.probabilities(points.inputs()[i])[points.labels()[i]]))
        .average()
        .orElseThrow();
  }

  /**
   * scikit-learn 1.9.1 on the same points: {@code LogisticRegression(C=inf, solver="newton-cg",
   * tol=1e-10)} after standardisation. Derivatives of 1e-5 leave a multiple of their squares to the
   * minimum.
   */
  @Test
  void isTheMaximumLikelihoodThatScikitLearnFinds() {
    LogisticRegression regression = LogisticRegression.fit(waves());
    assertThat(regression.warning()).isEmpty();
    assertThat(loss(regression, waves())).isCloseTo(1.238238927140769, within(1e-7));
    double[] expected = {
      6.37800738e-05, 2.49551219e-02, 1.36046831e-01, 5.25083220e-01, 2.74234159e-01, 3.96168871e-02
    };
    double[] found = regression.probabilities(new double[] {0.5, -2});
    for (int k = 0; k < expected.length; k++) {
      assertThat(found[k]).isCloseTo(expected[k], within(1e-4));
    }
  }

  @Test
  void aStartNearbyLeadsToTheSame() {
    LogisticRegression near = LogisticRegression.fit(waves().at(IntStream.range(0, 150).toArray()));
    LogisticRegression regression = LogisticRegression.fit(waves(), Optional.of(near));
    assertThat(loss(regression, waves())).isCloseTo(1.238238927140769, within(1e-7));
  }

  @Test
  void stepsThatRunOutAreSaid() {
    LogisticRegression regression = LogisticRegression.fit(waves(), Optional.empty(), 1);
    assertThat(regression.warning().orElseThrow())
        .contains("has not converged: after 1 steps")
        .contains("at most 1.0E-5");
  }

  /** Their likelihood has no maximum without the penalty. */
  @Test
  void classesThatCanBeSeparatedConverge() {
    int[] labels = IntStream.range(0, 400).map(i -> i % 40).toArray();
    double[][] inputs =
        Arrays.stream(labels).mapToObj(k -> new double[] {k}).toArray(double[][]::new);
    Points points = new Points(inputs, labels);
    LogisticRegression regression = LogisticRegression.fit(points);
    assertThat(regression.warning()).isEmpty();
    assertThat(points.right(regression)).containsOnly(1);
  }

  /**
   * A constant column and a double add nothing to what can be told, and the equations are short.
   */
  @Test
  void columnsThatAddNothingChangeNothing() {
    Points plain = waves();
    Points more =
        new Points(
            Arrays.stream(plain.inputs())
                .map(x -> new double[] {x[0], 7, x[1], -2 * x[1]})
                .toArray(double[][]::new),
            plain.labels());
    LogisticRegression regression = LogisticRegression.fit(more);
    assertThat(regression.warning()).isEmpty();
    assertThat(loss(regression, more)).isCloseTo(1.238238927140769, within(1e-7));
  }

  @Test
  void oneLabelIsTheAnswerToEverything() {
    LogisticRegression regression =
        LogisticRegression.fit(new Points(new double[][] {{1}, {2}}, new int[] {7, 7}));
    assertThat(regression.label(new double[] {3})).isEqualTo(7);
    assertThat(regression.warning()).isEmpty();
  }

  /**
   * Twenty values in a row, each 0.3 of their distance wide: with Φ(0.5 / 0.3) = 0.952210, that
   * much of both ends and 2 Φ − 1 of the others is on its side of both borders.
   */
  @Test
  void manyValuesInARowAreToldAsWellAsCanBe() {
    RandomStream random = RandomStreams.seeded(1);
    Points learned = row(2_000, random);
    Points measured = row(2_000, random);
    double best = (2 * 0.952210 + 18 * (2 * 0.952210 - 1)) / 20;
    double error = Math.sqrt(best * (1 - best) / 2_000);
    // A border between two values is known to about 0.3 / √100 from 100 points each, which costs
    // 0.03² / 2 · φ′ < 0.002 of the accuracy.
    assertThat(Points.mean(measured.right(LogisticRegression.fit(learned))))
        .isCloseTo(best, within(5 * error + 0.002));
  }

  private static Points row(int count, RandomStream random) {
    int[] labels = IntStream.range(0, count).map(i -> random.nextInt(20)).toArray();
    double[][] inputs =
        Arrays.stream(labels)
            .mapToObj(k -> new double[] {k + 0.3 * random.nextGaussian()})
            .toArray(double[][]::new);
    return new Points(inputs, labels);
  }
}
