package org.latent4j.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;

/** KL as the mean of ln q(z) − ln p(z) over draws from q, held against a closed form. */
final class MonteCarlo {
  private static final int DRAWS = 50_000;

  private MonteCarlo() {}

  /** The closed form lies within four standard errors of the mean. */
  static void assertClosedFormAgrees(
      Engine engine, Prior prior, float[] mean, float[] logVariance) {
    int d = mean.length;
    try (Tape tape = engine.newTape()) {
      DiagonalGaussian one =
          new DiagonalGaussian(
              tape.constant(Tensor.of(mean, 1, d)), tape.constant(Tensor.of(logVariance, 1, d)));
      double closed = prior.klFrom(one).orElseThrow().toDoubles()[0];
      DiagonalGaussian many =
          new DiagonalGaussian(tape.constant(repeated(mean)), tape.constant(repeated(logVariance)));
      Var z = many.sample(RandomStreams.seeded(11));
      double[] ratios = many.logDensity(z).orElseThrow().minus(prior.logDensity(z)).toDoubles();
      double sum = 0;
      double squares = 0;
      for (double ratio : ratios) {
        sum += ratio;
        squares += ratio * ratio;
      }
      double average = sum / DRAWS;
      double standardError = Math.sqrt((squares / DRAWS - average * average) / DRAWS);
      assertThat(average).isCloseTo(closed, within(4 * standardError));
    }
  }

  private static Tensor repeated(float[] row) {
    Tensor rows = Tensor.zeros(DRAWS, row.length);
    for (int i = 0; i < rows.size(); i++) {
      rows.data()[i] = row[i % row.length];
    }
    return rows;
  }
}
