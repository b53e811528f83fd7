package org.latent4j.kernels.blas;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products on the Vector API that read the operands where they lie. A BLAS library copies both into
 * an order of its own first, which is soon repaid in large products, and in small ones takes longer
 * than the product. Each number of the result is one chain of fused multiply-adds, in order: the
 * same bits however the product is cut. No vector is handed from one method to another, lest the
 * compiler make an object of it.
 */
public final class UnpackedBlas implements Blas {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 4;

  /** Up to so many rows it has been found faster; docs/performance.md. */
  private static final int FEW_ROWS = 24;

  /** Up to so many terms of a sum it has been found faster, or as fast on older JDKs. */
  private static final int FEW_TERMS = 20;

  private static final int WIDE = 3 * LANES;

  /** As many rows of B, in stretches of {@link #WIDE} numbers, as stay in the nearest cache. */
  private static final int DEPTH = 256;

  /** What sums start from where the result is not added to. */
  private static final float[] ZEROS = new float[WIDE];

  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  /** A thread's own arrays, which only grow. */
  private static final class Scratch {
    private float[] operand = new float[0];
    private float[] result = new float[0];

    float[] operand(int length) {
      if (operand.length < length) {
        operand = new float[length];
      }
      return operand;
    }

    float[] result(int length) {
      if (result.length < length) {
        result = new float[length];
      }
      return result;
    }
  }

  /**
   * Whether it is likely to be faster than a library: an operand that is small, or narrow where it
   * is gone through, is worth no packing of the other.
   */
  public static boolean suits(boolean transposeA, boolean transposeB, int m, int n, int k) {
    if (transposeB) {
      return !transposeA && m <= FEW_ROWS;
    }
    boolean fewRows = !transposeA && m <= FEW_ROWS;
    return (fewRows || k <= FEW_TERMS) && n >= WIDE;
  }

  @Override
  public String description() {
    return "Vector API, " + SPECIES.vectorBitSize() + " bits, nothing packed";
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    if (transposeA && transposeB) {
      throw new IllegalArgumentException("not both operands may be transposed");
    }
    boolean add = beta != 0;
    if (transposeB) {
      multiplyByTransposed(m, n, k, a, aOffset, lda, b, bOffset, ldb, add, c, cOffset, ldc);
      return;
    }
    int row = transposeA ? 1 : lda;
    int step = transposeA ? lda : 1;
    multiply(m, n, k, a, aOffset, row, step, b, bOffset, ldb, add, c, cOffset, ldc);
  }

