package org.latent4j.evaluation.samples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.SampleMean;

/**
 * The squared Fréchet distance between normal distributions with the means and covariances of two
 * samples (Dowson and Landau, 1982; Heusel et al., 2017): ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2 (Σ₁ Σ₂)^½).
 * For finite samples it is too large, by less the more there are.
 */
final class FrechetDistance {
  /** Groups of the jackknife. */
  private static final int GROUPS = 10;

  private static final double RIDGE = 1e-12;

  /** How far from symmetric a matrix may be, relatively; it is made so. */
  private static final double SYMMETRY = 1e-15;

  /** Rows that a sample needs. */
  static final int LEAST = 2 * GROUPS;

  private FrechetDistance() {}

  /**
   * Between two samples in random order of at least {@link #LEAST} rows each. The standard error is
   * the delete-a-group jackknife's: what becomes of the distance if a tenth of both is left out.
   */
  static Estimate between(Tensor first, Tensor second, Map<String, Object> settings) {
    List<Moments> ones = groups(first);
    List<Moments> others = groups(second);
    Moments one = ones.stream().reduce(Moments::plus).orElseThrow();
    Moments other = others.stream().reduce(Moments::plus).orElseThrow();
    SampleMean without = new SampleMean();
    for (int group = 0; group < GROUPS; group++) {
      without.add(between(one.minus(ones.get(group)), other.minus(others.get(group))));
    }
    double error = (GROUPS - 1) * without.standardError();
    return Estimate.of(between(one, other), error, settings);
  }

  private static List<Moments> groups(Tensor rows) {
    List<Moments> groups = new ArrayList<>();
    for (int group = 0; group < GROUPS; group++) {
      int from = group * rows.rows() / GROUPS;
      int to = (group + 1) * rows.rows() / GROUPS;
      groups.add(Moments.of(Moments.matrix(rows.copyOfRows(from, to))));
    }
    return groups;
  }

  private static double between(Moments one, Moments other) {
    RealVector apart = one.mean().subtract(other.mean());
    RealMatrix first = one.covariance();
    RealMatrix second = other.covariance();
    // tr (Σ₁ Σ₂)^½ is the sum of the singular values of L₁ᵀ L₂, where Σ = L Lᵀ.
    RealMatrix factors = factor(first).transposeMultiply(factor(second));
    double common =
        Arrays.stream(new SingularValueDecomposition(factors).getSingularValues()).sum();
    return apart.dotProduct(apart) + first.getTrace() + second.getTrace() - 2 * common;
  }

  /**
   * L of Σ = L Lᵀ. Covariances of features are often singular, since units may be off for all
   * examples; a ridge of 1e-12 of the trace keeps rounding from making them indefinite.
   */
  private static RealMatrix factor(RealMatrix covariance) {
    double ridge = Math.max(RIDGE * covariance.getTrace(), Double.MIN_NORMAL);
    RealMatrix symmetric = covariance.add(covariance.transpose()).scalarMultiply(0.5);
    for (int i = 0; i < symmetric.getRowDimension(); i++) {
      symmetric.addToEntry(i, i, ridge);
    }
    return new CholeskyDecomposition(symmetric, SYMMETRY, 0).getL();
  }
}
