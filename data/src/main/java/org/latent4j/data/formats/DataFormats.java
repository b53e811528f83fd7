package org.latent4j.data.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says which of this module's providers reads a file or a folder. */
public final class DataFormats {
  private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] IDX = {0, 0, 8};
  private static final int START = 4096;

  private DataFormats() {}

  /**
   * The name of the provider that reads what is there: by what the file begins with, else by the
   * ending of its name; empty if it is not there or no provider reads it.
   */
  public static Optional<String> providerFor(Path path) {
    if (Files.isDirectory(path)) {
      return ofFolder(path);
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      return Optional.empty();
    }
    return ofContent(path).or(() -> ofName(path));
  }

  private static Optional<String> ofFolder(Path folder) {
    for (String name : List.of("train-images-idx3-ubyte.gz", "train-images-idx3-ubyte")) {
      if (Files.exists(folder.resolve(name))) {
        return Optional.of("idx");
      }
    }
    return ImageFiles.anyIn(folder) ? Optional.of("images") : Optional.empty();
  }

  private static Optional<String> ofContent(Path file) {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(START);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (start.length > 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
      start = unpackedStart(file);
    }
    if (beginsWith(start, NPY)) {
      return Optional.of("npy");
    }
    if (beginsWith(start, ZIP)) {
      return Optional.of("npz");
    }
    if (beginsWith(start, IDX)) {
      return Optional.of("idx");
    }
    return isText(start) ? Optional.of("csv") : Optional.empty();
  }

  private static byte[] unpackedStart(Path file) {
    try (InputStream in = InputFile.open(file)) {
      return in.readNBytes(START);
    } catch (IOException e) {
      // What is wrong with it is said when it is read; here its name decides.
      return new byte[0];
    }
  }

  private static boolean beginsWith(byte[] start, byte[] magic) {
    return start.length >= magic.length
        && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
  }

  /** Text in UTF-8 has no control characters but white space. */
  private static boolean isText(byte[] start) {
    for (byte b : start) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        return false;
      }
    }
    return start.length > 0 && (start[0] & 0xff) != 0x89 && (start[0] & 0xff) != 0xff;
  }

  private static Optional<String> ofName(Path file) {
    String name =
        String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (name.endsWith("-ubyte") || name.endsWith(".idx")) {
      return Optional.of("idx");
    }
    return Stream.of("npy", "npz", "csv", "tsv")
        .filter(ending -> name.endsWith("." + ending))
        .map(ending -> ending.equals("tsv") ? "csv" : ending)
        .findFirst();
  }
}
