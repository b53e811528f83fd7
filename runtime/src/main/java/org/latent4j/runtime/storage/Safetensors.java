package org.latent4j.runtime.storage;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Tensor;

/**
 * Named tensors as a file that holds nothing but data, in the safetensors format (Hugging Face,
 * 2022): the header's length in 8 bytes, little-endian; the header, a JSON object of names with
 * type, shape and byte range; the numbers, little-endian. Python reads it with {@code
 * safetensors.numpy.load_file}.
 *
 * @param tensors in the file's order
 * @param metadata texts that go with them
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
  public Safetensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Writes a file; see {@link AtomicFiles}.
   *
   * @throws Latent4jException if that fails
   * @throws IllegalArgumentException if a tensor is named {@code __metadata__}, which the format
   *     keeps for itself
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
    SafetensorsWriter.write(file, new Safetensors(tensors, metadata));
  }

  /**
   * Reads a file of 32-bit floats. No memory is taken on the word of the header: what it claims is
   * held against the length of the file first.
   *
   * @throws Latent4jException if it cannot be read or is damaged, truncated or of another type
   */
  public static Safetensors read(Path file) {
    return SafetensorsReader.read(file);
  }
}
