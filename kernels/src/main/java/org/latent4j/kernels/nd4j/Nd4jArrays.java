package org.latent4j.kernels.nd4j;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.latent4j.api.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Conversions for those who work with ND4J beside this toolkit. Both directions copy.
 *
 * <p>{@code INDArray} is on the class path. Code on the class path calls these methods as any
 * others. Code in a named module must read the class path to name {@code INDArray} at all: compile
 * and run it with {@code --add-reads its.module=ALL-UNNAMED}.
 */
@SuppressWarnings("exports") // ND4J is on the class path, and so no module can export it
public final class Nd4jArrays {
  static {
    Nd4jLibrary.makeReadable();
  }

  private Nd4jArrays() {}

  /**
   * The array's numbers in row-major order, whatever its own order, strides and offset.
   *
   * @param array of any number type (rounded to float) and rank; a scalar becomes a tensor of shape
   *     {@code [1]}
   * @throws IllegalArgumentException if it holds more than 2³¹ − 9 numbers, or text
   */
  public static Tensor toTensor(INDArray array) {
    if (!array.dataType().isNumerical() && array.dataType() != DataType.BOOL) {
      throw new IllegalArgumentException(
          "an array of type " + array.dataType() + " has no numbers to convert");
    }
    int[] shape = array.rank() == 0 ? new int[] {1} : dimensions(array.shape());
    Tensor tensor = Tensor.zeros(shape);
    if (tensor.size() > 0) {
      if (array.dataType() == DataType.FLOAT) {
        copyTo(array, tensor.data());
      } else {
        INDArray converted = array.castTo(DataType.FLOAT);
        copyTo(converted, tensor.data());
        converted.close();
      }
    }
    return tensor;
  }

  /** The tensor's numbers in a new row-major array of type FLOAT and the same shape. */
  public static INDArray toINDArray(Tensor tensor) {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return fromFloats(tensor.data(), DataType.FLOAT, shape);
  }

  private static int[] dimensions(long[] shape) {
    int[] dimensions = new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + " is larger than a tensor can be");
      }
      dimensions[i] = (int) shape[i];
    }
    return dimensions;
  }

  /** A new row-major array of type FLOAT or DOUBLE. */
  static INDArray fromFloats(float[] numbers, DataType type, long... shape) {
    if (numbers.length == 0) {
      return Nd4j.create(type, shape);
    }
    if (type == DataType.FLOAT) {
      return Nd4j.create(numbers, shape, 'c');
    }
    double[] doubles = new double[numbers.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = numbers[i];
    }
    return Nd4j.create(doubles, shape, 'c');
  }

  /** Copies an array of type FLOAT or DOUBLE, row-major, rounding where it must. */
  static void copyTo(INDArray array, float[] destination) {
    if (array.dataType() == DataType.DOUBLE) {
      double[] doubles = toDoubles(array);
      for (int i = 0; i < doubles.length; i++) {
        destination[i] = (float) doubles[i];
      }
      return;
    }
    INDArray rows = rowMajor(array);
    bytes(rows).asFloatBuffer().get(destination);
    if (rows != array) {
      rows.close();
    }
  }

  /** The numbers of an array of type FLOAT or DOUBLE, row-major. */
  static double[] toDoubles(INDArray array) {
    double[] numbers = new double[Math.toIntExact(array.length())];
    INDArray rows = rowMajor(array);
    if (array.dataType() == DataType.DOUBLE) {
      bytes(rows).asDoubleBuffer().get(numbers);
    } else {
      float[] floats = new float[numbers.length];
      bytes(rows).asFloatBuffer().get(floats);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = floats[i];
      }
    }
    if (rows != array) {
      rows.close();
    }
    return numbers;
  }

  private static INDArray rowMajor(INDArray array) {
    boolean inOrder = array.ordering() == 'c' && !array.isView() && array.offset() == 0;
    return inOrder ? array : array.dup('c');
  }

  private static ByteBuffer bytes(INDArray array) {
    return array.data().asNio();
  }
}
