package org.latent4j.data.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.data.Examples;
import org.latent4j.data.formats.IdxFiles;
import org.latent4j.kernels.RandomStreams;

class KnownSetTests {
  @TempDir Path folder;

  private void writeMnist(Path directory, boolean gzip) {
    String suffix = gzip ? ".gz" : "";
    write(directory.resolve("train-images-idx3-ubyte" + suffix), IdxFiles.images(60, 4, 4), gzip);
    write(directory.resolve("train-labels-idx1-ubyte" + suffix), IdxFiles.labels(60, 10), gzip);
    write(directory.resolve("t10k-images-idx3-ubyte" + suffix), IdxFiles.images(20, 4, 4), gzip);
    write(directory.resolve("t10k-labels-idx1-ubyte" + suffix), IdxFiles.labels(20, 10), gzip);
  }

  private static void write(Path file, byte[] content, boolean gzip) {
    IdxFiles.write(file, gzip ? IdxFiles.gzip(content) : content);
  }

  private DataSplits open(DataSetProvider provider, Map<String, ?> given) {
    return provider.open(
        new DataSetProvider.Source(Optional.of(folder), Optional.empty(), RandomStreams.seeded(1)),
        Options.resolve("data '" + provider.name() + "'", provider.options(), given));
  }

  @Test
  void validationIsTheEndOfTheTrainingFile() {
    writeMnist(folder.resolve("mnist"), true);
    DataSplits splits = open(new MnistProvider(), Map.of("validation", 10));

    assertThat(splits.name()).isEqualTo("mnist");
    assertThat(splits.train().size()).isEqualTo(50);
    assertThat(splits.validation().size()).isEqualTo(10);
    assertThat(splits.test().size()).isEqualTo(20);
    assertThat(splits.train().shape()).isEqualTo(new DataShape.Image(4, 4, 1));
    // The 51st image begins with byte number 50 · 16 of the file, whose i-th byte is 7i.
    assertThat(Examples.one(splits.validation(), 0)[0]).isEqualTo(50 * 16 * 7 % 256 / 255f);
    assertThat(splits.validation().factor(3, 0)).isEqualTo(3);
    assertThat(splits.train().factors().get(0).values()).hasSize(10);
  }

  @Test
  void allOfTheTrainingFileCanBeTrainedOn() {
    writeMnist(folder.resolve("mnist"), true);
    DataSplits splits = open(new MnistProvider(), Map.of());
    assertThat(splits.train().size()).isEqualTo(60);
    assertThat(splits.validation().size()).isZero();
  }

  @Test
  void partsCanBeLimited() {
    writeMnist(folder.resolve("mnist"), true);
    DataSplits splits =
        open(new MnistProvider(), Map.of("train", 7, "validation", "10%", "test", 3));
    assertThat(splits.train().size()).isEqualTo(7);
    assertThat(splits.validation().size()).isEqualTo(6);
    assertThat(splits.test().size()).isEqualTo(3);
  }

