package org.example.studentt;

import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * Independent features, each with Student's t distribution around what the decoder puts out: with
 * location μ, scale s and ν degrees of freedom,
 *
 * <p>ln p(x|z) = Σ ln Γ((ν+1)/2) − ln Γ(ν/2) − ½ ln(νπ) − ln s − (ν+1)/2 · ln(1 + ((x − μ)/s)²/ν).
 *
 * <p>Far from μ the density falls like a power and not like a Gaussian, so that a few outliers do
 * not pull the decoder towards themselves. For ν → ∞ it becomes the Gaussian with deviation s.
 */
public final class StudentTLikelihood implements Likelihood {
  private final int features;
  private final int degreesOfFreedom;
  private final Parameter logScale;

  /**
   * A likelihood.
   *
   * @param features how many
   * @param degreesOfFreedom ν, at least 2: with fewer there is no mean
   * @param logScale ln s of all features, {@code [1]}; trainable if it is to be learned
   */
  StudentTLikelihood(int features, int degreesOfFreedom, Parameter logScale) {
    this.features = features;
    this.degreesOfFreedom = degreesOfFreedom;
    this.logScale = logScale;
  }

  @Override
  public int features() {
    return features;
  }

  /** One number a feature: μ. */
  @Override
  public int decoderOutputs() {
    return features;
  }

  @Override
  public Support support(int feature) {
    return Support.REAL_LINE;
  }

  @Override
  public Var logDensity(Var location, Var x) {
    double nu = degreesOfFreedom;
    Var logS = x.tape().parameter(logScale);
    Var t = x.minus(location).times(logS.negate().exp());
    return t.square()
        .times(1 / nu)
        .log1p()
        .times(-(nu + 1) / 2)
        .minus(logS)
        .plus(Math.log(gammaRatio(degreesOfFreedom)) - 0.5 * Math.log(nu * Math.PI))
        .rowSums();
  }

  /** Γ((ν+1)/2) / Γ(ν/2), from that of ν − 2 by Γ(x+1) = x Γ(x). */
  private static double gammaRatio(int nu) {
    if (nu <= 2) {
      return nu == 1 ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2;
    }
    return gammaRatio(nu - 2) * (nu - 1) / (nu - 2);
  }

  @Override
  public Var mean(Var location) {
    return location;
  }

  /** Draws by the polar method (Bailey, 1994): √(ν (U^(−2/ν) − 1)) · cos 2πV is Student's t. */
  @Override
  public Tensor sample(Tensor location, RandomStream random) {
    double nu = degreesOfFreedom;
    double scale = Math.exp(logScale.value().at(0, 0));
    Tensor x = location.copy();
    float[] values = x.data();
    for (int i = 0; i < values.length; i++) {
      double u = 1 - random.nextDouble(); // in (0, 1]
      double radius = Math.sqrt(nu * Math.expm1(-2 / nu * Math.log(u)));
      values[i] += (float) (scale * radius * Math.cos(2 * Math.PI * random.nextDouble()));
    }
    return x;
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(logScale);
  }
}
