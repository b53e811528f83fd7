package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.kernels.RandomStreams;

class ReconstructionErrorTests {
  private static final int N = 300;
  private static final RowsData DATA = LinearGaussian.data(N, RandomStreams.seeded(1));

  private static Estimate evaluate() {
    return new Evaluator(Engines.FUSED, 64, List.of(new ReconstructionError()))
        .evaluate(LinearGaussian.model(0), DATA, RandomStreams.seeded(2))
        .get("reconstruction_mse");
  }

  /** ‖x − b − W μ‖², by the columns' orthogonality. */
  private static double squaredError(int row) {
    double squares = LinearGaussian.squaredNorm(DATA.rows(), row);
    for (int k = 0; k < LinearGaussian.LATENT; k++) {
      double mean = LinearGaussian.posteriorMean(DATA.rows(), row, k);
      squares +=
          mean * mean * LinearGaussian.squaredLength(k)
              - 2 * mean * LinearGaussian.projection(DATA.rows(), row, k);
    }
    return squares;
  }

  @Test
  void isTheMeanSquareAFeatureAtTheMeanCode() {
    double sum = 0;
    for (int row = 0; row < N; row++) {
      sum += squaredError(row) / LinearGaussian.FEATURES;
    }
    assertThat(evaluate().value().orElseThrow()).isCloseTo(sum / N, within(1e-5 * sum / N));
  }

  @Test
  void hasAStandardErrorOverExamples() {
    double mean = evaluate().value().orElseThrow();
    double squares = 0;
    for (int row = 0; row < N; row++) {
      double difference = squaredError(row) / LinearGaussian.FEATURES - mean;
      squares += difference * difference;
    }
    double expected = Math.sqrt(squares / (N - 1) / N);
    assertThat(evaluate().standardError().orElseThrow())
        .isCloseTo(expected, within(1e-4 * expected));
  }
}
