package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.Examples;

class NpzTests {
  /**
   * Written by NumPy 2.4 with {@code savez_compressed}: x_train = arange(24,
   * dtype=uint8).reshape(6, 2, 2), y_train = [0, 1, 2, 0, 1, 2] (int64), x_test = arange(8,
   * dtype=uint8).reshape(2, 2, 2), y_test = [3, 0].
   */
  private static final byte[] NUMPY =
      Base64.getDecoder()
          .decode(
              "UEsDBC0AAAAIAAAAIQCxjBFb//////////8LABQAeF90cmFpbi5ucHkBABAAmAAAAAAAAABgAAAAAAAAAJvsF+"
                  + "obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GmY6CkZAp"
                  + "KmjUKtAHuBiYGRiZmFlY+fg5OLm4eXjFxAUEhYRFRMHAFBLAwQtAAAACAAAACEAV9O0Ev//////////"
                  + "CwAUAHlfdHJhaW4ubnB5AQAQALAAAAAAAAAATwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2m"
                  + "hrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpmOpo6CrUKFAAuBihghNJMDKgAXRwAUEsDBC"
                  + "0AAAAIAAAAIQBhYP21//////////8KABQAeF90ZXN0Lm5weQEAEACIAAAAAAAAAE8AAAAAAAAAm+wX6"
                  + "hsQychQxlCtnpJanFykbqWgXlNqqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjoKIKSp"
                  + "o1CrQB7gYmBkYmZhZWMHAFBLAwQtAAAACAAAACEAEt6ZLP//////////CgAUAHlfdGVzdC5ucHkBABA"
                  + "AkAAAAAAAAABIAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TaaGuo6Cell9UUpSYF59flJIKEn"
                  + "dLzClOBYoXZyQWpAL5GkY6mjoKtQoUAC5mBlQAAFBLAQItAy0AAAAIAAAAIQCxjBFbYAAAAJgAAAALA"
                  + "AAAAAAAAAAAAACAAQAAAAB4X3RyYWluLm5weVBLAQItAy0AAAAIAAAAIQBX07QSTwAAALAAAAALAAAA"
                  + "AAAAAAAAAACAAZ0AAAB5X3RyYWluLm5weVBLAQItAy0AAAAIAAAAIQBhYP21TwAAAIgAAAAKAAAAAAA"
                  + "AAAAAAACAASkBAAB4X3Rlc3QubnB5UEsBAi0DLQAAAAgAAAAhABLemSxIAAAAkAAAAAoAAAAAAAAAAA"
                  + "AAAIABtAEAAHlfdGVzdC5ucHlQSwUGAAAAAAQABADiAAAAOAIAAAAA");

  @TempDir Path folder;

  private Path numpy() {
    return IdxFiles.write(folder.resolve("numpy.npz"), NUMPY);
  }

