package org.latent4j.data.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.data.BinarizeOptions;
import org.latent4j.data.ByteScale;
import org.latent4j.data.SplitOptions;

/**
 * {@code idx}: a file of images in MNIST's format, with the file of labels that belongs to it by
 * its name; or a folder with MNIST's four files, which has a test part.
 */
public final class IdxProvider implements DataSetProvider {
  private static final String AUTO = "auto";
  private static final String NONE = "none";
  private static final Option<String> LABELS =
      Option.text(
          "labels",
          AUTO,
          "file of labels, relative to the images' folder, or none; auto: the one named as the"
              + " images, with labels-idx1 for images-idx3, if it is there");
  private static final SplitOptions SPLIT = SplitOptions.either();

  /** Used by the service loader. */
  public IdxProvider() {}

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public String summary() {
    return "images in MNIST's file format, or a folder with train-images-… and t10k-images-…";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(List.of(LABELS, ByteScale.OPTION));
    options.addAll(BinarizeOptions.list());
    options.addAll(SPLIT.list());
    return List.copyOf(options);
  }

  @Override
  public DataSplits open(Source source, Options options) {
    Path path = SourcePath.of(name(), "an IDX file or a folder of them", source);
    Path images = path;
    Optional<Path> testImages = Optional.empty();
    if (Files.isDirectory(path)) {
      images = within(path, "train-images-idx3-ubyte");
      testImages = Optional.of(within(path, "t10k-images-idx3-ubyte"));
    }
    Optional<Path> labels = labels(images, options.get(LABELS));
    Optional<Path> testLabels =
        labels.isEmpty() ? Optional.empty() : testImages.flatMap(test -> labels(test, AUTO));
    if (testImages.isPresent() && testLabels.isEmpty()) {
      labels = Optional.empty();
    }
    List<String> classes = classes(labels, testLabels);
    float divisor = options.get(ByteScale.OPTION).divisor();
    DataSet forTraining = Idx.images(images, labels, classes, divisor);
    Optional<DataSet> forTest =
        testImages.map(test -> Idx.images(test, testLabels, classes, divisor));
    if (forTest.isPresent() && !forTest.get().shape().equals(forTraining.shape())) {
      throw new Latent4jException(
          path
              + ": an example to train on is a "
              + forTraining.shape()
              + ", one to test on a "
              + forTest.get().shape()
              + "; they must be alike");
    }
    return BinarizeOptions.apply(
        options,
        SPLIT.apply(
            options, SourcePath.name(path), forTraining, forTest, source.random().split(name())));
  }

  private static Path within(Path folder, String name) {
    return gzippedOrNot(folder.resolve(name))
        .orElseThrow(
            () ->
                new Latent4jException(
                    folder
                        + ": there is no "
                        + name
                        + ".gz (nor the same without .gz) in this folder; give the path of a file"
                        + " of images instead"));
  }

  private static Optional<Path> gzippedOrNot(Path file) {
    Path gzipped = file.resolveSibling(file.getFileName() + ".gz");
    return Files.exists(gzipped) ? Optional.of(gzipped) : Optional.of(file).filter(Files::exists);
  }

  private static Optional<Path> labels(Path images, String option) {
    if (option.equals(NONE)) {
      return Optional.empty();
    }
    if (!option.equals(AUTO)) {
      return Optional.of(images.resolveSibling(option));
    }
    String name = String.valueOf(images.getFileName()).replaceFirst("\\.gz$", "");
    String ofLabels = name.replace("images", "labels").replace("idx3", "idx1");
    return ofLabels.equals(name) ? Optional.empty() : gzippedOrNot(images.resolveSibling(ofLabels));
  }

  /** The classes of both parts: the numbers up to the greatest that occurs. */
  private static List<String> classes(Optional<Path> labels, Optional<Path> testLabels) {
    int greatest = -1;
    for (Optional<Path> file : List.of(labels, testLabels)) {
      if (file.isPresent()) {
        for (byte label : Idx.read(file.get()).values()) {
          greatest = Math.max(greatest, label & 0xff);
        }
      }
    }
    return IntStream.rangeClosed(0, greatest).mapToObj(Integer::toString).toList();
  }
}
