package org.latent4j.testkit;

/**
 * Double-exponential quadrature (Takahasi and Mori, 1974): the trapezoidal rule after a change of
 * variable that makes the integrand fall off doubly exponentially at the ends. Good for analytic
 * densities with any tails, on the line, a half-line or an interval; where a density has a kink the
 * error falls with the square of the step.
 *
 * <p>Nodes are floats, for that is what densities are asked at.
 */
final class Quadrature {
  /** On the line the outermost nodes are about 1e11 scales from the centre. */
  private static final double REACH = 3.5;

  private final float[] nodes;
  private final double[] weights;

  private Quadrature(float[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /**
   * Nodes and weights for an interval.
   *
   * @param low its lower end, or negative infinity
   * @param high its upper end, or infinity
   * @param centre where the mass is, used where an end is infinite
   * @param scale how wide the mass is, used where an end is infinite
   * @param count an odd number of nodes; every other one is a rule of its own
   */
  static Quadrature over(double low, double high, double centre, double scale, int count) {
    float[] nodes = new float[count];
    double[] weights = new double[count];
    double step = 2 * REACH / (count - 1);
    boolean below = Double.isFinite(low);
    boolean above = Double.isFinite(high);
    double reach = below ? centre - low : high - centre;
    double unit = below == above ? scale : Math.max(scale, reach);
    for (int i = 0; i < count; i++) {
      double t = -REACH + i * step;
      double u = 0.5 * Math.PI * Math.sinh(t);
      double slope = 0.5 * Math.PI * Math.cosh(t) * step;
      double x;
      if (below && above) {
        double half = 0.5 * (high - low);
        x = low + half * (1 + Math.tanh(u));
        slope *= half / Math.pow(Math.cosh(u), 2);
      } else if (below || above) {
        x = below ? low + unit * Math.exp(u) : high - unit * Math.exp(-u);
        slope *= unit * Math.exp(below ? u : -u);
      } else {
        x = centre + unit * Math.sinh(u);
        slope *= unit * Math.cosh(u);
      }
      nodes[i] = inside((float) x, low, high);
      weights[i] = slope;
    }
    return new Quadrature(nodes, weights);
  }

  /** A density may be infinite at an end. */
  private static float inside(float x, double low, double high) {
    float raised = x <= low ? Math.nextUp((float) low) : x;
    return raised >= high ? Math.nextDown((float) high) : raised;
  }

  int size() {
    return nodes.length;
  }

  float node(int i) {
    return nodes[i];
  }

  double weight(int i) {
    return weights[i];
  }

  /** The weight of a node in the rule that takes every other node. */
  double coarseWeight(int i) {
    return i % 2 == 1 ? 2 * weights[i] : 0;
  }
}
