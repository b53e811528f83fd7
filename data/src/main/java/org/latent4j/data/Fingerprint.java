package org.latent4j.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.Tensor;

/**
 * SHA-256 over a set's shape, values and factors. Equal examples have equal fingerprints whatever
 * file they were read from, since values are hashed as the floats that a model sees.
 */
final class Fingerprint {
  private static final int BLOCK_NUMBERS = 1 << 16;

  private Fingerprint() {}

  static String of(DataSet data) {
    MessageDigest digest = sha256();
    describe(digest, data);
    int features = data.shape().features();
    int[] rows = new int[data.size()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row;
    }
    int blockRows = Math.max(1, BLOCK_NUMBERS / features);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, blockRows * features))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < rows.length; from += blockRows) {
      int to = Math.min(rows.length, from + blockRows);
      Tensor block = Tensor.zeros(to - from, features);
      data.read(rows, from, to, block, FixedStream.of("fingerprint").split(from));
      bytes.clear();
      bytes.asFloatBuffer().put(block.data());
      digest.update(bytes.array(), 0, block.size() * Float.BYTES);
    }
    return finish(digest, data);
  }

  /** Hashes a text. */
  static String of(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static void describe(MessageDigest digest, DataSet data) {
    StringBuilder words = new StringBuilder("examples ").append(data.size()).append('\n');
    DataShape shape = data.shape();
    if (shape instanceof DataShape.Image image) {
      words.append("image ").append(image.height()).append(' ').append(image.width());
      words.append(' ').append(image.channels()).append('\n');
    } else if (shape instanceof DataShape.Table table) {
      table.columns().forEach(column -> words.append("column ").append(column).append('\n'));
    }
    for (Factor factor : data.factors()) {
      words.append("factor ").append(factor.name()).append('\n');
      factor.values().forEach(value -> words.append("value ").append(value).append('\n'));
    }
    digest.update(words.toString().getBytes(StandardCharsets.UTF_8));
  }

  static void update(MessageDigest digest, long[] words) {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
    bytes.asLongBuffer().put(words);
    digest.update(bytes.array());
  }

  static String finish(MessageDigest digest, DataSet data) {
    List<Factor> factors = data.factors();
    ByteBuffer indices = ByteBuffer.allocate(Integer.BYTES * Math.max(1, factors.size()));
    for (int row = 0; row < data.size() && !factors.isEmpty(); row++) {
      indices.clear();
      for (int factor = 0; factor < factors.size(); factor++) {
        indices.putInt(data.factor(row, factor));
      }
      digest.update(indices.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
