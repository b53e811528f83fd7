package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.data.Examples;

class IdxProviderTests {
  @TempDir Path folder;

  private Path file(String name, byte[] content) {
    return IdxFiles.write(folder.resolve(name), content);
  }

  @Test
  void fileHasTheLabelsThatAreNamedLikeIt() {
    Path images = file("x-images-idx3-ubyte.gz", IdxFiles.gzip(IdxFiles.images(20, 2, 2)));
    file("x-labels-idx1-ubyte", IdxFiles.labels(20, 4));
    DataSplits splits = Opened.with(new IdxProvider(), images, Map.of());
    assertThat(splits.train().size()).isEqualTo(16);
    assertThat(splits.validation().size()).isEqualTo(2);
    assertThat(splits.test().size()).isEqualTo(2);
    assertThat(splits.train().factors().get(0).values()).containsExactly("0", "1", "2", "3");
    assertThat(Opened.with(new IdxProvider(), images, Map.of("labels", "none")).train().factors())
        .isEmpty();
  }

  @Test
  void labelsCanBeGivenOrMissing() {
    Path images = file("pixels.idx", IdxFiles.images(20, 2, 2));
    assertThat(Opened.with(new IdxProvider(), images, Map.of()).train().factors()).isEmpty();
    file("classes.idx", IdxFiles.labels(20, 2));
    assertThat(
            Opened.with(new IdxProvider(), images, Map.of("labels", "classes.idx"))
                .train()
                .factors())
        .hasSize(1);
    assertThatThrownBy(
            () -> Opened.with(new IdxProvider(), images, Map.of("labels", "missing.idx")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("missing.idx: there is no such file");
  }

  @Test
  void folderHasATestPart() {
    file("train-images-idx3-ubyte", IdxFiles.images(20, 2, 2));
    file("train-labels-idx1-ubyte", IdxFiles.labels(20, 3));
    file("t10k-images-idx3-ubyte", IdxFiles.images(8, 2, 2));
    file("t10k-labels-idx1-ubyte", IdxFiles.labels(8, 5));
    DataSplits splits =
        Opened.with(new IdxProvider(), folder, Map.of("scale", "none", "binarize", "none"));
    assertThat(splits.train().size()).isEqualTo(18);
    assertThat(splits.validation().size()).isEqualTo(2);
    assertThat(splits.test().size()).isEqualTo(8);
    assertThat(splits.train().factors()).isEqualTo(splits.test().factors());
    assertThat(splits.train().factors().get(0).values()).hasSize(5);
    assertThat(Examples.one(splits.train(), 0)).containsExactly(0, 7, 14, 21);
    assertThat(Opened.with(new IdxProvider(), folder, Map.of("test", 3)).test().size())
        .isEqualTo(3);
  }

  @Test
  void folderWithoutTheFilesNamesThem() {
    file("train-images-idx3-ubyte", IdxFiles.images(20, 2, 2));
    assertThatThrownBy(() -> Opened.with(new IdxProvider(), folder, Map.of()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("t10k-images-idx3-ubyte.gz");
    file("t10k-images-idx3-ubyte", IdxFiles.images(20, 2, 3));
    assertThatThrownBy(() -> Opened.with(new IdxProvider(), folder, Map.of()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("2 × 2 image")
        .hasMessageContaining("2 × 3 image");
  }

  @Test
  void vectorsAreTablesAndFourDimensionsAreColours() {
    Path vectors = file("v", IdxFiles.bytes(0x802, new int[] {10, 3}, 30));
    assertThat(Opened.with(new IdxProvider(), vectors, Map.of()).train().shape().features())
        .isEqualTo(3);
    Path colours = file("c", IdxFiles.bytes(0x804, new int[] {10, 2, 2, 3}, 120));
    assertThat(Opened.with(new IdxProvider(), colours, Map.of()).train().shape())
        .isEqualTo(new DataShape.Image(2, 2, 3));
  }
}
