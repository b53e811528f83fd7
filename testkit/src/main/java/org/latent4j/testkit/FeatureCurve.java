package org.latent4j.testkit;

import java.util.Arrays;
import java.util.List;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.Tensor;

/**
 * The distribution of one feature under a likelihood, the others held at given values: a density or
 * a mass function, up to the factor that the others contribute.
 */
final class FeatureCurve {
  private static final int NODES = 2001;

  private final double[] atoms;
  private final double[] masses;
  private final List<DensityCurve> density;

  private FeatureCurve(double[] atoms, double[] masses, List<DensityCurve> density) {
    this.atoms = atoms;
    this.masses = masses;
    this.density = density;
  }

  /**
   * Tabulates exp(ln p(x) − ln p(x₀)) over one feature of x.
   *
   * @param outputs the decoder's, one row
   * @param base x₀, one row
   * @param atoms the values that have mass; none for a density
   * @param draws of the feature, which say where the density is
   */
  static FeatureCurve of(
      Likelihood likelihood,
      Tensor outputs,
      Tensor base,
      int feature,
      List<Double> atoms,
      Draws draws) {
    double shift = logDensities(likelihood, outputs, base)[0];
    if (!atoms.isEmpty()) {
      double[] values = atoms.stream().mapToDouble(Double::doubleValue).toArray();
      Tensor x = Computation.repeated(base, 0, values.length);
      for (int i = 0; i < values.length; i++) {
        x.data()[i * base.columns() + feature] = (float) values[i];
      }
      double[] masses = logDensities(likelihood, outputs, x);
      for (int i = 0; i < masses.length; i++) {
        masses[i] = Math.exp(masses[i] - shift);
      }
      return new FeatureCurve(values, masses, List.of());
    }
    Support support = likelihood.support(feature);
    Quadrature line =
        Quadrature.over(support.low(), support.high(), draws.median(), draws.scale(), NODES);
    Tensor x = Computation.repeated(base, 0, line.size());
    for (int i = 0; i < line.size(); i++) {
      x.data()[i * base.columns() + feature] = line.node(i);
    }
    double[] logDensities = logDensities(likelihood, outputs, x);
    return new FeatureCurve(
        new double[0], new double[0], List.of(DensityCurve.of(line, logDensities, shift)));
  }

  private static double[] logDensities(Likelihood likelihood, Tensor outputs, Tensor x) {
    Tensor rows = Computation.repeated(outputs, 0, x.rows());
    return Computation.exactly(
        tape -> likelihood.logDensity(tape.constant(rows), tape.constant(x)));
  }

  /** The sum or integral over the feature: 1 / p(x₀'s feature), if features are independent. */
  Estimate total() {
    if (!density.isEmpty()) {
      return density.get(0).total();
    }
    double sum = Arrays.stream(masses).sum();
    return new Estimate(sum, 1e-9 * sum);
  }

  Estimate mean() {
    if (!density.isEmpty()) {
      return density.get(0).mean();
    }
    double moment = 0;
    double size = 0;
    for (int i = 0; i < atoms.length; i++) {
      moment += masses[i] * atoms[i];
      size += masses[i] * Math.abs(atoms[i]);
    }
    double total = total().value();
    return new Estimate(moment / total, 1e-6 * size / total);
  }

  void assertFollowedBy(String what, Draws draws) {
    if (!density.isEmpty()) {
      draws.assertFollow(what, density.get(0));
      return;
    }
    double covered = 0;
    for (int i = 0; i < atoms.length; i++) {
      double probability = masses[i] / total().value();
      double share = draws.share(atoms[i]);
      covered += share;
      // The standard error of a share, under the probability that it should have.
      double error =
          Draws.STANDARD_ERRORS * Math.sqrt(probability * (1 - probability) / draws.count());
      new Estimate(share, error + 1.0 / draws.count())
          .assertIs(what + ": the share of " + atoms[i], probability);
    }
    new Estimate(covered, 1e-9).assertIs(what + ": the share of all values that have mass", 1);
  }
}
