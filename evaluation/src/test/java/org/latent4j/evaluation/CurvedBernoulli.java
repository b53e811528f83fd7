package org.latent4j.evaluation;

import java.util.Arrays;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.likelihoods.BernoulliLikelihood;
import org.latent4j.priors.StandardNormalPrior;

/**
 * Six binary features whose logits are a tanh network of two latent coordinates: a posterior with
 * bends and several modes, whose evidence is known by quadrature over the plane. Its encoder knows
 * nothing: q(z|x) = p(z).
 */
public final class CurvedBernoulli {
  public static final int FEATURES = 6;
  private static final int GRID = 400;
  private static final double EDGE = 7;
  private static final float[] W = {3, -2, 1, 2, 2, -3, 1, 2, -2, 3, -1, 4};

  private CurvedBernoulli() {}

  public static ComposedModel model() {
    Tensor w = Tensor.of(W.clone(), 2, FEATURES);
    return ComposedModel.of(
        x -> {
          Var zero = x.columns(0, 2).times(0);
          return new DiagonalGaussian(zero, zero);
        },
        z ->
            z.matmul(z.tape().constant(w))
                .tanh()
                .times(4)
                .plus(z.square().matmul(z.tape().constant(w))),
        StandardNormalPrior.of(2),
        BernoulliLikelihood.of(FEATURES));
  }

  public static RowsData data(int count, RandomStream random) {
    Tensor rows = Tensor.zeros(count, FEATURES);
    for (int row = 0; row < count; row++) {
      double[] logits = logits(random.nextGaussian(), random.nextGaussian());
      for (int j = 0; j < FEATURES; j++) {
        boolean on = random.nextDouble() < 1 / (1 + Math.exp(-logits[j]));
        rows.data()[row * FEATURES + j] = on ? 1 : 0;
      }
    }
    return new RowsData(rows);
  }

  private static double[] logits(double a, double b) {
    double[] logits = new double[FEATURES];
    for (int j = 0; j < FEATURES; j++) {
      logits[j] =
          4 * Math.tanh(a * W[j] + b * W[FEATURES + j]) + a * a * W[j] + b * b * W[FEATURES + j];
    }
    return logits;
  }

  /** ln p(x), averaged over the rows. */
  public static double meanLogDensity(RowsData data) {
    return Arrays.stream(logDensities(data)).average().orElseThrow();
  }

  /**
   * ln ∫ p(z) p(x|z) dz of each row by the midpoint rule on a grid that holds the prior's mass; of
   * a row with values between 0 and 1 with ln p(x|z) continued linearly, as the likelihood does.
   */
  public static double[] logDensities(RowsData data) {
    double[] density = new double[data.size()];
    double cell = 2 * EDGE / GRID;
    for (int i = 0; i < GRID; i++) {
      for (int k = 0; k < GRID; k++) {
        double a = -EDGE + (i + 0.5) * cell;
        double b = -EDGE + (k + 0.5) * cell;
        double[] logits = logits(a, b);
        double prior = Math.exp(-(a * a + b * b) / 2) / (2 * Math.PI) * cell * cell;
        double normaliser = 0;
        for (double logit : logits) {
          normaliser += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
        }
        for (int row = 0; row < density.length; row++) {
          double log = -normaliser;
          for (int j = 0; j < FEATURES; j++) {
            log += data.rows().at(row, j) * logits[j];
          }
          density[row] += prior * Math.exp(log);
        }
      }
    }
    return Arrays.stream(density).map(Math::log).toArray();
  }
}