  private Path archive(String name, Map<String, Tensor> arrays) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NpyWriter.write(bytes, array.getValue());
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(bytes.toByteArray());
        zip.closeEntry();
      }
    }
    return file;
  }

  @Test
  void archivesOfNumpyAreRead() {
    try (Npz npz = Npz.open(numpy())) {
      assertThat(npz.keys()).containsExactly("x_train", "y_train", "x_test", "y_test");
      assertThat(npz.read("x_test").shape()).containsExactly(2, 2, 2);
      assertThat(npz.read("y_train").data()).containsExactly(0, 1, 2, 0, 1, 2);
    }
  }

  @Test
  void testPartAndLabelsAreFoundByTheirUsualNames() {
    DataSplits splits =
        Opened.with(new NpzProvider(), numpy(), Map.of("validation", 2, "scale", "none"));
    assertThat(splits.train().size()).isEqualTo(4);
    assertThat(splits.validation().size()).isEqualTo(2);
    assertThat(splits.test().size()).isEqualTo(2);
    assertThat(splits.train().shape()).isEqualTo(new DataShape.Image(2, 2, 1));
    assertThat(Examples.one(splits.validation(), 0)).containsExactly(16, 17, 18, 19);
    assertThat(Examples.one(splits.test(), 1)).containsExactly(4, 5, 6, 7);
    // Class 3 occurs in the test part only, but both parts have the same factor.
    assertThat(splits.train().factors()).isEqualTo(splits.test().factors());
    assertThat(splits.train().factors().get(0).values()).containsExactly("0", "1", "2", "3");
    assertThat(splits.test().factor(0, 0)).isEqualTo(3);
  }

  @Test
  void arraysCanBeChosen() throws IOException {
    Path file =
        archive(
            "own.npz",
            Map.of("features", Tensor.zeros(10, 4), "other", Tensor.zeros(3, 1, 1, 1, 1)));
    DataSplits splits = Opened.with(new NpzProvider(), file, Map.of("key", "features"));
    assertThat(splits.train().size()).isEqualTo(8);
    assertThat(splits.train().factors()).isEmpty();
    assertThatThrownBy(() -> Opened.with(new NpzProvider(), file, Map.of()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("has none of the arrays")
        .hasMessageContaining("features")
        .hasMessageContaining("'key'");
    assertThatThrownBy(() -> Opened.with(new NpzProvider(), file, Map.of("key", "feature")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("has no array 'feature'; did you mean 'features'?");
  }

  @Test
  void testPartCanBeLeftOut() {
    DataSplits splits =
        Opened.with(
            new NpzProvider(),
            numpy(),
            Map.of("test-key", "none", "labels", "none", "validation", 1, "test", 1));
    assertThat(splits.train().size()).isEqualTo(4);
    assertThat(splits.test().size()).isEqualTo(1);
    assertThat(splits.test().factors()).isEmpty();
  }

  @Test
  void testPartOfAnotherShapeIsRejected() throws IOException {
    Path file =
        archive("two.npz", Map.of("x_train", Tensor.zeros(9, 4), "x_test", Tensor.zeros(9, 5)));
    assertThatThrownBy(() -> Opened.with(new NpzProvider(), file, Map.of()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("table of 4 columns")
        .hasMessageContaining("table of 5 columns");
  }

  @Test
  void damagedArchivesAreRejected() {
    for (int length = 1; length < NUMPY.length; length += 7) {
      Path cut = IdxFiles.write(folder.resolve("cut.npz"), Arrays.copyOf(NUMPY, length));
      assertThatThrownBy(() -> Npz.open(cut))
          .isExactlyInstanceOf(Latent4jException.class)
          .hasMessageStartingWith(cut + ": ");
    }
  }

  /** Wherever a byte is wrong, the answer is a message (or the array, if it did not matter). */
  @Test
  void anyWrongByteEndsInAMessage() {
    for (int at = 0; at < NUMPY.length; at += 3) {
      byte[] wrong = NUMPY.clone();
      wrong[at] ^= (byte) 0xff;
      Path file = IdxFiles.write(folder.resolve("wrong.npz"), wrong);
      try (Npz npz = Npz.open(file)) {
        for (String key : npz.keys()) {
          npz.read(key);
        }
      } catch (Latent4jException e) {
        assertThat(e.getMessage()).startsWith(file.toString());
      }
    }
  }

  @Test
  void impossibleCompressionIsNotBelieved() {
    byte[] bomb = NUMPY.clone();
    // The size of the first array in the central directory, which stands after its signature,
    // versions, flags, method, time, checksum and compressed size.
    int directory = indexOf(bomb, new byte[] {'P', 'K', 1, 2});
    bomb[directory + 24 + 3] = 0x70;
    Path file = IdxFiles.write(folder.resolve("bomb.npz"), bomb);
    assertThatThrownBy(
            () -> {
              try (Npz npz = Npz.open(file)) {
                npz.read("x_train");
              }
            })
        .isExactlyInstanceOf(Latent4jException.class)
        .hasMessageContaining("impossible");
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not there");
  }
}
