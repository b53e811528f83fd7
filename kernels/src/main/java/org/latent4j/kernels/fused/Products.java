package org.latent4j.kernels.fused;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.kernels.blas.Blas;
import org.latent4j.kernels.blas.UnpackedBlas;

/**
 * The matrix products of an engine: each is cut among its threads, and noted if that is asked for.
 */
final class Products {
  private final Blas blas;
  private final @Nullable Blas unpacked;
  private final Workers workers;
  private final ThreadLocal<float[]> scratches = ThreadLocal.withInitial(() -> new float[0]);
  private volatile @Nullable List<Product> noted;

  /**
   * Products.
   *
   * @param unpacked for those that it suits; null if there is none
   */
  Products(Blas blas, @Nullable UnpackedBlas unpacked, Workers workers) {
    this.blas = blas;
    this.unpacked = unpacked;
    this.workers = workers;
  }

  /**
   * C ← op(A) · op(B), or C ← C + op(A) · op(B), for densely stored matrices, op(A) of m × k and
   * op(B) of k × n.
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Product(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      float[] b,
      boolean add,
      float[] c) {
    private static final float[] NOWHERE = {};

    /** Aᵀ · B, A of k × m and B of k × n, whose place is chosen when it is made. */
    static Product transposed(int m, int n, int k, float[] a, float[] b) {
      return new Product(true, false, m, n, k, a, b, false, NOWHERE);
    }

    /** The same product, into this array. */
    Product into(float[] c) {
      return new Product(transposeA, transposeB, m, n, k, a, b, add, c);
    }

    /** Multiplications and additions. */
    long operations() {
      return 2L * m * n * k;
    }
  }

  /** What is done to a block of a product by the thread that makes it. */
  interface Surroundings {
    Surroundings NONE = new Surroundings() {};

    /** Before the product is made. */
    default void before(int fromRow, int toRow, int fromColumn, int toColumn) {}

    /** After it is made, while it is in the thread's cache. */
    default void after(int fromRow, int toRow, int fromColumn, int toColumn) {}
  }

  void multiply(Product product, Surroundings surroundings) {
    note(product);
    int m = product.m;
    int n = product.n;
    if (m == 0 || n == 0) {
      return;
    }
    // The longer side is cut: the other operand is packed by each thread anew, and should be the
    // smaller.
    if (n >= m) {
      workers.share(
          n,
          Workers.LINE,
          product.operations(),
          (from, to) -> {
            surroundings.before(0, m, from, to);
            block(product, 0, m, from, to, product.c, from, n);
            surroundings.after(0, m, from, to);
          });
    } else {
      workers.share(
          m,
          Workers.LINE,
          product.operations(),
          (from, to) -> {
            surroundings.before(from, to, 0, n);
            block(product, from, to, 0, n, product.c, from * n, n);
            surroundings.after(from, to, 0, n);
          });
    }
  }

  /** By the whole product's size, so that what is computed does not depend on the threads. */
  private Blas blasFor(Product p) {
    Blas small = unpacked;
    return small != null && UnpackedBlas.suits(p.transposeA, p.transposeB, p.m, p.n, p.k)
        ? small
        : blas;
  }

  /** Whether products are being noted. */
  boolean areNoted() {
    return noted != null;
  }

  /** Counts a product among the noted ones; for those that are made in blocks. */
  void note(Product product) {
    List<Product> notes = noted;
    if (notes != null) {
      synchronized (notes) {
        notes.add(product);
      }
    }
  }

  /** An array of the calling thread's own for a block, at least as long; it only grows. */
  float[] scratch(int length) {
    float[] array = scratches.get();
    if (array.length < length) {
      array = new float[length];
      scratches.set(array);
    }
    return array;
  }

  /**
   * Makes a block of a product, on the calling thread.
   *
   * @param c where it goes, its first number at {@code cOffset} and its rows {@code ldc} apart
   */
  void block(
      Product p,
      int fromRow,
      int toRow,
      int fromColumn,
      int toColumn,
      float[] c,
      int cOffset,
      int ldc) {
    Blas blas = blasFor(p);
    int lda = Math.max(1, p.transposeA ? p.m : p.k);
    int ldb = Math.max(1, p.transposeB ? p.k : p.n);
    blas.multiply(
        p.transposeA,
        p.transposeB,
        toRow - fromRow,
        toColumn - fromColumn,
        p.k,
        p.a,
        p.transposeA ? fromRow : fromRow * lda,
        lda,
        p.b,
        p.transposeB ? fromColumn * ldb : fromColumn,
        ldb,
        p.add ? 1 : 0,
        c,
        cOffset,
        ldc);
  }

  /** Notes the products from now on. */
  void beginNotes() {
    noted = new ArrayList<>();
  }

  /** The products since {@link #beginNotes()}. */
  NotedProducts endNotes() {
    List<Product> notes = noted;
    if (notes == null) {
      throw new IllegalStateException("the engine notes no matrix products; begin that first");
    }
    noted = null;
    synchronized (notes) {
      return new NotedProducts(this, notes);
    }
  }
}
