package org.latent4j.data.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.data.BinarizeOptions;
import org.latent4j.data.SplitOptions;

/** {@code npy}: one NumPy array. */
public final class NpyProvider implements DataSetProvider {
  private static final String NONE = "none";
  private static final Option<String> LABELS =
      Option.text(
          "labels", NONE, "npy file with a label for each example, relative to the data's folder");
  private static final SplitOptions SPLIT = SplitOptions.either();

  /** Used by the service loader. */
  public NpyProvider() {}

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public String summary() {
    return "a NumPy array: [examples, columns], or [examples, height, width(, channels)]";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(List.of(LABELS));
    options.addAll(ArrayForm.options());
    options.addAll(BinarizeOptions.list());
    options.addAll(SPLIT.list());
    return List.copyOf(options);
  }

  @Override
  public DataSplits open(Source source, Options options) {
    Path file = SourcePath.of(name(), "an npy file", source);
    Optional<Path> labels =
        Optional.of(options.get(LABELS))
            .filter(name -> !name.equals(NONE))
            .map(file::resolveSibling);
    DataSet all = Npy.examples(file, labels, ArrayForm.read(options));
    return BinarizeOptions.apply(
        options,
        SPLIT.apply(
            options, SourcePath.name(file), all, Optional.empty(), source.random().split(name())));
  }
}
