package org.latent4j.testkit;

import java.util.function.DoubleBinaryOperator;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** A prior's density over two latent dimensions, tabulated at a grid of quadrature nodes. */
final class PlaneDensity {
  private static final int NODES = 281;

  private final Quadrature[] axes;
  private final double[] centres;
  private final double[] scales;
  private final double[] densities;

  private PlaneDensity(Quadrature[] axes, double[] centres, double[] scales, double[] densities) {
    this.axes = axes;
    this.centres = centres;
    this.scales = scales;
    this.densities = densities;
  }

  static PlaneDensity of(Prior prior, RandomStream random) {
    Tensor draws = prior.sample(random, 1001);
    Quadrature[] axes = new Quadrature[2];
    double[] centres = new double[2];
    double[] scales = new double[2];
    for (int axis = 0; axis < 2; axis++) {
      Draws coordinate = Draws.ofColumn(draws.data(), 2, axis);
      centres[axis] = coordinate.median();
      scales[axis] = coordinate.scale();
      axes[axis] =
          Quadrature.over(
              Double.NEGATIVE_INFINITY,
              Double.POSITIVE_INFINITY,
              centres[axis],
              scales[axis],
              NODES);
    }
    Tensor grid = Tensor.zeros(NODES * NODES, 2);
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        grid.data()[2 * (i * NODES + j)] = axes[0].node(i);
        grid.data()[2 * (i * NODES + j) + 1] = axes[1].node(j);
      }
    }
    double[] densities = Computation.exactly(tape -> prior.logDensity(tape.constant(grid)));
    for (int i = 0; i < densities.length; i++) {
      densities[i] = Math.exp(densities[i]);
    }
    return new PlaneDensity(axes, centres, scales, densities);
  }

  Estimate total() {
    return integral((x, y) -> 1);
  }

  private Estimate integral(DoubleBinaryOperator function) {
    double fine = 0;
    double coarse = 0;
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        double density = densities[i * NODES + j];
        if (density > 0) {
          double value = density * function.applyAsDouble(axes[0].node(i), axes[1].node(j));
          fine += axes[0].weight(i) * axes[1].weight(j) * value;
          coarse += axes[0].coarseWeight(i) * axes[1].coarseWeight(j) * value;
        }
      }
    }
    return Estimate.ofRules(fine, coarse);
  }

  /**
   * Compares the expectations of bounded functions, which exist whatever the tails: of each
   * coordinate, of its size, and of their product, which sees how they hang together.
   */
  void assertFollowedBy(Tensor draws) {
    assertExpectation("the first coordinate, squashed", draws, (x, y) -> Math.tanh(x));
    assertExpectation("the second coordinate, squashed", draws, (x, y) -> Math.tanh(y));
    assertExpectation(
        "the first coordinate's size, squashed", draws, (x, y) -> x * x / (1 + x * x));
    assertExpectation(
        "the second coordinate's size, squashed", draws, (x, y) -> y * y / (1 + y * y));
    assertExpectation(
        "the product of both, squashed", draws, (x, y) -> Math.tanh(x) * Math.tanh(y));
    assertExpectation(
        "the distance from the centre, squashed", draws, (x, y) -> 1 / (1 + x * x + y * y));
  }

  private void assertExpectation(String what, Tensor draws, DoubleBinaryOperator standardized) {
    DoubleBinaryOperator function =
        (x, y) ->
            standardized.applyAsDouble((x - centres[0]) / scales[0], (y - centres[1]) / scales[1]);
    double[] values = new double[draws.rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(draws.at(i, 0), draws.at(i, 1));
    }
    Draws.of(values).mean().assertIs("the mean of samples of " + what, integral(function));
  }
}
