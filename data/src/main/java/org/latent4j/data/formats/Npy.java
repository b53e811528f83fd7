package org.latent4j.data.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.FactorColumns;

/**
 * Reads npy files (NumPy): versions 1.0 to 3.0; booleans, integers of 8 to 64 bits and floats of
 * 16, 32 and 64 bits; either byte order; row-major or column-major.
 */
public final class Npy {
  private Npy() {}

  @FunctionalInterface
  private interface Use<T> {
    T of(NpyReader array) throws IOException;
  }

  private static <T> T using(Path file, Use<T> use) {
    InputFile.require(file);
    if (InputFile.isGzip(file)) {
      throw new Latent4jException(
          file + ": is gzipped, which npy files are not; unpack it first (gunzip)");
    }
    try (InputStream in = InputFile.open(file)) {
      return use.of(NpyReader.open(file.toString(), in, InputFile.size(file)));
    } catch (IOException e) {
      throw InputFile.failed(file, e);
    }
  }

  /**
   * Reads an array as floats, in its shape; a single number has shape {@code [1]}.
   *
   * @throws Latent4jException if the file is missing, not an npy file, damaged, of another length
   *     than its header says, or holds a value that is not a finite float
   */
  public static Tensor read(Path file) {
    return using(
        file,
        array -> {
          int[] shape = array.header().shape();
          return Tensor.of(array.floats(), shape.length == 0 ? new int[] {1} : shape);
        });
  }

  static DataSet examples(Path file, Optional<Path> labelFile, ArrayForm form) {
    return examples(file, labelFile, form, MappedNumbers.LEAST_BYTES);
  }

  /**
   * As above.
   *
   * @param leastMapped from how many bytes on a file stays on disk, if its form allows it
   */
  static DataSet examples(Path file, Optional<Path> labelFile, ArrayForm form, long leastMapped) {
    Optional<ArrayLabels> labels =
        labelFile.map(
            path ->
                using(path, array -> new ArrayLabels(path.toString(), ArrayForm.labels(array))));
    return using(
        file,
        array -> {
          int[] shape = array.header().shape();
          FactorColumns factors =
              labels.isEmpty() || shape.length == 0
                  ? FactorColumns.none()
                  : labels
                      .get()
                      .columns(labels.get().factors(List.of()), file.toString(), shape[0]);
          return InputFile.size(file) >= leastMapped && form.isInPlace(array.header())
              ? form.mapped(file, array.header(), factors)
              : form.examples(array, factors);
        });
  }
}
