package org.latent4j.data.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Tensor;

/** Writes npy files (version 1.0, little-endian, row-major) that {@code numpy.load} reads. */
public final class NpyWriter {
  private static final int ALIGNMENT = 64;
  private static final int BLOCK = 1 << 14;

  private NpyWriter() {}

  /**
   * Writes a tensor as float32, in its shape.
   *
   * @throws Latent4jException if the file cannot be written
   */
  public static void write(Path file, Tensor tensor) {
    WholeFile.write(file, out -> write(out, tensor));
  }

  /** Writes a tensor as float32, in its shape. */
  public static void write(OutputStream out, Tensor tensor) throws IOException {
    out.write(header("<f4", tensor.shape()));
    float[] values = tensor.data();
    ByteBuffer block = ByteBuffer.allocate(BLOCK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += BLOCK) {
      int count = Math.min(BLOCK, values.length - from);
      block.asFloatBuffer().put(values, from, count);
      out.write(block.array(), 0, count * Float.BYTES);
    }
  }

  /**
   * Writes whole numbers, such as labels, as int32 of shape {@code [n]}.
   *
   * @throws Latent4jException if the file cannot be written
   */
  public static void write(Path file, int[] values) {
    WholeFile.write(
        file,
        out -> {
          out.write(header("<i4", values.length));
          ByteBuffer bytes =
              ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, values.length))
                  .order(ByteOrder.LITTLE_ENDIAN);
          bytes.asIntBuffer().put(values);
          out.write(bytes.array());
        });
  }

  private static byte[] header(String type, int... shape) {
    String dimensions =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String text =
        "{'descr': '"
            + type
            + "', 'fortran_order': False, 'shape': ("
            + dimensions
            + (shape.length == 1 ? "," : "")
            + "), }";
    int unpadded = 10 + text.length() + 1;
    int length = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) (length - 10));
    header.put((text + " ".repeat(length - unpadded) + "\n").getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }
}
