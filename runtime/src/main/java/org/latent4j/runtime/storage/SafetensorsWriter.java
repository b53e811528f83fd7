package org.latent4j.runtime.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.tensor.Tensor;

/** Writes the safetensors format. */
final class SafetensorsWriter {
  private static final int CHUNK_FLOATS = 1 << 14;

  private SafetensorsWriter() {}

  static void write(Path file, Safetensors content) {
    byte[] header = header(content);
    AtomicFiles.write(
        file,
        out -> {
          ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          out.write(length.putLong(0, header.length).array());
          out.write(header);
          for (Tensor tensor : content.tensors().values()) {
            writeNumbers(out, tensor.data());
          }
        });
  }

  private static byte[] header(Safetensors content) {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!content.metadata().isEmpty()) {
      header.put(SafetensorsReader.METADATA, content.metadata());
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
      if (entry.getKey().equals(SafetensorsReader.METADATA)) {
        throw new IllegalArgumentException("a tensor cannot be named " + entry.getKey());
      }
      Tensor tensor = entry.getValue();
      long end = offset + (long) Float.BYTES * tensor.size();
      Map<String, Object> description = new LinkedHashMap<>();
      description.put("dtype", SafetensorsReader.FLOAT);
      description.put("shape", tensor.shape());
      description.put("data_offsets", List.of(offset, end));
      header.put(entry.getKey(), description);
      offset = end;
    }
    String json = Json.line(header);
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    // Spaces at the end, so that the numbers start at a multiple of 8 bytes.
    int padding = Math.floorMod(-length, Long.BYTES);
    return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeNumbers(OutputStream out, float[] data) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int start = 0; start < data.length; start += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, data.length - start);
      floats.clear().put(data, start, count);
      out.write(bytes.array(), 0, count * Float.BYTES);
    }
  }
}
