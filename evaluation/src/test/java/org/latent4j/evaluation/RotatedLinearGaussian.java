package org.latent4j.evaluation;

import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.priors.StandardNormalPrior;

/**
 * p(z) = N(0, I) in 50 dimensions, p(x|z) = N(Q D z, s² I) with Q a reflection (I − 2 v vᵀ, v all
 * of one length) and D diagonal from 0.2 to 2, so that no coordinate of x belongs to one of z, and
 * Qᵀx has independent coordinates of variance dᵢ² + s².
 */
public final class RotatedLinearGaussian {
  public static final int LATENT = 50;
  private static final double VARIANCE = 0.25;

  private RotatedLinearGaussian() {}

  private static double scale(int i) {
    return 0.2 + 1.8 * i / (LATENT - 1);
  }

  private static double reflection(int i, int j) {
    return (i == j ? 1 : 0) - 2.0 / LATENT;
  }

  /** The model; its encoder is deterministic and of no use. */
  public static ComposedModel model() {
    Tensor w = Tensor.zeros(LATENT, LATENT);
    for (int i = 0; i < LATENT; i++) {
      for (int j = 0; j < LATENT; j++) {
        w.data()[i * LATENT + j] = (float) (scale(i) * reflection(i, j));
      }
    }
    return ComposedModel.of(
        x -> new PointPosterior(x.times(0)),
        z -> z.matmul(z.tape().constant(w)),
        StandardNormalPrior.of(LATENT),
        GaussianLikelihood.fixedVariance(LATENT, GaussianMean.IDENTITY, VARIANCE));
  }

  /** Draws from p(x). */
  public static RowsData data(int count, RandomStream random) {
    Tensor rows = Tensor.zeros(count, LATENT);
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < LATENT; i++) {
        double u = Math.sqrt(scale(i) * scale(i) + VARIANCE) * random.nextGaussian();
        for (int j = 0; j < LATENT; j++) {
          rows.data()[row * LATENT + j] += (float) (u * reflection(i, j));
        }
      }
    }
    return new RowsData(rows);
  }

  /** ln p(x), averaged over the rows. */
  public static double meanLogDensity(RowsData data) {
    double sum = 0;
    for (int row = 0; row < data.size(); row++) {
      for (int i = 0; i < LATENT; i++) {
        double u = 0;
        for (int j = 0; j < LATENT; j++) {
          u += data.rows().at(row, j) * reflection(i, j);
        }
        double variance = scale(i) * scale(i) + VARIANCE;
        sum -= 0.5 * (u * u / variance + Math.log(2 * Math.PI * variance));
      }
    }
    return sum / data.size();
  }
}
