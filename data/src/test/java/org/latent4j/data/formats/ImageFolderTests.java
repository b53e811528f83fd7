package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.data.Examples;

class ImageFolderTests {
  private static final Map<String, ?> ALL_TRAIN = Map.of("validation", 0, "test", 0);

  @TempDir Path folder;

  private Path rgb(String name, String format, int width, int... pixels) throws IOException {
    BufferedImage image =
        new BufferedImage(width, pixels.length / width, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < pixels.length; i++) {
      image.setRGB(i % width, i / width, pixels[i]);
    }
    return write(image, name, format);
  }

  private Path grey(String name, int type, int width, int... samples) throws IOException {
    BufferedImage image = new BufferedImage(width, samples.length / width, type);
    for (int i = 0; i < samples.length; i++) {
      image.getRaster().setSample(i % width, i / width, 0, samples[i]);
    }
    return write(image, name, "png");
  }

  private Path write(BufferedImage image, String name, String format) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, format, file.toFile());
    return file;
  }

  private float[] only(Map<String, ?> options) {
    DataSplits splits = Opened.with(new ImagesProvider(), folder, options);
    assertThat(splits.train().size()).isEqualTo(1);
    return Examples.one(splits.train(), 0);
  }

  @Test
  void greyValuesAreTakenAsTheyStandInTheFile() throws IOException {
    grey("a.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 51, 128, 255);
    assertThat(only(ALL_TRAIN)).containsExactly(0, 51 / 255f, 128 / 255f, 1);
    assertThat(only(Map.of("color", "rgb", "scale", "none", "validation", 0, "test", 0)))
        .containsExactly(0, 0, 0, 51, 51, 51, 128, 128, 128, 255, 255, 255);
  }

  @Test
  void sixteenBitsAreReducedToEight() throws IOException {
    grey("a.png", BufferedImage.TYPE_USHORT_GRAY, 2, 0, 0xffff, 0x80ff, 0x1234);
    assertThat(only(Map.of("scale", "none", "validation", 0, "test", 0)))
        .containsExactly(0, 255, 0x80, 0x12);
  }

  @Test
  void blackAndWhiteImagesAreRead() throws IOException {
    grey("a.png", BufferedImage.TYPE_BYTE_BINARY, 3, 0, 1, 1);
    assertThat(only(ALL_TRAIN)).containsExactly(0, 1, 1);
  }

  @Test
  void coloursBecomeBrightnessOrThreeChannels() throws IOException {
    rgb("a.png", "png", 2, 0xff0000, 0x00ff00, 0x0000ff, 0x102030);
    // 0.299 R + 0.587 G + 0.114 B, rounded.
    assertThat(only(Map.of("scale", "none", "validation", 0, "test", 0)))
        .containsExactly(76, 150, 29, 29);
    assertThat(only(Map.of("color", "rgb", "scale", "none", "validation", 0, "test", 0)))
        .containsExactly(255, 0, 0, 0, 255, 0, 0, 0, 255, 0x10, 0x20, 0x30);
  }

  @Test
  void jpegImagesAreRead() throws IOException {
    int[] white = new int[64];
    Arrays.fill(white, 0xffffff);
    rgb("a.JPG", "jpg", 8, white);
    assertThat(only(ALL_TRAIN)).hasSize(64).containsOnly(1);
  }

  @Test
  void subfoldersAreLabels() throws IOException {
    for (int i = 0; i < 3; i++) {
      grey("cat/" + i + ".png", BufferedImage.TYPE_BYTE_GRAY, 1, 10 + i);
      grey("dog/" + i + ".png", BufferedImage.TYPE_BYTE_GRAY, 1, 20 + i);
    }
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("cat/notes.txt"), "passed over");
    DataSplits splits =
        Opened.with(
            new ImagesProvider(), folder, Map.of("scale", "none", "validation", 0, "test", 0));
    assertThat(splits.train().size()).isEqualTo(6);
    assertThat(splits.train().factors().get(0).values()).containsExactly("cat", "dog");
    for (int row = 0; row < 6; row++) {
      assertThat(splits.train().factor(row, 0))
          .isEqualTo(Examples.one(splits.train(), row)[0] >= 20 ? 1 : 0);
    }
  }

  @Test
  void foldersTrainAndTestAreTheParts() throws IOException {
    for (int i = 0; i < 10; i++) {
      grey("train/a/" + i + ".png", BufferedImage.TYPE_BYTE_GRAY, 1, i);
    }
    grey("test/b/0.png", BufferedImage.TYPE_BYTE_GRAY, 1, 99);
    DataSplits splits = Opened.with(new ImagesProvider(), folder, Map.of("scale", "none"));
    assertThat(splits.train().size()).isEqualTo(9);
    assertThat(splits.validation().size()).isEqualTo(1);
    assertThat(splits.test().size()).isEqualTo(1);
    assertThat(Examples.one(splits.test(), 0)).containsExactly(99);
    assertThat(splits.train().factors()).isEqualTo(splits.test().factors());
    assertThat(splits.test().factor(0, 0)).isEqualTo(1);

    grey("test/b/0.png", BufferedImage.TYPE_BYTE_GRAY, 2, 99, 99);
    assertThatThrownBy(() -> Opened.with(new ImagesProvider(), folder, Map.of()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("1 × 1 image")
        .hasMessageContaining("1 × 2 image");
  }

  @Test
  void imagesOfAnotherSizeAreNamed() throws IOException {
    grey("a.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 0);
    Path other = grey("b.png", BufferedImage.TYPE_BYTE_GRAY, 1, 0, 0, 0);
    assertThatThrownBy(() -> Opened.with(new ImagesProvider(), folder, Map.of()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(other + ": is 3 × 1")
        .hasMessageContaining("is 1 × 2")
        .hasMessageContaining("'size'");
    DataSplits scaled =
        Opened.with(
            new ImagesProvider(),
            folder,
            Map.of("size", List.of(2, 3), "validation", 0, "test", 0));
    assertThat(scaled.train().shape()).isEqualTo(new DataShape.Image(2, 3, 1));
  }

  @Test
  void scalingDownTakesTheMeanOfTheArea() throws IOException {
    grey("a.png", BufferedImage.TYPE_BYTE_GRAY, 4, 10, 20, 0, 0, 30, 40, 0, 4);
    assertThat(only(Map.of("size", List.of(1, 2), "scale", "none", "validation", 0, "test", 0)))
        .containsExactly(25, 1);
  }

  @Test
  void scalingByAPartOfAPixelWeighsItsParts() throws IOException {
    grey("a.png", BufferedImage.TYPE_BYTE_GRAY, 3, 30, 60, 90);
    // The first of two covers one and a half pixels: (30 + 0.5 · 60) / 1.5.
    assertThat(only(Map.of("size", List.of(1, 2), "scale", "none", "validation", 0, "test", 0)))
        .containsExactly(40, 80);
  }

  @Test
  void scalingUpRepeatsPixels() throws IOException {
    rgb("a.png", "png", 1, 0x010203, 0x040506);
    assertThat(
            only(
                Map.of(
                    "size",
                    List.of(4, 2),
                    "color",
                    "rgb",
                    "scale",
                    "none",
                    "validation",
                    0,
                    "test",
                    0)))
        .containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 4, 5, 6, 4, 5, 6);
  }

  @Test
  void foldersWithoutImagesAreRejected() throws IOException {
    Files.writeString(folder.resolve("readme.txt"), "no image");
    assertThatThrownBy(() -> ImageFolder.of(folder))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("no images")
        .hasMessageContaining("*.png");
    assertThatThrownBy(() -> ImageFolder.of(folder.resolve("none")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("no such folder");
    assertThatThrownBy(() -> ImageFolder.of(folder.resolve("readme.txt")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("is not a folder");
  }

  @Test
  void imagesWithAndWithoutLabelAreRejected() throws IOException {
    grey("a.png", BufferedImage.TYPE_BYTE_GRAY, 1, 0);
    grey("cat/b.png", BufferedImage.TYPE_BYTE_GRAY, 1, 0);
    assertThatThrownBy(() -> ImageFolder.of(folder))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("a.png")
        .hasMessageContaining(Path.of("cat", "b.png").toString());
  }

  /** Cut off or with one byte changed anywhere, a file is read or refused with a message. */
  @Test
  void damagedImagesEndInAMessage() throws IOException {
    for (String format : List.of("png", "jpg")) {
      int[] pixels = new int[256];
      for (int i = 0; i < 256; i++) {
        pixels[i] = i * 0x010307;
      }
      Path file = rgb("a." + format, format, 16, pixels);
      byte[] whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at += 5) {
        byte[] wrong = whole.clone();
        wrong[at] ^= (byte) 0xff;
        readOrMessage(file, wrong);
        readOrMessage(file, Arrays.copyOf(whole, at));
      }
      Files.delete(file);
    }
  }

  private void readOrMessage(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    try {
      Pixels.read(file, ColorMode.RGB);
    } catch (Latent4jException e) {
      assertThat(e.getMessage()).startsWith(file + ": ");
    }
  }

  @Test
  void textNamedAsAnImageIsRejected() throws IOException {
    Files.writeString(folder.resolve("a.png"), "no image");
    assertThatThrownBy(() -> Opened.with(new ImagesProvider(), folder, Map.of()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("does not begin as a PNG or JPEG");
  }

  /** A header of 33 bytes that claims ten thousand million pixels must not take the memory. */
  @Test
  void claimedSizeIsCheckedBeforeMemoryIsTaken() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(25);
    header.putInt(13).put(new byte[] {'I', 'H', 'D', 'R'}).putInt(100_000).putInt(100_000);
    header.put(new byte[] {8, 0, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array(), 4, 17);
    header.putInt((int) crc.getValue());
    png.write(header.array());
    Files.write(folder.resolve("a.png"), png.toByteArray());
    assertThatThrownBy(() -> Opened.with(new ImagesProvider(), folder, Map.of()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("100000 × 100000 pixels");
  }
}
