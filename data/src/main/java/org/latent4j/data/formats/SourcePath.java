package org.latent4j.data.formats;

import java.nio.file.Path;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.DataSetProvider;

/** The file or folder that a format's provider is to read. */
final class SourcePath {
  private SourcePath() {}

  static Path of(String provider, String what, DataSetProvider.Source source) {
    return source
        .path()
        .orElseThrow(
            () ->
                new SettingException(
                    "data '"
                        + provider
                        + "' is a format, not a set: give the path of "
                        + what
                        + " with --data PATH"));
  }

  /** What the data is called: the file's name. */
  static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }
}
