package org.latent4j.priors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * A learned mixture of diagonal Gaussians, p(z) = Σ wₖ N(z; μₖ, diag σₖ²), in nats. Weights are the
 * softmax of logits; variances are σ² = {@value #FLOOR} + e^ρ, so that no component can shrink onto
 * a single code. There is no closed form of its divergence from a Gaussian.
 *
 * <p>Means start at random, weights equal and variances at 1.
 */
public final class MixturePrior implements Prior {
  /** No variance falls below it. */
  public static final double FLOOR = 1e-4;

  private final Parameter logits;
  private final Parameter means;
  private final Parameter rhos;

  private MixturePrior(Parameter logits, Parameter means, Parameter rhos) {
    this.logits = logits;
    this.means = means;
    this.rhos = rhos;
  }

  /**
   * A mixture of components of variance 1 whose means are drawn from N(0, spread²).
   *
   * @param name the prefix of its parameters' names, such as {@code prior}
   * @param latent the number of latent dimensions, at least 1
   * @param components how many Gaussians, at least 1
   * @param spread the standard deviation of the means at the start, not negative; with 0 all
   *     components are the same and remain so
   * @throws IllegalArgumentException if a number is out of range
   */
  public static MixturePrior of(
      String name, int latent, int components, double spread, RandomStream random) {
    if (latent < 1 || components < 1 || !(spread >= 0 && Double.isFinite(spread))) {
      throw new IllegalArgumentException(
          "a mixture of "
              + components
              + " components over "
              + latent
              + " latent dimensions with spread "
              + spread);
    }
    Tensor means = random.gaussian(components, latent);
    for (int i = 0; i < means.size(); i++) {
      means.data()[i] = (float) (spread * means.data()[i]);
    }
    Tensor rhos = Tensor.zeros(components, latent);
    Arrays.fill(rhos.data(), (float) Math.log(1 - FLOOR));
    return new MixturePrior(
        Parameter.trainable(name + ".logits", Tensor.zeros(components)),
        Parameter.trainable(name + ".mean", means),
        Parameter.trainable(name + ".log-variance", rhos));
  }

  @Override
  public int latent() {
    return means.value().columns();
  }

  /** How many Gaussians it mixes. */
  public int components() {
    return means.value().rows();
  }

  @Override
  public Var logDensity(Var z) {
    Tape tape = z.tape();
    int d = latent();
    int k = components();
    // ln σ² = ln(floor + e^ρ)
    double least = Math.log(FLOOR);
    Var logVariances = tape.parameter(rhos).minus(least).softplus().plus(least);
    Var precisions = logVariances.negate().exp();
    Var centres = tape.parameter(means);
    List<Var> distances = new ArrayList<>();
    for (int component = 0; component < k; component++) {
      Var centre = centres.rows(component, component + 1).reshape(d);
      Var precision = precisions.rows(component, component + 1).reshape(d);
      distances.add(z.minus(centre).square().times(precision).rowSums());
    }
    Var scores = tape.parameter(logits);
    Var logWeights = scores.minus(scores.reshape(1, k).logSumExp());
    Var normalizers =
        logWeights.minus(logVariances.rowSums().times(0.5)).minus(0.5 * d * Math.log(2 * Math.PI));
    return tape.concatenate(distances).times(-0.5).plus(normalizers).logSumExp();
  }

  /** Draws a component for each row, then the code from it. */
  @Override
  public void sample(RandomStream random, Tensor into) {
    double[] cumulative = cumulativeWeights();
    int d = latent();
    float[] values = into.data();
    for (int row = 0; row < into.rows(); row++) {
      int component = component(cumulative, random.nextDouble());
      random.fillGaussian(values, row * d, d);
      for (int i = 0; i < d; i++) {
        double deviation = Math.sqrt(FLOOR + Math.exp(rhos.value().at(component, i)));
        int at = row * d + i;
        values[at] = (float) (means.value().at(component, i) + deviation * values[at]);
      }
    }
  }

  private double[] cumulativeWeights() {
    float[] scores = logits.value().data();
    double greatest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      greatest = Math.max(greatest, score);
    }
    double[] cumulative = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += Math.exp(scores[i] - greatest);
      cumulative[i] = sum;
    }
    return cumulative;
  }

  /** The first component up to which the weights add to more than u of the whole. */
  private static int component(double[] cumulative, double u) {
    int last = cumulative.length - 1;
    double target = u * cumulative[last];
    for (int i = 0; i < last; i++) {
      if (target < cumulative[i]) {
        return i;
      }
    }
    return last;
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(logits, means, rhos);
  }

  @Override
  public String toString() {
    return "mixture of " + components() + " Gaussians";
  }
}
