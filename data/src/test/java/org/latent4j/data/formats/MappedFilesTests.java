package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.RowDataSet;
import org.latent4j.kernels.RandomStreams;

/** Files that stay on disk give what files that are read whole give. */
class MappedFilesTests {
  private static final int ROWS = 50;
  private static final int COLUMNS = 6;
  private static final long ALWAYS = 0;
  private static final long NEVER = Long.MAX_VALUE;

  @TempDir private Path folder;

  private static Tensor all(DataSet data) {
    Tensor values = Tensor.zeros(data.size(), data.shape().features());
    int[] rows = IntStream.range(0, data.size()).toArray();
    data.read(rows, 0, rows.length, values, RandomStreams.seeded(1));
    return values;
  }

  private static void assertSame(DataSet mapped, DataSet whole) {
    assertThat(mapped).isInstanceOf(RowDataSet.class);
    assertThat(whole).isNotInstanceOf(RowDataSet.class);
    assertThat(all(mapped).data()).containsExactly(all(whole).data());
    assertThat(mapped.shape()).isEqualTo(whole.shape());
    assertThat(mapped.factors()).isEqualTo(whole.factors());
    assertThat(mapped.fingerprint()).isEqualTo(whole.fingerprint());
  }

  @Test
  void anInterruptedThreadReadsThemAndOthersDoSoAfterIt() throws IOException {
    Path file = npy("<f4", "(" + ROWS + ", " + COLUMNS + ")", numbers("<f4", ROWS * COLUMNS));
    DataSet mapped = Npy.examples(file, Optional.empty(), form(ArrayForm.Scale.NONE), ALWAYS);
    float[] before = all(mapped).data();
    Thread.currentThread().interrupt();
    assertThat(all(mapped).data()).containsExactly(before);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(all(mapped).data()).containsExactly(before);
  }

