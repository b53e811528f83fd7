package org.latent4j.runtime.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Tensor;

/** Reads the safetensors format. */
final class SafetensorsReader {
  static final String METADATA = "__metadata__";
  static final String FLOAT = "F32";

  /** As for all JSON here; the format's own reader allows 100 MB, which no model of ours needs. */
  private static final long LONGEST_HEADER = Json.MOST_BYTES;

  private static final int CHUNK_FLOATS = 1 << 14;

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;
  private final long dataLength;

  private SafetensorsReader(Path file, FileChannel channel, long dataStart, long dataLength) {
    this.file = file;
    this.channel = channel;
    this.dataStart = dataStart;
    this.dataLength = dataLength;
  }

  /** One tensor's entry in the header; its numbers are the bytes from begin to end of the data. */
  private record Entry(String name, List<Integer> shape, long begin, long end) {}

  static Safetensors read(Path file) {
    RegularFiles.require(file);
    try {
      return Uninterrupted.run(() -> readOnce(file));
    } catch (IOException e) {
      throw FileFailure.reading(file, e);
    }
  }

  private static Safetensors readOnce(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < Long.BYTES) {
        throw damaged(file, "it has " + size + " bytes, fewer than the 8 it must begin with");
      }
      long headerLength = bytes(channel, 0, Long.BYTES).getLong();
      if (headerLength < 2 || headerLength > Math.min(size - Long.BYTES, LONGEST_HEADER)) {
        throw damaged(
            file,
            "its header is said to have "
                + Long.toUnsignedString(headerLength)
                + " bytes, but the whole file has "
                + size);
      }
      byte[] header = bytes(channel, Long.BYTES, (int) headerLength).array();
      long dataStart = Long.BYTES + headerLength;
      return new SafetensorsReader(file, channel, dataStart, size - dataStart)
          .read(new String(header, StandardCharsets.UTF_8));
    }
  }

  private Safetensors read(String json) throws IOException {
    Map<?, ?> header = Json.parse(file + ": header", json, Map.class);
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<?, ?> item : header.entrySet()) {
      String name = String.valueOf(item.getKey());
      if (name.equals(METADATA)) {
        readMetadata(item.getValue(), metadata);
      } else {
        entries.add(entry(name, item.getValue()));
      }
    }
    checkRanges(entries);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      tensors.put(entry.name(), numbers(entry));
    }
    return new Safetensors(tensors, metadata);
  }

  private void readMetadata(Object raw, Map<String, String> metadata) {
    if (!(raw instanceof Map<?, ?> map)) {
      throw damaged(file, METADATA + " is not an object");
    }
    map.forEach(
        (key, value) -> {
          if (!(value instanceof String text)) {
            throw damaged(file, METADATA + "." + key + " is not a text");
          }
          metadata.put(String.valueOf(key), text);
        });
  }

  private Entry entry(String name, Object description) {
    if (!(description instanceof Map<?, ?> map)
        || !(map.get("dtype") instanceof String type)
        || !(map.get("shape") instanceof List<?> shape)
        || !(map.get("data_offsets") instanceof List<?> offsets)
        || offsets.size() != 2
        || map.size() != 3) {
      throw damaged(
          file, "tensor '" + name + "' is not described by dtype, shape and two data_offsets");
    }
    if (!type.equals(FLOAT)) {
      throw new Latent4jException(
          "cannot read "
              + file
              + ": tensor '"
              + name
              + "' holds "
              + type
              + "; only "
              + FLOAT
              + " (32-bit floats) can be read");
    }
    long begin = whole(name, offsets.get(0));
    long end = whole(name, offsets.get(1));
    long count = 1;
    List<Integer> dimensions = new ArrayList<>();
    for (Object raw : shape) {
      long dimension = whole(name, raw);
      if (dimension > Integer.MAX_VALUE) {
        throw damaged(file, "tensor '" + name + "' has the impossible shape " + shape);
      }
      dimensions.add((int) dimension);
      count = dimension == 0 || count == 0 ? 0 : saturatedProduct(count, dimension);
    }
    if (end < begin
        || end > dataLength
        || (end - begin) % Float.BYTES != 0
        || (end - begin) / Float.BYTES != count) {
      throw damaged(
          file,
          "tensor '"
              + name
              + "' of shape "
              + shape
              + " is said to lie at bytes "
              + begin
              + " to "
              + end
              + " of "
              + dataLength);
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw new Latent4jException(
          "cannot read " + file + ": tensor '" + name + "' holds more than 2^31 - 9 numbers");
    }
    // What the format calls a scalar is a vector of one number here.
    return new Entry(name, dimensions.isEmpty() ? List.of(1) : dimensions, begin, end);
  }

  private static long saturatedProduct(long a, long b) {
    return a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  private long whole(String name, Object raw) {
    if ((raw instanceof Integer || raw instanceof Long) && ((Number) raw).longValue() >= 0) {
      return ((Number) raw).longValue();
    }
    throw damaged(file, "tensor '" + name + "' has '" + raw + "' in place of a count");
  }

  /** The format wants the data covered without gap or overlap. */
  private void checkRanges(List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long covered = 0;
    for (Entry entry : sorted) {
      if (entry.begin() != covered) {
        throw damaged(
            file,
            "tensor '"
                + entry.name()
                + "' begins at byte "
                + entry.begin()
                + ", where "
                + covered
                + " is due: "
                + (entry.begin() < covered ? "tensors overlap" : "there is a gap"));
      }
      covered = entry.end();
    }
    if (covered != dataLength) {
      throw damaged(file, "its tensors take " + covered + " bytes, but it has " + dataLength);
    }
  }

  private Tensor numbers(Entry entry) throws IOException {
    Tensor tensor = Tensor.zeros(entry.shape().stream().mapToInt(Integer::intValue).toArray());
    ByteBuffer chunk =
        ByteBuffer.allocate(Math.min(CHUNK_FLOATS, tensor.size()) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int start = 0; start < tensor.size(); start += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, tensor.size() - start);
      chunk.clear().limit(count * Float.BYTES);
      fill(channel, dataStart + entry.begin() + (long) start * Float.BYTES, chunk);
      chunk.flip();
      chunk.asFloatBuffer().get(tensor.data(), start, count);
    }
    return tensor;
  }

  private static ByteBuffer bytes(FileChannel channel, long position, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, position, buffer);
    return buffer.flip();
  }

  private static void fill(FileChannel channel, long position, ByteBuffer buffer)
      throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      at += read;
    }
  }

  private static Latent4jException damaged(Path file, String why) {
    return new Latent4jException(
        "cannot read "
            + file
            + ": "
            + why
            + "; the file is damaged, incomplete or not in the safetensors format");
  }
}