  @Test
  void moreThanThereIsSaysHowManyThereAre() {
    writeMnist(folder.resolve("mnist"), true);
    assertThatThrownBy(() -> open(new MnistProvider(), Map.of("validation", 5000)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("data 'mnist'")
        .hasMessageContaining("validation 5000")
        .hasMessageContaining("60 examples");
    assertThatThrownBy(() -> open(new MnistProvider(), Map.of("validation", 5, "test", 21)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("data 'mnist'.test: 21")
        .hasMessageContaining("there are 20");
  }

  @Test
  void filesMayLieUncompressedInTheDirectoryItself() {
    writeMnist(folder, false);
    assertThat(open(new FashionMnistProvider(), Map.of("validation", 10)).train().size())
        .isEqualTo(50);
    assertThat(
            open(new FashionMnistProvider(), Map.of("validation", 10))
                .train()
                .factors()
                .get(0)
                .values())
        .startsWith("T-shirt/top")
        .endsWith("ankle boot");
  }

  @Test
  void pathTakesTheDirectorysPlace() {
    writeMnist(folder.resolve("elsewhere"), true);
    MnistProvider provider = new MnistProvider();
    DataSplits splits =
        provider.open(
            new DataSetProvider.Source(
                Optional.empty(),
                Optional.of(folder.resolve("elsewhere")),
                RandomStreams.seeded(1)),
            Options.resolve("data", provider.options(), Map.of("validation", 10)));
    assertThat(splits.train().size()).isEqualTo(50);
  }

  @Test
  void bytesCanBeLeftUnscaled() {
    writeMnist(folder.resolve("mnist"), true);
    DataSplits splits = open(new MnistProvider(), Map.of("validation", 10, "scale", "none"));
    assertThat(Examples.one(splits.train(), 0)).startsWith(0f, 7f, 14f);
  }

  @Test
  void unscaledBytesAreNotBinarised() {
    writeMnist(folder.resolve("mnist"), true);
    assertThatThrownBy(
            () ->
                open(
                    new MnistProvider(),
                    Map.of("validation", 10, "scale", "none", "binarize", "dynamic")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("7.0")
        .hasMessageContaining("scale the data to [0, 1]");
  }

  @Test
  void binarizedSetComesInThreeParts() {
    Path directory = folder.resolve("mnist-binarized");
    write(
        directory.resolve("binarized-train-images-idx3-ubyte.gz"), IdxFiles.images(5, 2, 2), true);
    write(
        directory.resolve("binarized-valid-images-idx3-ubyte.gz"), IdxFiles.images(3, 2, 2), true);
    write(directory.resolve("binarized-test-images-idx3-ubyte.gz"), IdxFiles.images(2, 2, 2), true);
    DataSplits splits = open(new MnistBinarizedProvider(), Map.of());
    assertThat(splits.train().size()).isEqualTo(5);
    assertThat(splits.validation().size()).isEqualTo(3);
    assertThat(splits.test().size()).isEqualTo(2);
    assertThat(splits.train().factors()).isEmpty();
  }

  @Test
  void framesOfAFaceAreSplitBySeed() {
    Path directory = folder.resolve("freyfaces");
    write(directory.resolve("freyfaces-images-idx3-ubyte.gz"), IdxFiles.images(50, 2, 2), true);
    DataSplits splits = open(new FreyFacesProvider(), Map.of());
    assertThat(splits.train().size()).isEqualTo(40);
    assertThat(splits.validation().size()).isEqualTo(5);
    assertThat(splits.test().size()).isEqualTo(5);
  }

  @Test
  void missingSetSaysWhereItWasLookedForAndWhatToDo() {
    assertThatThrownBy(() -> open(new MnistProvider(), Map.of("validation", 5000)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("data 'mnist' is not in " + folder)
        .hasMessageContaining(folder.resolve("mnist/train-images-idx3-ubyte.gz").toString())
        .hasMessageContaining(folder.resolve("train-images-idx3-ubyte").toString())
        .hasMessageContaining("--data-dir")
        .hasMessageContaining("LATENT4J_DATA")
        .hasMessageContaining("latent4j data fetch mnist");
  }

  @Test
  void whatCannotBeDownloadedIsNotOfferedForDownload() {
    assertThatThrownBy(() -> KnownSet.FREYFACES.open(folder, RandomStreams.seeded(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("--data-dir")
        .hasMessageContaining("not among those that can be downloaded");
  }

  @Test
  void missingPartIsNamed() throws Exception {
    writeMnist(folder.resolve("mnist"), true);
    Files.delete(folder.resolve("mnist/t10k-labels-idx1-ubyte.gz"));
    assertThatThrownBy(() -> open(new MnistProvider(), Map.of("validation", 10)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("not complete")
        .hasMessageContaining("t10k-labels-idx1-ubyte.gz");
  }

  @Test
  void noDirectorySaysWhatToDo() {
    MnistProvider provider = new MnistProvider();
    assertThatThrownBy(
            () ->
                provider.open(
                    new DataSetProvider.Source(
                        Optional.empty(), Optional.empty(), RandomStreams.seeded(1)),
                    Options.defaults(provider.options())))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("data 'mnist' needs a data directory")
        .hasMessageContaining("LATENT4J_DATA");
  }

  @Test
  void folderThatDoesNotExistIsSaidToBeMissing() {
    MnistProvider provider = new MnistProvider();
    assertThatThrownBy(
            () ->
                provider.open(
                    new DataSetProvider.Source(
                        Optional.of(folder.resolve("nowhere")),
                        Optional.empty(),
                        RandomStreams.seeded(1)),
                    Options.defaults(provider.options())))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("no such folder");
  }
}
