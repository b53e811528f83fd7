package org.latent4j.data.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.Factor;
import org.latent4j.api.spi.NearMiss;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.FactorColumns;

/** Reads npz files (NumPy): zip archives of npy arrays, stored or deflated. */
public final class Npz implements AutoCloseable {
  private final Path file;
  private final ZipFile zip;

  private Npz(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /**
   * Opens an archive.
   *
   * @throws Latent4jException if it is missing, no zip archive, or damaged
   */
  public static Npz open(Path file) {
    InputFile.require(file);
    try {
      return new Npz(file, new ZipFile(file.toFile()));
    } catch (IOException e) {
      throw new Latent4jException(
          file
              + ": is not a whole zip archive, as npz files are ("
              + e.getMessage()
              + "); copy or download it again",
          e);
    }
  }

  /** The names of its arrays, in the archive's order. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(".npy"))
        .forEach(name -> keys.add(name.substring(0, name.length() - 4)));
    return List.copyOf(keys);
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(NpyReader array) throws IOException;
  }

  private <T> T using(String key, Use<T> use) {
    ZipEntry entry = zip.getEntry(key + ".npy");
    if (entry == null) {
      throw new SettingException(NearMiss.unknown(file + ": has no array", key, keys()));
    }
    String where = file + ", array '" + key + "'";
    long size = entry.getSize();
    // What deflate cannot have made of so little is a wrong size, or an attempt on the memory.
    if (size > (entry.getCompressedSize() + 16) * InputFile.MOST_INFLATED) {
      throw new Latent4jException(
          where
              + ": claims "
              + size
              + " bytes unpacked from "
              + entry.getCompressedSize()
              + ", which is impossible; the archive is damaged");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return use.of(NpyReader.open(where, in, size));
    } catch (IOException e) {
      throw InputFile.failed(file, e);
    }
  }

  /**
   * Reads one of its arrays as floats, in its shape; a single number has shape {@code [1]}.
   *
   * @throws Latent4jException if there is no such array, or it is damaged or holds a value that is
   *     not a finite float
   */
  public Tensor read(String key) {
    return using(
        key,
        array -> {
          int[] shape = array.header().shape();
          return Tensor.of(array.floats(), shape.length == 0 ? new int[] {1} : shape);
        });
  }

  ArrayLabels labels(String key) {
    return using(
        key, array -> new ArrayLabels(file + ", array '" + key + "'", ArrayForm.labels(array)));
  }

  DataSet examples(String key, Optional<ArrayLabels> labels, List<Factor> factors, ArrayForm form) {
    return using(
        key,
        array -> {
          int[] shape = array.header().shape();
          FactorColumns columns =
              labels.isEmpty() || shape.length == 0
                  ? FactorColumns.none()
                  : labels.get().columns(factors, array.where(), shape[0]);
          return form.examples(array, columns);
        });
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw InputFile.failed(file, e);
    }
  }
}