  private Path npy(String type, String shape, byte[] content) throws IOException {
    String dictionary = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + "}";
    byte[] text = String.format("%-117s%n", dictionary).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file =
        ByteBuffer.allocate(10 + text.length + content.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY\1\0".getBytes(StandardCharsets.US_ASCII));
    file.putShort((short) text.length).put(text).put(content);
    return Files.write(folder.resolve("array.npy"), file.array());
  }

  /** Numbers of a type that are all finite: of floats the sign and the low bits are arbitrary. */
  private static byte[] numbers(String type, int count) {
    int bytes = type.charAt(2) - '0';
    byte[] content = new byte[count * bytes];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 37 + i / 7);
    }
    if (type.charAt(1) == 'f') {
      for (int i = 0; i < count; i++) {
        content[i * bytes + (type.charAt(0) == '>' ? 0 : bytes - 1)] &= (byte) 0x83;
      }
    }
    return content;
  }

  private static ArrayForm form(ArrayForm.Scale scale) {
    return new ArrayForm(scale, ArrayForm.Channels.LAST, List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|b1", "|i1", "|u1", "<i2", ">i2", "<i4", ">i8", "<u2", ">u4", "<u8", "<f2", ">f2", "<f4",
        ">f4", "<f8", ">f8"
      })
  void npyIsTheSameMappedForEachType(String type) throws IOException {
    Path file = npy(type, "(50, 2, 3)", numbers(type, ROWS * COLUMNS));
    for (ArrayForm.Scale scale : ArrayForm.Scale.values()) {
      assertSame(
          Npy.examples(file, Optional.empty(), form(scale), ALWAYS),
          Npy.examples(file, Optional.empty(), form(scale), NEVER));
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "255"})
  void idxIsTheSameMapped(float divisor) {
    Path images = IdxFiles.write(folder.resolve("images"), IdxFiles.images(ROWS, 2, 3));
    Path labels = IdxFiles.write(folder.resolve("labels"), IdxFiles.labels(ROWS, 4));
    assertSame(
        Idx.images(images, Optional.of(labels), List.of(), divisor, ALWAYS),
        Idx.images(images, Optional.of(labels), List.of(), divisor, NEVER));
  }

  @Test
  void whatIsNotInPlaceOrCompressedIsReadWhole() throws IOException {
    Path images =
        IdxFiles.write(folder.resolve("i.gz"), IdxFiles.gzip(IdxFiles.images(ROWS, 2, 3)));
    assertThat(Idx.images(images, Optional.empty(), List.of(), 255, ALWAYS))
        .isNotInstanceOf(RowDataSet.class);
    Path file = npy("|u1", "(50, 3, 1, 2)", numbers("|u1", ROWS * COLUMNS));
    ArrayForm channelsFirst =
        new ArrayForm(ArrayForm.Scale.AUTO, ArrayForm.Channels.FIRST, List.of());
    assertThat(Npy.examples(file, Optional.empty(), channelsFirst, ALWAYS))
        .isNotInstanceOf(RowDataSet.class);
  }

  /** A row that begins in one mapping of 1 GiB and ends in the next; the file is sparse. */
  @Test
  void rowsCrossFromOneMappingToTheNext() throws IOException {
    int features = 28 * 28;
    int count = (1 << 30) / features + 3;
    Path file = folder.resolve("large");
    int row = (1 << 30) / features;
    byte[] pixels = new byte[features];
    for (int i = 0; i < features; i++) {
      pixels[i] = (byte) (i * 5 + 1);
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      ByteBuffer header = ByteBuffer.allocate(16);
      header.putInt(0x803).putInt(count).putInt(28).putInt(28).flip();
      channel.write(header, 0);
      channel.write(ByteBuffer.wrap(pixels), 16 + (long) row * features);
      channel.write(ByteBuffer.wrap(new byte[] {9}), 16 + (long) count * features - 1);
    }
    DataSet data = Idx.images(file, Optional.empty(), List.of(), 1);
    assertThat(data).isInstanceOf(RowDataSet.class);
    assertThat(data.size()).isEqualTo(count);
    assertThat(data.shape()).isEqualTo(new DataShape.Image(28, 28, 1));
    Tensor read = Tensor.zeros(2, features);
    data.read(new int[] {row, count - 1}, 0, 2, read, RandomStreams.seeded(1));
    for (int i = 0; i < features; i++) {
      assertThat(read.at(0, i)).isEqualTo(pixels[i] & 0xff);
    }
    assertThat(read.at(1, features - 1)).isEqualTo(9);
    Files.delete(file);
  }

  @Test
  void sizesThatAreNotTheFilesAreRefusedBeforeItIsMapped() {
    byte[] content = IdxFiles.images(ROWS, 2, 3);
    Path shorter = IdxFiles.write(folder.resolve("s"), java.util.Arrays.copyOf(content, 100));
    assertThatThrownBy(() -> Idx.images(shorter, Optional.empty(), List.of(), 255, ALWAYS))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("asks for 316 bytes, but the file has 100");
    byte[] huge = IdxFiles.bytes(0x803, new int[] {1 << 30, 1 << 12, 1 << 12}, 100);
    Path lying = IdxFiles.write(folder.resolve("l"), huge);
    assertThatThrownBy(() -> Idx.images(lying, Optional.empty(), List.of(), 255, ALWAYS))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("but the file has 116");
    byte[] wide = IdxFiles.bytes(0x803, new int[] {1, 1 << 13, 1 << 12}, 1 << 25);
    Path large = IdxFiles.write(folder.resolve("w"), wide);
    assertThatThrownBy(() -> Idx.images(large, Optional.empty(), List.of(), 255, ALWAYS))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("more than 16777216 numbers");
  }

  @Test
  void numbersThatAreNotFiniteAreNamedWithTheirPlace() throws IOException {
    ByteBuffer values = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    values.putFloat(1).putFloat(2).putFloat(3).putFloat(4).putFloat(Float.NaN).putFloat(6);
    Path file = npy("<f4", "(3, 2)", values.array());
    DataSet data = Npy.examples(file, Optional.empty(), form(ArrayForm.Scale.NONE), ALWAYS);
    assertThatThrownBy(() -> all(data))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(file.toString(), "row 2, column 0", "NaN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", "<f8", "|u1"})
  void fileThatIsCutOffAfterwardsIsAnError(String type) throws IOException {
    Path file = npy(type, "(50000, 2)", numbers(type, 100_000));
    DataSet data = Npy.examples(file, Optional.empty(), form(ArrayForm.Scale.NONE), ALWAYS);
    for (int i = 0; i < 30; i++) {
      all(data); // until it runs as compiled code
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
    assertThatThrownBy(() -> all(data))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(file.toString(), "and now has 0");
  }
}
