package org.latent4j.kernels.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.comparison.CompareAndSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * ND4J's operations on matrices of one type, and the native memory of their results: freed when the
 * scope is closed, for the garbage collector does not see how large it is. Operands may be of any
 * scope; none is written to.
 */
final class NativeScope implements AutoCloseable {
  private final DataType type;
  private final List<INDArray> owned = new ArrayList<>();

  NativeScope(DataType type) {
    this.type = type;
  }

  private INDArray own(INDArray fresh) {
    owned.add(fresh);
    return fresh;
  }

  /** Frees every array that was made here. */
  @Override
  public void close() {
    for (INDArray array : owned) {
      if (array.closeable()) {
        array.close();
      }
    }
    owned.clear();
  }

  /** The result of a computation whose other arrays are freed at once. */
  INDArray resultOf(Function<NativeScope, INDArray> computation) {
    try (NativeScope inner = new NativeScope(type)) {
      INDArray result = computation.apply(inner);
      for (int i = inner.owned.size() - 1; i >= 0; i--) {
        if (inner.owned.get(i) == result) {
          inner.owned.remove(i);
          return own(result);
        }
      }
      // An operand or a view: it does not own its memory.
      return own(result.dup('c'));
    }
  }

  INDArray fromFloats(float[] numbers, long... shape) {
    return own(Nd4jArrays.fromFloats(numbers, type, shape));
  }

  INDArray filled(double number, long... shape) {
    return own(Nd4j.valueArrayOf(shape, number, type));
  }

  INDArray plus(INDArray a, INDArray b) {
    return own(a.add(b));
  }

  INDArray plus(INDArray a, double b) {
    return own(a.add(b));
  }

  INDArray minus(INDArray a, INDArray b) {
    return own(a.sub(b));
  }

  /** b − a. */
  INDArray minusFrom(double b, INDArray a) {
    return own(a.rsub(b));
  }

  INDArray times(INDArray a, INDArray b) {
    return own(a.mul(b));
  }

  INDArray times(INDArray a, double b) {
    return own(a.mul(b));
  }

  INDArray dividedBy(INDArray a, INDArray b) {
    return own(a.div(b));
  }

  /** b / a. */
  INDArray dividing(double b, INDArray a) {
    return own(a.rdiv(b));
  }

  INDArray exp(INDArray a) {
    return own(Transforms.exp(a, true));
  }

  INDArray log(INDArray a) {
    return own(Transforms.log(a, true));
  }

  INDArray sqrt(INDArray a) {
    return own(Transforms.sqrt(a, true));
  }

  INDArray abs(INDArray a) {
    return own(Transforms.abs(a, true));
  }

  INDArray sign(INDArray a) {
    return own(Transforms.sign(a, true));
  }

  INDArray sigmoid(INDArray a) {
    return own(Transforms.sigmoid(a, true));
  }

  INDArray relu(INDArray a) {
    return own(Transforms.relu(a, true));
  }

  /** 1 where a &gt; 0, else 0. */
  INDArray positive(INDArray a) {
    return own(Transforms.step(a, true));
  }

  /** 1 where low ≤ a ≤ high, else 0. */
  INDArray within(INDArray a, double low, double high) {
    try (NativeScope inner = new NativeScope(type)) {
      INDArray notBelow = inner.own(inner.own(a.gte(low)).castTo(type));
      INDArray notAbove = inner.own(inner.own(a.lte(high)).castTo(type));
      return times(notBelow, notAbove);
    }
  }

  /** a limited to [low, high]; NaN stays NaN, which ND4J's maximum would replace. */
  INDArray clamp(INDArray a, double low, double high) {
    INDArray limited = own(Transforms.max(a, low, true));
    Transforms.min(limited, high, false);
    Nd4j.getExecutioner().exec(new CompareAndSet(limited, a, Conditions.isNan()));
    return limited;
  }

  /** a, with {@code number} where a is NaN. */
  INDArray nanReplaced(INDArray a, double number) {
    INDArray copy = own(a.dup('c'));
    BooleanIndexing.replaceWhere(copy, number, Conditions.isNan());
    return copy;
  }

  /** a, with the number of b where a is NaN. */
  INDArray nanReplaced(INDArray a, INDArray b) {
    INDArray copy = own(a.dup('c'));
    BooleanIndexing.replaceWhere(copy, b, Conditions.isNan());
    return copy;
  }

  /** The greatest number of each row, {@code [n, 1]}; 0 where it is infinite. */
  INDArray finiteRowMaxima(INDArray a) {
    INDArray maxima = own(a.max(true, 1));
    BooleanIndexing.replaceWhere(maxima, 0.0, Conditions.isInfinite());
    return maxima;
  }

  INDArray sum(INDArray a) {
    return own(a.sum(true, 0, 1));
  }

  /** Sums over a dimension, which stays with length 1. */
  INDArray sumOver(int dimension, INDArray a) {
    return own(a.sum(true, dimension));
  }

  /** Gradients flow back through broadcasting as sums over the repeated dimensions. */
  INDArray summedTo(long[] shape, INDArray gradient) {
    INDArray summed = gradient;
    for (int dimension = 0; dimension < 2; dimension++) {
      if (shape[dimension] == 1 && gradient.size(dimension) != 1) {
        summed = sumOver(dimension, summed);
      }
    }
    return summed;
  }

  /** The number of a one by one matrix repeated, or a row, or a column. */
  INDArray broadcastTo(long[] shape, INDArray a) {
    return plus(filled(0, shape), a);
  }

  INDArray transposed(INDArray a) {
    return own(a.transpose().dup('c'));
  }

  /** op(a) · op(b), op being the transposition where asked for. */
  INDArray product(INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
    long rows = a.size(transposeA ? 1 : 0);
    long columns = b.size(transposeB ? 0 : 1);
    // BLAS writes columns: so the transposed product is asked for, whose columns are our rows.
    // INDArray.mmul would do, but keeps temporary arrays that nothing frees.
    INDArray transposedResult =
        own(Nd4j.createUninitialized(type, new long[] {columns, rows}, 'f'));
    Nd4j.gemm(b, a, transposedResult, !transposeB, !transposeA, 1.0, 0.0);
    return Nd4j.create(
        transposedResult.data(), new long[] {rows, columns}, new long[] {columns, 1}, 0, 'c');
  }

  INDArray besides(List<INDArray> parts) {
    return own(Nd4j.concat(1, parts.toArray(INDArray[]::new)));
  }

  INDArray columns(INDArray a, int from, int to) {
    return own(part(a, 1, from, to).dup('c'));
  }

  INDArray rows(INDArray a, int from, int to) {
    return own(part(a, 0, from, to).dup('c'));
  }

  /** Zeros of the given shape, with a in the given range of a dimension. */
  INDArray zerosAround(INDArray a, long[] shape, int dimension, int from, int to) {
    INDArray padded = filled(0, shape);
    part(padded, dimension, from, to).assign(a);
    return padded;
  }

  /** Writes into a range of rows of an array made here. */
  void setRows(INDArray destination, int from, int to, INDArray rows) {
    part(destination, 0, from, to).assign(rows);
  }

  private static INDArray part(INDArray a, int dimension, int from, int to) {
    INDArrayIndex range = NDArrayIndex.interval(from, to);
    return dimension == 0 ? a.get(range, NDArrayIndex.all()) : a.get(NDArrayIndex.all(), range);
  }
}
