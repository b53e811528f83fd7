package org.latent4j.data.known;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.data.BinarizeOptions;
import org.latent4j.data.SplitOptions;

/** What the providers of known sets have in common: all but the set. */
abstract sealed class KnownSetProvider implements DataSetProvider
    permits MnistProvider, FashionMnistProvider, MnistBinarizedProvider, FreyFacesProvider {
  /** What bytes become. */
  enum Scale {
    UNIT,
    NONE
  }

  private static final Option<Scale> SCALE =
      Option.choice(
          "scale", Scale.UNIT, "unit: bytes are divided by 255, to [0, 1]; none: 0 to 255");

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
    options.add(SCALE);
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
                    new Latent4jException(
                        "data '" + set.name() + "' needs a data directory. " + set.toDo()));
    float divisor = options.get(SCALE) == Scale.UNIT ? 255 : 1;
    DataSplits splits =
        set.open(directory, split.read(options), divisor, source.random().split(set.name()));
    return BinarizeOptions.apply(options, splits);
  }
}
