package org.latent4j.api.spi;

import java.nio.file.Path;
import java.util.Optional;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.tensor.RandomStream;

/** Opens data. */
public interface DataSetProvider extends Provider {
  DataSplits open(Source source, Options options);

  /**
   * Where the data is.
   *
   * @param directory the data directory, for sets known by name; empty if none was given
   * @param path the file or folder itself, for formats; empty if the data was asked for by the
   *     provider's name alone
   * @param random for what is drawn once: which examples, which split
   */
  record Source(Optional<Path> directory, Optional<Path> path, RandomStream random) {}
}
