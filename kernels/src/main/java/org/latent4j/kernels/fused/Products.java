package org.latent4j.kernels.fused;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.kernels.blas.Blas;

/**
 * The matrix products of an engine: each is cut among its threads, and noted if that is asked for.
 */
final class Products {
  /** Rows of a weight below which a thread has none of its own. */
  private static final int LEAST_OWNED = 64;

  /** Rows of a matrix below which a thread is given columns instead, if there are more of them. */
  private static final int ENOUGH_ROWS = 128;

  private final Blas blas;
  private final ArrayMath arrays;
  private final Workers workers;
  private final ThreadLocal<float[][]> parts;
  private final ThreadLocal<float[]> scratches = ThreadLocal.withInitial(() -> new float[0]);
  private volatile @Nullable List<Product> noted;

  Products(Blas blas, ArrayMath arrays, Workers workers) {
    this.blas = blas;
    this.arrays = arrays;
    this.workers = workers;
    this.parts = ThreadLocal.withInitial(() -> new float[workers.threads()][0]);
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
    static Product transposed(int m, int n, int k, float[] a, float[] b, boolean add) {
      return new Product(true, false, m, n, k, a, b, add, NOWHERE);
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

  /** See {@link Blas#tile()}. */
  int tile() {
    return blas.tile();
  }

  void multiply(Product product, Surroundings surroundings) {
    note(product);
    int m = product.m;
    int n = product.n;
    if (m == 0 || n == 0) {
      return;
    }
    if (!product.transposeA && !product.transposeB && isOwned(product.k, m)) {
      multiplyInTerms(product, surroundings);
      return;
    }
    if (!isCutByRows(m, n)) {
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

  /**
   * Whether each thread has rows of a layer's weight for its own, in all three of the layer's
   * products and in the weight's move: then what it writes no other core has read, which matters
   * for cores that share no cache. It has a price, sums that are added ({@link #multiplyInTerms}),
   * which is higher than the gain where there are many examples.
   *
   * @param rows of the weight
   * @param examples in the minibatch
   */
  boolean isOwned(int rows, int examples) {
    int threads = workers.threads();
    return threads > 1 && rows >= LEAST_OWNED * threads && rows >= 2L * examples;
  }

  /**
   * Whether a matrix of examples is cut by rows, where it is made by a product and where it is gone
   * through: what a thread goes on with, it has made. With few examples it is cut by columns, since
   * each thread packs the other operand anew, which should be the smaller; and where the columns
   * are inputs of a weight whose rows are {@linkplain #isOwned owned}.
   */
  boolean isCutByRows(int rows, int columns) {
    return !isOwned(columns, rows) && (columns < rows || rows >= ENOUGH_ROWS * workers.threads());
  }

  /**
   * A · B as a sum over columns of A and rows of B, each thread's own. Each makes a sum of its own,
   * as large as the result; then they are added.
   */
  private void multiplyInTerms(Product p, Surroundings surroundings) {
    int count = workers.threads();
    float[][] sums = parts.get();
    int size = p.m * p.n;
    for (int part = 1; part < count; part++) {
      if (sums[part].length < size) {
        sums[part] = new float[size];
      }
    }
    workers.share(
        count,
        1,
        p.operations(),
        (fromPart, toPart) -> {
          for (int part = fromPart; part < toPart; part++) {
            if (part == 0) {
              surroundings.before(0, p.m, 0, p.n);
            }
            int from = Workers.cut(part, count, p.k, Workers.LINE);
            blas.multiply(
                false,
                false,
                p.m,
                p.n,
                Workers.cut(part + 1, count, p.k, Workers.LINE) - from,
                p.a,
                from,
                p.k,
                p.b,
                from * p.n,
                p.n,
                part == 0 && p.add ? 1 : 0,
                part == 0 ? p.c : sums[part],
                0,
                p.n);
          }
        });
    workers.share(
        p.n,
        Workers.LINE,
        Math.max((long) size * count, Workers.WORTH_SHARING),
        (from, to) -> {
          for (int row = 0; row < p.m; row++) {
            for (int part = 1; part < count; part++) {
              arrays.addScaled(1, sums[part], p.c, row * p.n + from, to - from);
            }
          }
          surroundings.after(0, p.m, from, to);
        });
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
