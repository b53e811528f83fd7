package org.latent4j.priors;

import java.util.Optional;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * Independent Laplace coordinates, p(z) = Π e^(−|zᵢ|/b) / 2b, of variance 2b²: ln p(z) = −Σ |zᵢ|/b
 * − d ln 2b, in nats.
 *
 * <p>Its divergence from a diagonal Gaussian has a closed form, since E|z| under N(μ, σ²) is the
 * mean of the folded normal distribution (Leone, Nelson and Nottingham, 1961): KL = Σ E|zᵢ|/b + ln
 * 2b − ½ ln 2πe σᵢ² with E|z| = σ √(2/π) e^(−μ²/2σ²) + |μ| erf(|μ|/σ√2).
 */
public final class LaplacePrior implements Prior {
  private final int latent;
  private final double scale;

  private LaplacePrior(int latent, double scale) {
    this.latent = latent;
    this.scale = scale;
  }

  /**
   * A Laplace prior.
   *
   * @param latent the number of latent dimensions, at least 1
   * @param scale b, positive
   * @throws IllegalArgumentException if either is out of range
   */
  public static LaplacePrior of(int latent, double scale) {
    if (latent < 1 || !(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException(
          "a Laplace prior of " + latent + " latent dimensions and scale " + scale);
    }
    return new LaplacePrior(latent, scale);
  }

  @Override
  public int latent() {
    return latent;
  }

  @Override
  public Var logDensity(Var z) {
    return z.abs().rowSums().times(-1 / scale).minus(latent * Math.log(2 * scale));
  }

  /** Draws by inverting the distribution function. */
  @Override
  public void sample(RandomStream random, Tensor into) {
    float[] values = into.data();
    for (int i = 0; i < values.length; i++) {
      double u = random.nextDouble() - 0.5; // in [-½, ½)
      // ln(1 − 2|u|), which for u = −½ would be −∞.
      double magnitude = -scale * Math.log(Math.max(1 - 2 * Math.abs(u), Double.MIN_NORMAL));
      values[i] = (float) Math.copySign(magnitude, u);
    }
  }

  @Override
  public Optional<Var> klFrom(Posterior posterior) {
    return klByDimension(posterior).map(Var::rowSums);
  }

  @Override
  public Optional<Var> klByDimension(Posterior posterior) {
    return posterior instanceof DiagonalGaussian q
        ? Optional.of(klByDimension(q))
        : Optional.empty();
  }

  private Var klByDimension(DiagonalGaussian q) {
    Var magnitude = q.mean().abs();
    Var deviation = q.logVariance().times(0.5).exp();
    Var standardized = magnitude.dividedBy(deviation).times(Math.sqrt(0.5));
    Var bell = standardized.square().negate().exp();
    Var foldedMean =
        deviation
            .times(Math.sqrt(2 / Math.PI))
            .times(bell)
            .plus(magnitude.times(erf(standardized, bell)));
    double constant = Math.log(2 * scale) - 0.5 * Math.log(2 * Math.PI * Math.E);
    return foldedMean.times(1 / scale).minus(q.logVariance().times(0.5)).plus(constant);
  }

  /**
   * The error function of x ≥ 0, to within 1.5e-7, as good as single precision (Abramowitz and
   * Stegun, 1964, formula 7.1.26).
   *
   * @param bell e^(−x²)
   */
  private static Var erf(Var x, Var bell) {
    Var one = x.tape().constant(1);
    Var t = one.dividedBy(x.times(0.3275911).plus(1));
    Var polynomial =
        t.times(1.061405429)
            .plus(-1.453152027)
            .times(t)
            .plus(1.421413741)
            .times(t)
            .plus(-0.284496736)
            .times(t)
            .plus(0.254829592)
            .times(t);
    return one.minus(polynomial.times(bell));
  }

  @Override
  public String toString() {
    return "Laplace(0, " + scale + ")";
  }
}
