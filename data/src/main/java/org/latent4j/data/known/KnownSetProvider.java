package org.latent4j.data.known;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.data.BinarizeOptions;
import org.latent4j.data.ByteScale;
import org.latent4j.data.SplitOptions;

/** What the providers of known sets have in common: all but the set. */
abstract sealed class KnownSetProvider implements DataSetProvider
    permits MnistProvider, FashionMnistProvider, MnistBinarizedProvider, FreyFacesProvider {
  private final KnownSet set;
  private final SplitOptions split;

  KnownSetProvider(KnownSet set) {
    this.set = set;
    if (set.test().isEmpty()) {
      split = SplitOptions.drawn(set.split());
    } else if (set.validation().isEmpty()) {
      split = SplitOptions.held(set.split());
    } else {
      split = SplitOptions.own();
    }
  }

  @Override
  public String name() {
    return set.name();
  }

  @Override
  public String summary() {
    return set.summary();
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(split.list());
    options.add(ByteScale.OPTION);
    options.addAll(BinarizeOptions.list());
    return List.copyOf(options);
  }

  @Override
  public DataSplits open(Source source, Options options) {
    Path directory =
        source
            .path()
            .or(source::directory)
            .orElseThrow(
                () ->
                    new SettingException(
                        "data '" + set.name() + "' needs a data directory. " + set.advice()));
    float divisor = options.get(ByteScale.OPTION).divisor();
    DataSplits splits =
        set.open(directory, split.read(options), divisor, source.random().split(set.name()));
    return BinarizeOptions.apply(options, splits);
  }
}
