package org.latent4j.data.known;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.data.ByteScale;
import org.latent4j.data.Portion;
import org.latent4j.data.Split;
import org.latent4j.data.formats.Idx;

/**
 * A public set of images that is known by name and lies in IDX files of known names, gzipped or
 * not.
 *
 * @param name its name, and that of its folder in the data directory
 * @param summary one line about it
 * @param classes the names of its labels' values; empty if it has no labels
 * @param train the files to train on
 * @param validation its own validation part, if it has one
 * @param test its own test part, if it has one
 * @param split how much of each is used unless the user says otherwise
 */
public record KnownSet(
    String name,
    String summary,
    List<String> classes,
    Part train,
    Optional<Part> validation,
    Optional<Part> test,
    Split split) {

  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");
  private static final Part TRAIN =
      new Part("train-images-idx3-ubyte", Optional.of("train-labels-idx1-ubyte"));
  private static final Part TEST =
      new Part("t10k-images-idx3-ubyte", Optional.of("t10k-labels-idx1-ubyte"));

  // All 60,000 images are trained on, as in the papers; validation: 5000 takes the last of them to
  // choose an epoch by.
  private static final Split NO_VALIDATION =
      new Split(Portion.all(), Portion.count(0), Portion.all());

  /** Handwritten digits (LeCun, Cortes and Burges). */
  public static final KnownSet MNIST =
      new KnownSet(
          "mnist",
          "handwritten digits, 60,000 + 10,000 grey images of 28 × 28 (LeCun, Cortes and Burges)",
          DIGITS,
          TRAIN,
          Optional.empty(),
          Optional.of(TEST),
          NO_VALIDATION);

  /** Articles of clothing (Xiao, Rasul and Vollgraf, 2017). */
  public static final KnownSet FASHION_MNIST =
      new KnownSet(
          "fashion-mnist",
          "articles of clothing, 60,000 + 10,000 grey images of 28 × 28 (Xiao, Rasul and Vollgraf)",
          CLOTHES,
          TRAIN,
          Optional.empty(),
          Optional.of(TEST),
          NO_VALIDATION);

  /**
   * The fixed binarisation of MNIST (Salakhutdinov and Murray, 2008), in the split of Larochelle.
   */
  public static final KnownSet MNIST_BINARIZED =
      new KnownSet(
          "mnist-binarized",
          "MNIST in a fixed binarisation, 50,000 + 10,000 + 10,000 images of 28 × 28 (Salakhutdinov"
              + " and Murray; Larochelle)",
          List.of(),
          new Part("binarized-train-images-idx3-ubyte", Optional.empty()),
          Optional.of(new Part("binarized-valid-images-idx3-ubyte", Optional.empty())),
          Optional.of(new Part("binarized-test-images-idx3-ubyte", Optional.empty())),
          new Split(Portion.all(), Portion.all(), Portion.all()));

  /** Video frames of one face (Roweis), without a split of its own. */
  public static final KnownSet FREYFACES =
      new KnownSet(
          "freyfaces",
          "1,965 video frames of one face, grey images of 28 × 20 (Roweis)",
          List.of(),
          new Part("freyfaces-images-idx3-ubyte", Optional.empty()),
          Optional.empty(),
          Optional.empty(),
          new Split(Portion.all(), Portion.share(0.1), Portion.share(0.1)));

  /**
   * The files of a part, by their names without {@code .gz}.
   *
   * @param images three dimensions
   * @param labels one dimension
   */
  public record Part(String images, Optional<String> labels) {}

  /** All sets that are known. */
  public static List<KnownSet> all() {
    return List.of(MNIST, FASHION_MNIST, MNIST_BINARIZED, FREYFACES);
  }

  /**
   * Opens the set in its usual split, with values in [0, 1].
   *
   * @param directory a data directory with a folder of the set's name, or the folder itself
   * @param random draws the parts of a set that has none
   * @throws Latent4jException if a file is missing or not as it should be
   */
  public DataSplits open(Path directory, RandomStream random) {
    return open(directory, split, ByteScale.UNIT.divisor(), random);
  }

  /**
   * Opens the set.
   *
   * @param directory a data directory with a folder of the set's name, or the folder itself
   * @param used how much of each part
   * @param divisor what a byte is divided by when it is read: 255 for values in [0, 1]
   * @param random draws the parts of a set that has none
   * @throws Latent4jException if a file is missing or not as it should be
   */
  public DataSplits open(Path directory, Split used, float divisor, RandomStream random) {
    Path folder = folder(directory);
    DataSet forTraining = read(folder, train, divisor);
    if (test.isEmpty()) {
      return used.draw(name, forTraining, random);
    }
    DataSet forTest = read(folder, test.get(), divisor);
    if (validation.isEmpty()) {
      return used.hold(name, forTraining, forTest);
    }
    DataSet forValidation = read(folder, validation.get(), divisor);
    return used.first(name, new DataSplits(name, forTraining, forValidation, forTest));
  }

  private DataSet read(Path folder, Part part, float divisor) {
    return Idx.images(
        file(folder, part.images()),
        part.labels().map(labels -> file(folder, labels)),
        classes,
        divisor);
  }

  /** The first folder that has the training images. */
  private Path folder(Path directory) {
    List<Path> folders = List.of(directory.resolve(name), directory);
    List<Path> tried = new ArrayList<>();
    for (Path folder : folders) {
      for (Path file : candidates(folder, train.images())) {
        if (Files.exists(file)) {
          return folder;
        }
        tried.add(file);
      }
    }
    throw new Latent4jException(
        "data '"
            + name
            + "' is not in "
            + directory
            + (Files.isDirectory(directory) ? "" : " (no such folder)")
            + "; looked for "
            + String.join(", ", tried.stream().map(Path::toString).toList())
            + ". "
            + advice());
  }

  private Path file(Path folder, String file) {
    List<Path> candidates = candidates(folder, file);
    return candidates.stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new Latent4jException(
                    "data '"
                        + name
                        + "' is not complete: there is no "
                        + candidates.get(0)
                        + " (nor the same without .gz). "
                        + advice()));
  }

  private static List<Path> candidates(Path folder, String file) {
    return List.of(folder.resolve(file + ".gz"), folder.resolve(file));
  }

  /** What to do where the set was not found. */
  String advice() {
    return "Give its place with --data-dir DIR or the variable LATENT4J_DATA"
        + (fetched()
            ? ", or download it with 'latent4j data fetch " + name + " --data-dir DIR'"
            : "; it is not among those that can be downloaded");
  }

  private boolean fetched() {
    return RemoteSet.known().stream().anyMatch(remote -> remote.name().equals(name));
  }
}
