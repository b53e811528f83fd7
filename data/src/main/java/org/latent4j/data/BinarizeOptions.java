package org.latent4j.data;

import java.util.List;
import java.util.function.UnaryOperator;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;

/** The options {@code binarize} and {@code threshold} of providers of images. */
public final class BinarizeOptions {
  private static final Option<Binarization> BINARIZE =
      Option.choice(
          "binarize",
          Binarization.NONE,
          "black and white: none (as they are), threshold, or dynamic (each reading draws a pixel"
              + " with its intensity as the probability)");
  private static final Option<Double> THRESHOLD =
      Option.real("threshold", 0.5, "a pixel above it becomes 1, where binarize is threshold")
          .where(t -> t >= 0 && t < 1, "at least 0 and less than 1");

  private BinarizeOptions() {}

  public static List<Option<?>> list() {
    return List.of(BINARIZE, THRESHOLD);
  }

  /** The three parts, binarised as the options say. */
  public static DataSplits apply(Options options, DataSplits splits) {
    double threshold = options.get(THRESHOLD);
    UnaryOperator<DataSet> view =
        switch (options.get(BINARIZE)) {
          case NONE -> data -> data;
          case THRESHOLD -> data -> BinarizedDataSet.threshold(data, threshold);
          case DYNAMIC -> BinarizedDataSet::dynamic;
        };
    return new DataSplits(
        splits.name(),
        view.apply(splits.train()),
        view.apply(splits.validation()),
        view.apply(splits.test()));
  }
}
