package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.data.Examples;

class IdxTests {
  @TempDir Path folder;

  private Path file(byte[] content) {
    return IdxFiles.write(folder.resolve("file-idx3-ubyte"), content);
  }

  private AbstractThrowableAssert<?, ?> reading(byte[] content) {
    Path file = file(content);
    return assertThatThrownBy(() -> Idx.read(file))
        .isExactlyInstanceOf(Latent4jException.class)
        .hasMessageStartingWith(file + ": ");
  }

  @Test
  void plainAndGzippedFilesHoldTheSame() {
    byte[] content = IdxFiles.images(5, 3, 4);
    IdxArray plain = Idx.read(file(content));
    IdxArray gzipped = Idx.read(file(IdxFiles.gzip(content)));

    assertThat(plain.shape()).containsExactly(5, 3, 4);
    assertThat(plain.values()).isEqualTo(Arrays.copyOfRange(content, 16, content.length));
    assertThat(gzipped.shape()).containsExactly(5, 3, 4);
    assertThat(gzipped.values()).isEqualTo(plain.values());
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    byte[] content = IdxFiles.images(2, 3, 4);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Idx.write(Idx.read(file(content)), out);
    assertThat(out.toByteArray()).isEqualTo(content);
  }

  @Test
  void bytesBecomeNumbersBetweenZeroAndOne() {
    byte[] content = IdxFiles.images(1, 1, 3);
    content[16] = 0;
    content[17] = (byte) 255;
    content[18] = (byte) 128;
    DataSet data = Idx.images(file(content), Optional.empty(), List.of(), 255);

    assertThat(data.shape()).isEqualTo(new DataShape.Image(1, 3, 1));
    assertThat(Examples.one(data, 0)).containsExactly(0f, 1f, 128 / 255f);
    assertThat(data.factors()).isEmpty();
  }

  @Test
  void labelsBecomeAFactor() {
    Path images = file(IdxFiles.images(4, 2, 2));
    Path labels = IdxFiles.write(folder.resolve("labels"), IdxFiles.labels(4, 3));
    DataSet data = Idx.images(images, Optional.of(labels), List.of(), 255);

    assertThat(data.factors()).hasSize(1);
    assertThat(data.factors().get(0).name()).isEqualTo("label");
    assertThat(data.factors().get(0).values()).containsExactly("0", "1", "2");
    assertThat(data.factor(3, 0)).isEqualTo(0);
    assertThat(data.factor(2, 0)).isEqualTo(2);
  }

  @Test
  void labelsOfOtherImagesAreRejected() {
    Path images = file(IdxFiles.images(4, 2, 2));
    Path labels = IdxFiles.write(folder.resolve("labels"), IdxFiles.labels(5, 3));
    assertThatThrownBy(() -> Idx.images(images, Optional.of(labels), List.of(), 255))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("5 labels")
        .hasMessageContaining("4 images");
  }

  @Test
  void labelWithoutAClassIsRejected() {
    Path images = file(IdxFiles.images(4, 2, 2));
    Path labels = IdxFiles.write(folder.resolve("labels"), IdxFiles.labels(4, 3));
    assertThatThrownBy(() -> Idx.images(images, Optional.of(labels), List.of("a", "b"), 255))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("label 2")
        .hasMessageContaining("0 to 1");
  }

  @Test
  void labelsInPlaceOfImagesAreRejected() {
    Path labels = file(IdxFiles.labels(4, 3));
    assertThatThrownBy(() -> Idx.images(labels, Optional.empty(), List.of(), 255))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("looks like a file of labels");
  }

  @Test
  void wrongMagicNumberSaysWhatWasFoundAndWhatIsExpected() {
    byte[] content = IdxFiles.images(2, 2, 2);
    content[2] = 0x0d;
    reading(content).hasMessageContaining("00000d03").hasMessageContaining("00000803");
    reading("<html><body>not found</body></html>".getBytes(StandardCharsets.UTF_8))
        .hasMessageContaining("3c68746d");
    content[2] = 8;
    content[3] = 0;
    reading(content).hasMessageContaining("00000800");
    content[3] = (byte) 0x80;
    reading(content).hasMessageContaining("00000880");
  }

  @Test
  void truncatedFilesSaySo() {
    byte[] content = IdxFiles.images(50, 20, 20);
    for (int length : new int[] {1, 3, 7, 15}) {
      reading(Arrays.copyOf(content, length)).hasMessageContaining("cut off");
    }
    reading(Arrays.copyOf(content, content.length - 1)).hasMessageContaining("cut off");
  }

  @Test
  void truncatedGzipSaysSo() {
    byte[] content = IdxFiles.gzip(IdxFiles.images(50, 20, 20));
    for (int length = 2; length < content.length; length += 1 + length / 8) {
      reading(Arrays.copyOf(content, length)).hasMessageContaining("cut off");
    }
    byte[] shortened = IdxFiles.images(50, 20, 20);
    reading(IdxFiles.gzip(Arrays.copyOf(shortened, shortened.length - 1)))
        .hasMessageContaining("ends after 19999 of the 20000 values");
  }

  @Test
  void damagedGzipSaysSo() {
    byte[] content = IdxFiles.gzip(IdxFiles.images(50, 20, 20));
    content[content.length - 6] ^= 1; // within the checksum
    reading(content).hasMessageContaining("damaged");
  }

  @Test
  void contentAfterTheLastValueIsRejected() {
    byte[] content = IdxFiles.images(2, 2, 2);
    byte[] longer = Arrays.copyOf(content, content.length + 1);
    reading(longer).hasMessageContaining("goes on");
    reading(IdxFiles.gzip(longer)).hasMessageContaining("goes on");
  }

  /** A few bytes that claim 2 GB must not take 2 GB. */
  @Test
  void claimedSizeIsCheckedBeforeMemoryIsTaken() {
    byte[] plain = IdxFiles.bytes(0x803, new int[] {2_000_000, 32, 32}, 10);
    reading(plain).hasMessageContaining("2048000016 bytes").hasMessageContaining("at most 26");
    reading(IdxFiles.gzip(plain)).hasMessageContaining("2048000016 bytes");
  }

  @Test
  void impossibleDimensionsAreRejected() {
    reading(IdxFiles.bytes(0x803, new int[] {-1, 28, 28}, 10)).hasMessageContaining("[-1, 28, 28]");
    reading(IdxFiles.bytes(0x803, new int[] {5, 0, 28}, 10)).hasMessageContaining("[5, 0, 28]");
    reading(IdxFiles.bytes(0x803, new int[] {1 << 30, 1 << 30, 1 << 30}, 10))
        .hasMessageContaining("at most 2147483639");
  }

  @Test
  void emptyMissingAndFolderAreRejected() throws IOException {
    reading(new byte[0]).hasMessageContaining("empty");
    assertThatThrownBy(() -> Idx.read(folder.resolve("missing")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("no such file");
    Path inside = Files.createDirectory(folder.resolve("inside"));
    assertThatThrownBy(() -> Idx.read(inside))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("folder");
  }
}
