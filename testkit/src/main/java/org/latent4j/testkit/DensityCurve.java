package org.latent4j.testkit;

/** A density on the line, tabulated at the nodes of a quadrature. */
final class DensityCurve {
  private final Quadrature quadrature;
  private final double[] densities;
  private final double[] cumulative;

  private DensityCurve(Quadrature quadrature, double[] densities) {
    this.quadrature = quadrature;
    this.densities = densities;
    this.cumulative = new double[densities.length];
    double sum = 0;
    for (int i = 0; i < densities.length; i++) {
      // A node's weight reaches half a step to either side.
      double mass = quadrature.weight(i) * densities[i];
      cumulative[i] = sum + 0.5 * mass;
      sum += mass;
    }
  }

  /**
   * A density given by its logarithm, up to a factor.
   *
   * @param shift is taken from each logarithm
   */
  static DensityCurve of(Quadrature quadrature, double[] logDensities, double shift) {
    double[] densities = new double[logDensities.length];
    for (int i = 0; i < densities.length; i++) {
      densities[i] = Math.exp(logDensities[i] - shift);
    }
    return new DensityCurve(quadrature, densities);
  }

  /** The integral over the line. */
  Estimate total() {
    return integral(false);
  }

  /** The mean of the distribution that is proportional to the density. */
  Estimate mean() {
    Estimate moment = integral(true);
    Estimate total = total();
    double mean = moment.value() / total.value();
    double relative = total.error() / total.value();
    // Where the mean is near 0, the moment's error is relative to the spread around it.
    double spread = 0;
    for (int i = 0; i < densities.length; i++) {
      spread += quadrature.weight(i) * densities[i] * Math.abs(quadrature.node(i));
    }
    spread /= total.value();
    return new Estimate(
        mean, moment.error() / total.value() + (relative + 1e-6) * (Math.abs(mean) + spread));
  }

  private Estimate integral(boolean ofMoment) {
    double fine = 0;
    double coarse = 0;
    for (int i = 0; i < densities.length; i++) {
      // Far out a density is 0, and 0 times an infinite moment would be no number.
      double value = densities[i] == 0 ? 0 : densities[i] * (ofMoment ? quadrature.node(i) : 1);
      fine += quadrature.weight(i) * value;
      coarse += quadrature.coarseWeight(i) * value;
    }
    return Estimate.ofRules(fine, coarse);
  }

  /** The probability of less than x, of the distribution that is proportional to the density. */
  double below(double x) {
    double all = total().value();
    int low = 0;
    int high = densities.length - 1;
    if (x <= quadrature.node(low)) {
      return 0;
    }
    if (x >= quadrature.node(high)) {
      return 1;
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (quadrature.node(middle) <= x) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double width = (double) quadrature.node(high) - quadrature.node(low);
    double part = width > 0 ? (x - quadrature.node(low)) / width : 0;
    return (cumulative[low] + part * (cumulative[high] - cumulative[low])) / all;
  }

  /** The largest mass between two nodes: what interpolation may be wrong by. */
  double resolution() {
    double largest = 0;
    for (int i = 0; i < densities.length; i++) {
      largest = Math.max(largest, quadrature.weight(i) * densities[i]);
    }
    return largest / total().value();
  }
}
