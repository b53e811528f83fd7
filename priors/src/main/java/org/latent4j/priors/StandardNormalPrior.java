package org.latent4j.priors;

import java.util.Optional;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * p(z) = N(0, s² I): ln p(z) = −½ ‖z‖²/s² − d ln s − ½ d ln 2π, in nats. Its divergence from a
 * diagonal Gaussian has a closed form, KL(N(μ, σ²)‖N(0, s² I)) = ½ Σ ((μ² + σ²)/s² − ln σ² + ln s²
 * − 1) (Kingma and Welling, 2014, appendix B, there for s = 1).
 */
public final class StandardNormalPrior implements Prior {
  private final int latent;
  private final double scale;

  private StandardNormalPrior(int latent, double scale) {
    this.latent = latent;
    this.scale = scale;
  }

  /** N(0, I). */
  public static StandardNormalPrior of(int latent) {
    return of(latent, 1);
  }

  /**
   * N(0, s² I).
   *
   * @param latent the number of latent dimensions, at least 1
   * @param scale s, the standard deviation of each coordinate, positive
   * @throws IllegalArgumentException if either is out of range
   */
  public static StandardNormalPrior of(int latent, double scale) {
    if (latent < 1 || !(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException(
          "a normal prior of " + latent + " latent dimensions and scale " + scale);
    }
    return new StandardNormalPrior(latent, scale);
  }

  @Override
  public int latent() {
    return latent;
  }

  @Override
  public Var logDensity(Var z) {
    double normalizer = latent * (Math.log(scale) + 0.5 * Math.log(2 * Math.PI));
    return z.square().rowSums().times(-0.5 / (scale * scale)).minus(normalizer);
  }

  @Override
  public void sample(RandomStream random, Tensor into) {
    float[] values = into.data();
    random.fillGaussian(values, 0, values.length);
    if (scale != 1) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (scale * values[i]);
      }
    }
  }

  @Override
  public Optional<Var> klFrom(Posterior posterior) {
    return posterior instanceof DiagonalGaussian q
        ? Optional.of(q.mean().tape().gaussianKl(q.mean(), q.logVariance(), scale))
        : Optional.empty();
  }

  @Override
  public Optional<Var> klByDimension(Posterior posterior) {
    return posterior instanceof DiagonalGaussian q
        ? Optional.of(klByDimension(q))
        : Optional.empty();
  }

  private Var klByDimension(DiagonalGaussian q) {
    Var squares = q.mean().square().plus(q.logVariance().exp()).times(1 / (scale * scale));
    return squares.minus(q.logVariance()).plus(2 * Math.log(scale) - 1).times(0.5);
  }

  @Override
  public String toString() {
    return scale == 1 ? "N(0, I)" : "N(0, " + scale + "² I)";
  }
}
