package org.latent4j.kernels.fused;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * z = μ + exp(½ ln σ²) ε. Where there may be a backward pass, one pass over the numbers makes the
 * draw and the divergence of N(μ, σ²) from N(0, I), and one their gradients: {@link GaussianKl}.
 */
final class Reparameterization extends Node {
  /** What an exponential and the rest take for a number, in cheap operations. */
  private static final long OPERATIONS = 8;

  private final Node mean;
  private final Node logVariance;
  private final Node noise;
  private final float[] deviation;

  /** For each row, KL(N(μ, σ²) ‖ N(0, I)). */
  private final float @Nullable [] divergence;

  /** The gradient of the divergence that goes with this draw's, and the 1/s² of its prior. */
  private float @Nullable [] divergenceGradient;

  private float precision;

  Reparameterization(Node mean, Node logVariance, Node noise) {
    super(mean.tape, mean.rows, mean.columns, mean.vector);
    if (!logVariance.sameShapeAs(mean) || !noise.sameShapeAs(mean)) {
      throw new IllegalArgumentException(
          "reparameterised sample of mean "
              + Arrays.toString(mean.shape())
              + ", log variance "
              + Arrays.toString(logVariance.shape())
              + " and noise "
              + Arrays.toString(noise.shape())
              + "; all must have the same shape");
    }
    this.mean = mean;
    this.logVariance = logVariance;
    this.noise = noise;
    boolean known = logVariance.hasDeviations();
    this.deviation = known ? logVariance.deviations() : tape.take(size());
    this.divergence = tape.differentiable && !vector ? tape.take(rows) : null;
    tape.shareAlignedRows(
        rows,
        OPERATIONS * columns,
        (from, to) -> {
          if (!known) {
            logVariance.computeDeviations(deviation, from * columns, to * columns);
          }
          for (int row = from; row < to; row++) {
            draw(row * columns, (row + 1) * columns);
            if (divergence != null) {
              divergence[row] = GaussianKl.ofRow(mean, logVariance, deviation, row, 1, 0);
            }
          }
        });
    logVariance.keep(deviation, this);
  }

  private void draw(int from, int to) {
    for (int i = from; i < to; i++) {
      data[i] = mean.data[i] + deviation[i] * noise.data[i];
    }
  }

  /** The divergence from N(0, I), if it was made with the draw, of these. */
  float @Nullable [] divergence(Node mean) {
    return mean == this.mean ? divergence : null;
  }

  /**
   * Takes the gradient of a divergence from N(0, s² I) along with its own, if it can.
   *
   * @param dy for each row
   * @param precision 1/s²
   * @return whether it does
   */
  boolean takesAlong(Node mean, float[] dy, float precision) {
    if (mean != this.mean || !wanted || divergenceGradient != null) {
      return false;
    }
    divergenceGradient = dy;
    this.precision = precision;
    gradientToAddTo(); // there is one from now on, so that backward is called
    return true;
  }

  @Override
  boolean inputsWanted() {
    return mean.wanted || logVariance.wanted || noise.wanted;
  }

  @Override
  void backward() {
    float[] dz = gradient();
    float @Nullable [] dy = divergenceGradient;
    divergenceGradient = null;
    float @Nullable [] dm = mean.wanted ? mean.gradientToAddTo() : null;
    float @Nullable [] dv = logVariance.wanted ? logVariance.gradientToAddTo() : null;
    float @Nullable [] dn = noise.wanted ? noise.gradientToAddTo() : null;
    for (int row = 0; row < rows; row++) {
      int from = row * columns;
      int to = from + columns;
      if (dm != null) {
        for (int i = from; i < to; i++) {
          dm[i] += dz[i];
        }
      }
      if (dv != null) {
        for (int i = from; i < to; i++) {
          dv[i] += dz[i] * 0.5f * deviation[i] * noise.data[i];
        }
      }
      if (dn != null) {
        for (int i = from; i < to; i++) {
          dn[i] += dz[i] * deviation[i];
        }
      }
      if (dy != null) {
        GaussianKl.addGradientOfRow(mean, deviation, row, precision, dy[row], dm, dv);
      }
    }
  }
}
