package org.latent4j.benchmarks.kernels;

import org.latent4j.kernels.blas.Blas;
import org.latent4j.kernels.blas.BlasLadder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A layer's three products by the rungs of the BLAS ladder, on one thread; 784 and 400 units. */
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Products extends Comparison {
  /** Which of C = op(A) · op(B). */
  public enum Kind {
    /** A · B: the layer forward. */
    FORWARD,
    /** A · Bᵀ: the gradient of its input. */
    INPUT_GRADIENT,
    /** Aᵀ · B: the gradient of its weight. */
    WEIGHT_GRADIENT
  }

  /** The operands and the result. */
  @State(Scope.Thread)
  public static class Product {
    private static final int INPUTS = 784;
    private static final int OUTPUTS = 400;

    /** The rung. */
    @Param({"onednn", "openblas"})
    public String blas = "";

    /** The kind. */
    @Param public Kind kind = Kind.FORWARD;

    /** Examples. */
    @Param({"8", "20", "64", "128", "512"})
    public int batch;

    private Blas library = BlasLadder.JAVA.open();
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
      library = BlasLadder.open(blas);
      transposeA = kind == Kind.WEIGHT_GRADIENT;
      transposeB = kind == Kind.INPUT_GRADIENT;
      m = transposeA ? INPUTS : batch;
      n = transposeB ? INPUTS : OUTPUTS;
      k = transposeA ? batch : transposeB ? OUTPUTS : INPUTS;
      a = normal("a", m * k).data();
      b = normal("b", k * n).data();
      c = new float[m * n];
    }
  }

  /** One product. */
  @Benchmark
  public float[] multiply(Product p) {
    int lda = p.transposeA ? p.m : p.k;
    int ldb = p.transposeB ? p.k : p.n;
    p.library.multiply(
        p.transposeA, p.transposeB, p.m, p.n, p.k, p.a, 0, lda, p.b, 0, ldb, 0, p.c, 0, p.n);
    return p.c;
  }
}
