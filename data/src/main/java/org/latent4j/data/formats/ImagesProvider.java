package org.latent4j.data.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.data.BinarizeOptions;
import org.latent4j.data.ByteScale;
import org.latent4j.data.FactorColumns;
import org.latent4j.data.SplitOptions;

/**
 * {@code images}: a folder of PNG and JPEG images. Where it has the folders {@code train} and
 * {@code test}, these are the parts, and what is in them is read as such a folder each.
 */
public final class ImagesProvider implements DataSetProvider {
  private static final Option<ColorMode> COLOR =
      Option.choice("color", ColorMode.GREY, "the channels of a pixel");
  private static final Option<List<Integer>> SIZE =
      Option.integers(
              "size",
              List.of(),
              "height and width to scale each image to, or one number for both; empty: as they"
                  + " are, all alike")
          .where(
              size -> size.size() <= 2 && size.stream().allMatch(d -> d >= 1 && d <= 4096),
              "one or two numbers from 1 to 4096");
  private static final SplitOptions SPLIT = SplitOptions.either();

  /** Used by the service loader. */
  public ImagesProvider() {}

  @Override
  public String name() {
    return "images";
  }

  @Override
  public String summary() {
    return "a folder of PNG and JPEG images; folders within it are their labels";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(List.of(COLOR, SIZE, ByteScale.OPTION));
    options.addAll(BinarizeOptions.list());
    options.addAll(SPLIT.list());
    return List.copyOf(options);
  }

  @Override
  public DataSplits open(Source source, Options options) {
    Path folder = SourcePath.of(name(), "a folder of images", source);
    ColorMode color = options.get(COLOR);
    float divisor = options.get(ByteScale.OPTION).divisor();
    Optional<DataShape.Image> size = size(options.get(SIZE), color);
    Path train = folder.resolve("train");
    Path test = folder.resolve("test");
    DataSet forTraining;
    Optional<DataSet> forTest;
    if (Files.isDirectory(train) && Files.isDirectory(test)) {
      ImageFolder ofTrain = ImageFolder.of(train);
      ImageFolder ofTest = ImageFolder.of(test);
      // The parts of a set have the same factors: labels in both, or none.
      List<String> classes =
          ofTrain.labels().isEmpty() || ofTest.labels().isEmpty()
              ? List.of()
              : FactorColumns.classes(
                      "label",
                      Stream.concat(ofTrain.labels().stream(), ofTest.labels().stream()).toList())
                  .values();
      forTraining = ofTrain.read(color, size, classes, divisor);
      forTest = Optional.of(ofTest.read(color, size, classes, divisor));
      if (!forTest.get().shape().equals(forTraining.shape())) {
        throw new Latent4jException(
            folder
                + ": an example to train on is a "
                + forTraining.shape()
                + ", one to test on a "
                + forTest.get().shape()
                + "; give the option 'size' to scale all to the same");
      }
    } else {
      ImageFolder all = ImageFolder.of(folder);
      forTraining = all.read(color, size, all.labels(), divisor);
      forTest = Optional.empty();
    }
    return BinarizeOptions.apply(
        options,
        SPLIT.apply(
            options, SourcePath.name(folder), forTraining, forTest, source.random().split(name())));
  }

  private static Optional<DataShape.Image> size(List<Integer> size, ColorMode color) {
    return size.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DataShape.Image(size.get(0), size.get(size.size() - 1), color.channels()));
  }
}
