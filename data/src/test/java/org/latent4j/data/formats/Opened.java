package org.latent4j.data.formats;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.kernels.RandomStreams;

/** Opens data in tests as the command line does. */
final class Opened {
  private Opened() {}

  static DataSplits with(DataSetProvider provider, Path path, Map<String, ?> options) {
    return provider.open(
        new DataSetProvider.Source(Optional.empty(), Optional.of(path), RandomStreams.seeded(1)),
        Options.resolve("data '" + provider.name() + "'", provider.options(), options));
  }
}
