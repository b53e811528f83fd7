package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.Examples;
import org.latent4j.kernels.RandomStreams;

class NpyProviderTests {
  private static final Map<String, ?> ALL_TRAIN = Map.of("validation", 0, "test", 0);

  @TempDir Path folder;

  private Path array(int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.data()[i] = i;
    }
    Path file = folder.resolve("data.npy");
    NpyWriter.write(file, tensor);
    return file;
  }

  private static Path bytes(Path file, String shape, int... values) {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + "}";
    byte[] content = new byte[10 + header.length() + values.length];
    content[0] = (byte) 0x93;
    System.arraycopy("NUMPY".getBytes(), 0, content, 1, 5);
    content[6] = 1;
    content[8] = (byte) header.length();
    System.arraycopy(header.getBytes(), 0, content, 10, header.length());
    for (int i = 0; i < values.length; i++) {
      content[10 + header.length() + i] = (byte) values[i];
    }
    return IdxFiles.write(file, content);
  }

  /** The example that begins with this number, wherever the split put it. */
  private static float[] example(DataSet data, float first) {
    for (int row = 0; row < data.size(); row++) {
      float[] example = Examples.one(data, row);
      if (example[0] == first) {
        return example;
      }
    }
    throw new AssertionError("no example begins with " + first);
  }

  @Test
  void tablesAreSplitBySeed() {
    DataSplits splits = Opened.with(new NpyProvider(), array(50, 3), Map.of());
    assertThat(splits.name()).isEqualTo("data.npy");
    assertThat(splits.train().shape())
        .isEqualTo(new DataShape.Table(List.of("feature-0", "feature-1", "feature-2")));
    assertThat(splits.train().size()).isEqualTo(40);
    assertThat(splits.validation().size()).isEqualTo(5);
    assertThat(splits.test().size()).isEqualTo(5);
    float first = Examples.one(splits.test(), 0)[0];
    assertThat(Examples.one(splits.test(), 0)).containsExactly(first, first + 1, first + 2);
  }

  @Test
  void imagesHaveThreeOrFourDimensions() {
    assertThat(Opened.with(new NpyProvider(), array(4, 2, 3), ALL_TRAIN).train().shape())
        .isEqualTo(new DataShape.Image(2, 3, 1));
    assertThat(Opened.with(new NpyProvider(), array(4, 2, 5, 3), ALL_TRAIN).train().shape())
        .isEqualTo(new DataShape.Image(2, 5, 3));
    assertThat(Opened.with(new NpyProvider(), array(4), ALL_TRAIN).train().shape().features())
        .isEqualTo(1);
  }

  @Test
  void channelsThatComeFirstAreMovedLast() {
    DataSet data =
        Opened.with(
                new NpyProvider(),
                array(2, 3, 1, 2),
                Map.of("channels", "first", "validation", 0, "test", 0))
            .train();
    assertThat(data.shape()).isEqualTo(new DataShape.Image(1, 2, 3));
    assertThat(example(data, 6)).containsExactly(6, 8, 10, 7, 9, 11);

    Path bytes = bytes(folder.resolve("b.npy"), "(1, 2, 1, 2)", 2, 3, 4, 5);
    DataSet ofBytes =
        Opened.with(
                new NpyProvider(),
                bytes,
                Map.of("channels", "first", "scale", "none", "validation", 0, "test", 0))
            .train();
    assertThat(Examples.one(ofBytes, 0)).containsExactly(2, 4, 3, 5);
  }

  @Test
  void rowsCanBeImages() {
    DataSet data =
        Opened.with(
                new NpyProvider(),
                array(5, 6),
                Map.of("image", List.of(2, 3), "validation", 0, "test", 0))
            .train();
    assertThat(data.shape()).isEqualTo(new DataShape.Image(2, 3, 1));
    assertThatThrownBy(
            () -> Opened.with(new NpyProvider(), array(5, 6), Map.of("image", List.of(2, 2))))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("4 values")
        .hasMessageContaining("6 columns");
    assertThatThrownBy(() -> Opened.with(new NpyProvider(), array(5, 6), Map.of("image", 6)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("two or three numbers");
  }

  @Test
  void bytesAreScaledIfTheyAreMoreThanBits() {
    Path bits = bytes(folder.resolve("bits.npy"), "(2, 2)", 0, 1, 1, 1);
    assertThat(Examples.all(Opened.with(new NpyProvider(), bits, ALL_TRAIN).train()).data())
        .containsExactlyInAnyOrder(0, 1, 1, 1);
    Path greys = bytes(folder.resolve("greys.npy"), "(1, 3)", 0, 51, 255);
    assertThat(Examples.all(Opened.with(new NpyProvider(), greys, ALL_TRAIN).train()).data())
        .containsExactly(0, 0.2f, 1);
    assertThat(
            Examples.all(
                    Opened.with(
                            new NpyProvider(),
                            greys,
                            Map.of("scale", "none", "validation", 0, "test", 0))
                        .train())
                .data())
        .containsExactly(0, 51, 255);
  }

  @Test
  void floatsAreScaledOnlyIfAsked() {
    assertThat(example(Opened.with(new NpyProvider(), array(2, 2), ALL_TRAIN).train(), 2))
        .containsExactly(2, 3);
    DataSet scaled =
        Opened.with(
                new NpyProvider(), array(2, 2), Map.of("scale", "unit", "validation", 0, "test", 0))
            .train();
    assertThat(example(scaled, 2 / 255f)).containsExactly(2 / 255f, 3 / 255f);
  }

  @Test
  void labelsComeFromAFileBeside() {
    NpyWriter.write(folder.resolve("labels.npy"), new int[] {7, 3, 7, 5});
    DataSet data =
        Opened.with(
                new NpyProvider(),
                array(4, 2),
                Map.of("labels", "labels.npy", "validation", 0, "test", 0))
            .train();
    assertThat(data.factors().get(0).values()).containsExactly("3", "5", "7");
    for (int row = 0; row < 4; row++) {
      int example = (int) Examples.one(data, row)[0] / 2;
      assertThat(data.factor(row, 0)).isEqualTo(new int[] {2, 0, 2, 1}[example]);
    }
    NpyWriter.write(folder.resolve("labels.npy"), new int[] {7, 3, 7});
    assertThatThrownBy(
            () -> Opened.with(new NpyProvider(), array(4, 2), Map.of("labels", "labels.npy")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("3 labels")
        .hasMessageContaining("4 examples");
  }

  @Test
  void severalColumnsOfLabelsAreSeveralFactors() {
    NpyWriter.write(folder.resolve("labels.npy"), Tensor.of(new float[] {0, 0.5f, 1, 0.25f}, 2, 2));
    DataSet data =
        Opened.with(
                new NpyProvider(),
                array(2, 2),
                Map.of("labels", "labels.npy", "validation", 0, "test", 0))
            .train();
    assertThat(data.factors()).extracting(f -> f.name()).containsExactly("label-0", "label-1");
    assertThat(data.factors().get(1).values()).containsExactly("0.25", "0.5");
  }

  @Test
  void arraysOfOtherRanksAreRejected() {
    assertThatThrownBy(() -> Opened.with(new NpyProvider(), array(2, 2, 2, 2, 2), Map.of()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("[2, 2, 2, 2, 2]")
        .hasMessageContaining("[examples, columns]");
    Path scalar = bytes(folder.resolve("scalar.npy"), "()", 3);
    assertThatThrownBy(() -> Opened.with(new NpyProvider(), scalar, Map.of()))
        .isInstanceOf(Latent4jException.class);
  }

  @Test
  void formatWithoutAPathAsksForOne() {
    for (DataSetProvider provider :
        List.of(
            new NpyProvider(),
            new NpzProvider(),
            new CsvProvider(),
            new IdxProvider(),
            new ImagesProvider())) {
      assertThatThrownBy(
              () ->
                  provider.open(
                      new DataSetProvider.Source(
                          Optional.of(folder), Optional.empty(), RandomStreams.seeded(1)),
                      Options.defaults(provider.options())))
          .isInstanceOf(Latent4jException.class)
          .hasMessageContaining("data '" + provider.name() + "' is a format")
          .hasMessageContaining("--data PATH");
    }
  }
}
