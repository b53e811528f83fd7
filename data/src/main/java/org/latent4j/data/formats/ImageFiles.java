package org.latent4j.data.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.latent4j.api.Latent4jException;

/** Finds image files by the endings of their names. */
final class ImageFiles {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

  private ImageFiles() {}

  static boolean isImage(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && ENDINGS.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }

  /** The images that lie in the folder itself, in the order of their names. */
  static List<Path> in(Path folder) {
    return sorted(folder, ImageFiles::isImage);
  }

  /** The folders in the folder, in the order of their names. */
  static List<Path> foldersIn(Path folder) {
    return sorted(
        folder,
        path -> Files.isDirectory(path) && !String.valueOf(path.getFileName()).startsWith("."));
  }

  /** Whether there is an image in the folder or in one that lies in it. */
  static boolean anyIn(Path folder) {
    try {
      return !in(folder).isEmpty()
          || foldersIn(folder).stream()
              .anyMatch(
                  inner ->
                      !in(inner).isEmpty()
                          || foldersIn(inner).stream().anyMatch(leaf -> !in(leaf).isEmpty()));
    } catch (Latent4jException e) {
      return false;
    }
  }

  private static List<Path> sorted(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw InputFile.failed(folder, e);
    } catch (UncheckedIOException e) {
      throw InputFile.failed(folder, new IOException(e));
    }
  }
}