  /** A · B, with A(i, l) at aOffset + i row + l step. */
  private void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int row,
      int step,
      float[] b,
      int bOffset,
      int ldb,
      boolean add,
      float[] c,
      int cOffset,
      int ldc) {
    int whole = n - n % LANES;
    int from = 0;
    do {
      int depth = Math.min(DEPTH, k - from);
      boolean more = add || from > 0;
      int a0 = aOffset + from * step;
      int b0 = bOffset + from * ldb;
      int j = 0;
      for (; j + WIDE <= whole; j += WIDE) {
        wide(m, depth, a, a0, row, step, b, b0 + j, ldb, more, c, cOffset + j, ldc);
      }
      for (; j < whole; j += LANES) {
        narrow(m, depth, a, a0, row, step, b, b0 + j, ldb, more, c, cOffset + j, ldc);
      }
      if (j < n) {
        rest(m, n - j, depth, a, a0, row, step, b, b0 + j, ldb, more, c, cOffset + j, ldc);
      }
      from += DEPTH;
    } while (from < k);
  }

  /** A · Bᵀ as the transpose of B · Aᵀ: A is packed, being small. */
  private void multiplyByTransposed(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean add,
      float[] c,
      int cOffset,
      int ldc) {
    int width = (m + LANES - 1) / LANES * LANES;
    Scratch own = scratch.get();
    float[] packed = own.operand(k * width);
    for (int i = 0; i < m; i++) {
      for (int l = 0; l < k; l++) {
        packed[l * width + i] = a[aOffset + i * lda + l];
      }
    }
    for (int l = 0; l < k; l++) {
      for (int i = m; i < width; i++) {
        packed[l * width + i] = 0;
      }
    }
    // As many rows of the transposed result as stay in a cache until they are turned.
    int most = Math.max(ROWS, (1 << 12) / width / ROWS * ROWS);
    float[] turned = own.result(Math.min(n, most) * width);
    for (int from = 0; from < n; from += most) {
      int rows = Math.min(most, n - from);
      if (add) {
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < rows; j++) {
            turned[j * width + i] = c[cOffset + i * ldc + from + j];
          }
        }
      }
      multiply(
          rows, width, k, b, bOffset + from * ldb, ldb, 1, packed, 0, width, add, turned, 0, width);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < rows; j++) {
          c[cOffset + i * ldc + from + j] = turned[j * width + i];
        }
      }
    }
  }

  /** Fewer columns than a vector has, by way of an array with room for all. */
  private void rest(
      int m,
      int columns,
      int k,
      float[] a,
      int aOffset,
      int row,
      int step,
      float[] b,
      int bOffset,
      int ldb,
      boolean add,
      float[] c,
      int cOffset,
      int ldc) {
    Scratch own = scratch.get();
    float[] operand = own.operand(k * LANES);
    for (int l = 0; l < k; l++) {
      for (int j = 0; j < LANES; j++) {
        operand[l * LANES + j] = j < columns ? b[bOffset + l * ldb + j] : 0;
      }
    }
    float[] result = own.result(m * LANES);
    if (add) {
      for (int i = 0; i < m; i++) {
        System.arraycopy(c, cOffset + i * ldc, result, i * LANES, columns);
      }
    }
    narrow(m, k, a, aOffset, row, step, operand, 0, LANES, add, result, 0, LANES);
    for (int i = 0; i < m; i++) {
      System.arraycopy(result, i * LANES, c, cOffset + i * ldc, columns);
    }
  }

  /** {@link #WIDE} columns. */
  private static void wide(
      int m,
      int k,
      float[] a,
      int a0,
      int row,
      int step,
      float[] b,
      int b0,
      int ldb,
      boolean add,
      float[] c,
      int c0,
      int ldc) {
    int i = 0;
    for (; i + ROWS <= m; i += ROWS) {
      wideTile(k, a, a0 + i * row, row, step, b, b0, ldb, add, c, c0 + i * ldc, ldc);
    }
    for (int j = 0; j < WIDE; j += LANES) {
      narrow(m - i, k, a, a0 + i * row, row, step, b, b0 + j, ldb, add, c, c0 + i * ldc + j, ldc);
    }
  }

  private static void wideTile(
      int k,
      float[] a,
      int a0,
      int row,
      int step,
      float[] b,
      int b0,
      int ldb,
      boolean add,
      float[] c,
      int c0,
      int ldc) {
    int a1 = a0 + row;
    int a2 = a1 + row;
    int a3 = a2 + row;
    int c1 = c0 + ldc;
    int c2 = c1 + ldc;
    int c3 = c2 + ldc;
    float[] from = add ? c : ZEROS;
    int f0 = add ? c0 : 0;
    int f1 = add ? c1 : 0;
    int f2 = add ? c2 : 0;
    int f3 = add ? c3 : 0;
    FloatVector s00 = FloatVector.fromArray(SPECIES, from, f0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, from, f0 + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, from, f0 + 2 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, from, f1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, from, f1 + LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, from, f1 + 2 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, from, f2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, from, f2 + LANES);
    FloatVector s22 = FloatVector.fromArray(SPECIES, from, f2 + 2 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, from, f3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, from, f3 + LANES);
    FloatVector s32 = FloatVector.fromArray(SPECIES, from, f3 + 2 * LANES);
    int p = 0;
    int q = b0;
    for (int l = 0; l < k; l++) {
      FloatVector b0l = FloatVector.fromArray(SPECIES, b, q);
      FloatVector b1l = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector b2l = FloatVector.fromArray(SPECIES, b, q + 2 * LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
      s00 = x.fma(b0l, s00);
      s01 = x.fma(b1l, s01);
      s02 = x.fma(b2l, s02);
      x = FloatVector.broadcast(SPECIES, a[a1 + p]);
      s10 = x.fma(b0l, s10);
      s11 = x.fma(b1l, s11);
      s12 = x.fma(b2l, s12);
      x = FloatVector.broadcast(SPECIES, a[a2 + p]);
      s20 = x.fma(b0l, s20);
      s21 = x.fma(b1l, s21);
      s22 = x.fma(b2l, s22);
      x = FloatVector.broadcast(SPECIES, a[a3 + p]);
      s30 = x.fma(b0l, s30);
      s31 = x.fma(b1l, s31);
      s32 = x.fma(b2l, s32);
      p += step;
      q += ldb;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + LANES);
    s02.intoArray(c, c0 + 2 * LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s12.intoArray(c, c1 + 2 * LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s22.intoArray(c, c2 + 2 * LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
    s32.intoArray(c, c3 + 2 * LANES);
  }

  /** {@link #LANES} columns. */
  private static void narrow(
      int m,
      int k,
      float[] a,
      int a0,
      int row,
      int step,
      float[] b,
      int b0,
      int ldb,
      boolean add,
      float[] c,
      int c0,
      int ldc) {
    int i = 0;
    for (; i + ROWS <= m; i += ROWS) {
      narrowTile(k, a, a0 + i * row, row, step, b, b0, ldb, add, c, c0 + i * ldc, ldc);
    }
    for (; i < m; i++) {
      narrowRow(k, a, a0 + i * row, step, b, b0, ldb, add, c, c0 + i * ldc);
    }
  }

  private static void narrowTile(
      int k,
      float[] a,
      int a0,
      int row,
      int step,
      float[] b,
      int b0,
      int ldb,
      boolean add,
      float[] c,
      int c0,
      int ldc) {
    int a1 = a0 + row;
    int a2 = a1 + row;
    int a3 = a2 + row;
    float[] from = add ? c : ZEROS;
    int f0 = add ? c0 : 0;
    int next = add ? ldc : 0;
    FloatVector s0 = FloatVector.fromArray(SPECIES, from, f0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, from, f0 + next);
    FloatVector s2 = FloatVector.fromArray(SPECIES, from, f0 + 2 * next);
    FloatVector s3 = FloatVector.fromArray(SPECIES, from, f0 + 3 * next);
    int p = 0;
    int q = b0;
    for (int l = 0; l < k; l++) {
      FloatVector bl = FloatVector.fromArray(SPECIES, b, q);
      s0 = FloatVector.broadcast(SPECIES, a[a0 + p]).fma(bl, s0);
      s1 = FloatVector.broadcast(SPECIES, a[a1 + p]).fma(bl, s1);
      s2 = FloatVector.broadcast(SPECIES, a[a2 + p]).fma(bl, s2);
      s3 = FloatVector.broadcast(SPECIES, a[a3 + p]).fma(bl, s3);
      p += step;
      q += ldb;
    }
    s0.intoArray(c, c0);
    s1.intoArray(c, c0 + ldc);
    s2.intoArray(c, c0 + 2 * ldc);
    s3.intoArray(c, c0 + 3 * ldc);
  }

  private static void narrowRow(
      int k,
      float[] a,
      int a0,
      int step,
      float[] b,
      int b0,
      int ldb,
      boolean add,
      float[] c,
      int c0) {
    FloatVector s = FloatVector.fromArray(SPECIES, add ? c : ZEROS, add ? c0 : 0);
    int p = a0;
    int q = b0;
    for (int l = 0; l < k; l++) {
      s = FloatVector.broadcast(SPECIES, a[p]).fma(FloatVector.fromArray(SPECIES, b, q), s);
      p += step;
      q += ldb;
    }
    s.intoArray(c, c0);
  }
}
