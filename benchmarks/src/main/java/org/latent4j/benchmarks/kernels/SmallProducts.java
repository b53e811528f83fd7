package org.latent4j.benchmarks.kernels;

import org.latent4j.kernels.blas.Blas;
import org.latent4j.kernels.blas.BlasLadder;
import org.latent4j.kernels.blas.UnpackedBlas;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Products of which one side is small, on one thread: without packing, and by the best library. The
 * others are 784 and 400.
 */
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SmallProducts extends Comparison {
  /** Which side of C = op(A) · op(B) is small. */
  public enum Kind {
    /** A · B with few rows: a layer forward. */
    FEW_ROWS,
    /** A · Bᵀ with few rows: the gradient of a layer's input. */
    FEW_ROWS_B_TRANSPOSED,
    /** Aᵀ · B of few terms: the gradient of a layer's weight. */
    FEW_TERMS_A_TRANSPOSED,
    /** A · B of few terms: a layer forward, from few latent dimensions. */
    FEW_TERMS
  }

  /** The operands and the result. */
  @State(Scope.Thread)
  public static class Product {
    private static final int LONG = 784;
    private static final int SHORT = 400;

    /** The kind. */
    @Param public Kind kind = Kind.FEW_ROWS;

    /** Rows, or terms. */
    @Param({"8", "20", "24", "32", "64"})
    public int small;

    private final Blas unpacked = new UnpackedBlas();
    private final Blas library = BlasLadder.best();
    private boolean transposeA;
    private boolean transposeB;
    private int m;
    private int n;
    private int k;
    private float[] a = {};
    private float[] b = {};
    private float[] c = {};

    /** Fills the operands. */
    @Setup
    public void fill() {
      transposeA = kind == Kind.FEW_TERMS_A_TRANSPOSED;
      transposeB = kind == Kind.FEW_ROWS_B_TRANSPOSED;
      boolean fewRows = kind == Kind.FEW_ROWS || transposeB;
      m = fewRows ? small : LONG;
      n = transposeB ? LONG : SHORT;
      k = !fewRows ? small : transposeB ? SHORT : LONG;
      a = normal("a", m * k).data();
      b = normal("b", k * n).data();
      c = new float[m * n];
    }

    private float[] by(Blas blas) {
      int lda = transposeA ? m : k;
      int ldb = transposeB ? k : n;
      blas.multiply(transposeA, transposeB, m, n, k, a, 0, lda, b, 0, ldb, 0, c, 0, n);
      return c;
    }
  }

  /** Without packing. */
  @Benchmark
  public float[] unpacked(Product product) {
    return product.by(product.unpacked);
  }

  /** By the library. */
  @Benchmark
  public float[] library(Product product) {
    return product.by(product.library);
  }
}
