package org.latent4j.evaluation;

import java.util.stream.IntStream;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.priors.StandardNormalPrior;

/**
 * p(z) = N(0, I), p(x|z) = N(W z + b, s² I) with orthogonal columns wₖ of W, so that all is known
 * in closed form: p(x) = N(b, W Wᵀ + s² I), and the posterior has independent coordinates with
 * variance σₖ² = s² / (s² + ‖wₖ‖²) and mean σₖ² wₖ·(x − b) / s² (Bishop, Pattern Recognition and
 * Machine Learning, 2006, section 12.2).
 */
public final class LinearGaussian {
  public static final int FEATURES = 5;
  public static final int LATENT = 2;
  static final double VARIANCE = 0.5;
  // wₖ in rows: orthogonal, of squared lengths 6 and 1.25; exact in single precision.
  private static final float[] W = {1, 2, 0, 0, 1, 0.5f, 0, 1, 0, -0.5f};
  private static final float[] B = {1, -1, 0.5f, 0, 2};

  private LinearGaussian() {}

  /** The model with its exact posterior, but for a shift of the posterior's mean. */
  public static ComposedModel model(double shift) {
    Tensor w = Tensor.of(W.clone(), LATENT, FEATURES);
    Tensor b = Tensor.of(B.clone(), FEATURES);
    Tensor slope = Tensor.zeros(FEATURES, LATENT);
    Tensor logVariance = Tensor.zeros(LATENT);
    for (int k = 0; k < LATENT; k++) {
      logVariance.data()[k] = (float) Math.log(posteriorVariance(k));
      for (int j = 0; j < FEATURES; j++) {
        slope.data()[j * LATENT + k] =
            (float) (posteriorVariance(k) * W[k * FEATURES + j] / VARIANCE);
      }
    }
    return ComposedModel.of(
        x -> {
          Var mean = x.minus(x.tape().constant(b)).matmul(x.tape().constant(slope)).plus(shift);
          return new DiagonalGaussian(mean, mean.times(0).plus(x.tape().constant(logVariance)));
        },
        z -> z.matmul(z.tape().constant(w)).plus(z.tape().constant(b)),
        StandardNormalPrior.of(LATENT),
        GaussianLikelihood.fixedVariance(FEATURES, GaussianMean.IDENTITY, VARIANCE));
  }

  /** Draws from p(x). */
  public static RowsData data(int count, RandomStream random) {
    Tensor rows = Tensor.zeros(count, FEATURES);
    for (int i = 0; i < count; i++) {
      double[] z = {random.nextGaussian(), random.nextGaussian()};
      for (int j = 0; j < FEATURES; j++) {
        double mean = B[j] + z[0] * W[j] + z[1] * W[FEATURES + j];
        rows.data()[i * FEATURES + j] =
            (float) (mean + Math.sqrt(VARIANCE) * random.nextGaussian());
      }
    }
    return new RowsData(rows);
  }

  public static double squaredLength(int k) {
    double sum = 0;
    for (int j = 0; j < FEATURES; j++) {
      sum += W[k * FEATURES + j] * W[k * FEATURES + j];
    }
    return sum;
  }

  static double posteriorVariance(int k) {
    return VARIANCE / (VARIANCE + squaredLength(k));
  }

  /** wₖ·(x − b). */
  public static double projection(Tensor rows, int row, int k) {
    double sum = 0;
    for (int j = 0; j < FEATURES; j++) {
      sum += W[k * FEATURES + j] * (rows.at(row, j) - B[j]);
    }
    return sum;
  }

  static double posteriorMean(Tensor rows, int row, int k) {
    return posteriorVariance(k) * projection(rows, row, k) / VARIANCE;
  }

  /** ‖x − b‖². */
  public static double squaredNorm(Tensor rows, int row) {
    double sum = 0;
    for (int j = 0; j < FEATURES; j++) {
      sum += (rows.at(row, j) - B[j]) * (rows.at(row, j) - B[j]);
    }
    return sum;
  }

  /** ln p(x), from the covariance's eigenvectors wₖ. */
  static double logDensity(Tensor rows, int row) {
    double quadratic = squaredNorm(rows, row) / VARIANCE;
    double logDeterminant = FEATURES * Math.log(VARIANCE);
    for (int k = 0; k < LATENT; k++) {
      double along = projection(rows, row, k) * projection(rows, row, k) / squaredLength(k);
      double total = VARIANCE + squaredLength(k);
      quadratic += along * (1 / total - 1 / VARIANCE);
      logDeterminant += Math.log(total / VARIANCE);
    }
    return -0.5 * (quadratic + logDeterminant + FEATURES * Math.log(2 * Math.PI));
  }

  /** ln p(x), averaged over the rows. */
  public static double meanLogDensity(RowsData data) {
    return IntStream.range(0, data.size())
        .mapToDouble(row -> logDensity(data.rows(), row))
        .average()
        .orElseThrow();
  }

  /** KL(q(z|x) ‖ p(z)) of one dimension of the exact posterior. */
  static double rate(Tensor rows, int row, int k) {
    double mean = posteriorMean(rows, row, k);
    double variance = posteriorVariance(k);
    return 0.5 * (mean * mean + variance - Math.log(variance) - 1);
  }

  /**
   * How much one draw's −ln p(x|z) scatters around its mean: with z = μ + σ ε it is a constant and
   * Σ aₖ εₖ + cₖ εₖ², of variance Σ aₖ² + 2 cₖ².
   */
  static double distortionVariance(Tensor rows, int row) {
    double sum = 0;
    for (int k = 0; k < LATENT; k++) {
      double mean = posteriorMean(rows, row, k);
      double residual = projection(rows, row, k) - mean * squaredLength(k);
      double a = Math.sqrt(posteriorVariance(k)) * residual / VARIANCE;
      double c = posteriorVariance(k) * squaredLength(k) / (2 * VARIANCE);
      sum += a * a + 2 * c * c;
    }
    return sum;
  }
}
