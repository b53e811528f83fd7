package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Tensor;

/** The files in Base64 were written by NumPy 2.4 with {@code numpy.lib.format.write_array}. */
class NpyTests {
  /** [[1.5, -2, 3], [4, 5, 6.25]] as {@code <f4}. */
  private static final String FLOAT32 =
      "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9"
          + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAA"
          + "wAAAQEAAAIBAAACgQAAAyEA=";

  /** The same as {@code <f8}, column-major. */
  private static final String FLOAT64_COLUMN_MAJOR =
      "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyksIH0g"
          + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAD4"
          + "PwAAAAAAABBAAAAAAAAAAMAAAAAAAAAUQAAAAAAAAAhAAAAAAAAAGUA=";

  /** [[1, -2], [300, -32768]] as {@code >i2}. */
  private static final String INT16_BIG_ENDIAN =
      "k05VTVBZAQB2AHsnZGVzY3InOiAnPmkyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDIpLCB9"
          + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAf/+ASyA"
          + "AA==";

  /** [1.5, -65504, 6e-8, 0.1] as {@code <f2}, version 2.0. */
  private static final String FLOAT16_VERSION_2 =
      "k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjInLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoNCwpLCB9"
          + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAPv/7AQBm"
          + "Lg==";

  /** [[True, False], [False, True]], version 3.0. */
  private static final String BOOLEAN_VERSION_3 =
      "k05VTVBZAwB0AAAAeydkZXNjcic6ICd8YjEnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgMiks"
          + "IH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAB";

  /** [0, 2^63, 2^64 - 1] as {@code <u8}. */
  private static final String UINT64 =
      "k05VTVBZAQB2AHsnZGVzY3InOiAnPHU4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAg"
          + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAA"
          + "AAAAAAAAAACA//////////8=";

  /** arange(24).reshape(2, 3, 4) as {@code <i4}, column-major. */
  private static final String INT32_CUBE_COLUMN_MAJOR =
      "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgNCks"
          + "IH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAADAAA"
          + "AAQAAAAQAAAACAAAABQAAAABAAAADQAAAAUAAAARAAAACQAAABUAAAACAAAADgAAAAYAAAASAAAACgAAABYAAAAD"
          + "AAAADwAAAAcAAAATAAAACwAAABcAAAA=";

  @TempDir Path folder;

  private Path file(byte[] content) {
    return IdxFiles.write(folder.resolve("array.npy"), content);
  }

  private Tensor read(String base64) {
    return Npy.read(file(Base64.getDecoder().decode(base64)));
  }

  private static byte[] npy(String header, int... bytes) {
    return npy(1, header, bytes);
  }

  private static byte[] npy(int version, String header, int... bytes) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    int width = version == 1 ? 2 : 4;
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + width + text.length + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    buffer.put((byte) version).put((byte) 0);
    if (width == 2) {
      buffer.putShort((short) text.length);
    } else {
      buffer.putInt(text.length);
    }
    buffer.put(text);
    for (int b : bytes) {
      buffer.put((byte) b);
    }
    return buffer.array();
  }

  private static String header(String type, String shape) {
    return "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
  }

  private AbstractThrowableAssert<?, ?> reading(byte[] content) {
    Path file = file(content);
    return assertThatThrownBy(() -> Npy.read(file))
        .isExactlyInstanceOf(Latent4jException.class)
        .hasMessageStartingWith(file + ": ");
  }

  @Test
  void arraysOfNumpyAreRead() {
    assertThat(read(FLOAT32).shape()).containsExactly(2, 3);
    assertThat(read(FLOAT32).data()).containsExactly(1.5f, -2, 3, 4, 5, 6.25f);
    assertThat(read(INT16_BIG_ENDIAN).data()).containsExactly(1, -2, 300, -32768);
    assertThat(read(BOOLEAN_VERSION_3).data()).containsExactly(1, 0, 0, 1);
    assertThat(read(UINT64).shape()).containsExactly(3);
    assertThat(read(UINT64).data()).containsExactly(0, 0x1p63f, 0x1p64f);
  }

  @Test
  void columnMajorArraysAreTurned() {
    assertThat(read(FLOAT64_COLUMN_MAJOR).data()).containsExactly(1.5f, -2, 3, 4, 5, 6.25f);
    Tensor cube = read(INT32_CUBE_COLUMN_MAJOR);
    assertThat(cube.shape()).containsExactly(2, 3, 4);
    for (int i = 0; i < 24; i++) {
      assertThat(cube.data()[i]).isEqualTo(i);
    }
  }

  /** NumPy gives 5.960464477539063e-08 and 0.0999755859375 for the last two. */
  @Test
  void halfPrecisionIsExact() {
    assertThat(read(FLOAT16_VERSION_2).data())
        .containsExactly(1.5f, -65504, 5.960464477539063e-08f, 0.0999755859375f);
  }

  @ParameterizedTest
  @CsvSource({"<u1, 200, 200", "|u1, 200, 200", "|i1, 200, -56", "=u1, 7, 7", "|b1, 2, 1"})
  void singleBytesAreRead(String type, int stored, float value) {
    assertThat(Npy.read(file(npy(header(type, "(1,)"), stored))).data()).containsExactly(value);
  }

  @Test
  void widerIntegersAreRead() {
    byte[] ones = npy(header("<i8", "(1,)"), 255, 255, 255, 255, 255, 255, 255, 255);
    assertThat(Npy.read(file(ones)).data()).containsExactly(-1);
    byte[] unsigned = npy(header("<u4", "(1,)"), 255, 255, 255, 255);
    assertThat(Npy.read(file(unsigned)).data()).containsExactly(0x1p32f);
    byte[] sixteen = npy(header(">u2", "(1,)"), 1, 2);
    assertThat(Npy.read(file(sixteen)).data()).containsExactly(258);
  }

  @Test
  void headersOfOtherWritersAreRead() {
    String other = "{\"shape\":(1L,1),\"descr\":\"<u1\",\"fortran_order\":True}";
    assertThat(Npy.read(file(npy(other, 9))).shape()).containsExactly(1, 1);
    assertThat(Npy.read(file(npy(header("<u1", "()"), 9))).shape()).containsExactly(1);
  }

  @Test
  void whatIsWrittenIsWhatNumpyWrites() throws Exception {
    Tensor tensor = Tensor.of(new float[] {1.5f, -2, 3, 4, 5, 6.25f}, 2, 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyWriter.write(out, tensor);
    assertThat(out.toByteArray()).isEqualTo(Base64.getDecoder().decode(FLOAT32));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    Tensor large = Tensor.zeros(40_000, 3);
    for (int i = 0; i < large.size(); i++) {
      large.data()[i] = i * 0.37f;
    }
    Path file = folder.resolve("new/large.npy");
    NpyWriter.write(file, large);
    assertThat(Npy.read(file).shape()).containsExactly(40_000, 3);
    assertThat(Npy.read(file).data()).isEqualTo(large.data());

    NpyWriter.write(file, new int[] {3, -1, Integer.MAX_VALUE});
    assertThat(Npy.read(file).shape()).containsExactly(3);
    assertThat(Npy.read(file).data()).containsExactly(3, -1, 0x1p31f);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void unwritableFileIsSaid() {
    Path below = file(new byte[] {1}).resolve("below.npy");
    assertThatThrownBy(() -> NpyWriter.write(below, new int[] {1}))
        .isExactlyInstanceOf(Latent4jException.class)
        .hasMessageContaining("could not be written");
  }

  @Test
  void otherFilesSayWhatTheyBeginWith() {
    reading("PK\3\4 and more".getBytes(StandardCharsets.US_ASCII))
        .hasMessageContaining("504b0304")
        .hasMessageContaining("934e554d5059");
    reading(new byte[] {(byte) 0x93, 'N', 'U'}).hasMessageContaining("begins with 934e55;");
    reading(IdxFiles.gzip(npy(header("<u1", "(1,)"), 1))).hasMessageContaining("gunzip");
    reading(npy(9, header("<u1", "(1,)"), 1)).hasMessageContaining("version 9.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"|O", "<U5", "|S3", "<c8", "<f16", "|V4", "f4", "<i3", "<M8[ns]", ""})
  void otherTypesAreNamed(String type) {
    reading(npy(header(type, "(1,)"), 1, 2, 3, 4, 5, 6, 7, 8))
        .hasMessageContaining("'" + type + "'")
        .hasMessageContaining("float32");
  }

  @Test
  void recordsAreRejected() {
    reading(
            npy(
                "{'descr': [('a', '<f4'), ('b', '<f4')], 'fortran_order': False, 'shape': (1,), }",
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                8))
        .hasMessageContaining("records");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no dictionary",
        "{'descr': '<f4', 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 1}"
      })
  void headersThatAreNoneAreShown(String header) {
    reading(npy(header, 0, 0, 0, 0)).hasMessageContaining("dictionary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(-1,)", "(1, x)", "(1.5,)", "(0, 3)", "(,)"})
  void impossibleShapesAreRejected(String shape) {
    reading(npy(header("<u1", shape), 1)).hasMessageContaining("shape " + shape.replace(",)", ","));
  }

  /** A few bytes that claim gigabytes must not take gigabytes. */
  @Test
  void claimedSizeIsCheckedBeforeMemoryIsTaken() {
    reading(npy(header("<f8", "(2000000000,)"), 1, 2, 3)).hasMessageContaining("16000000");
    reading(npy(header("<f8", "(50000, 50000, 50000)"), 1))
        .hasMessageContaining("asks for 1000000000000");
    reading(npy(header("<f8", "(999999999999999999, 999999999999999999)"), 1))
        .hasMessageContaining("at most 2147483639");
    byte[] longHeader = npy(2, "{", 1);
    longHeader[11] = 0x7f;
    reading(longHeader).hasMessageContaining("claims a header of");
  }

  @Test
  void lengthMustAgreeWithTheHeader() {
    byte[] whole = Base64.getDecoder().decode(FLOAT32);
    for (int length = 1; length < whole.length; length++) {
      reading(Arrays.copyOf(whole, length));
    }
    reading(Arrays.copyOf(whole, whole.length - 1)).hasMessageContaining("asks for 152");
    reading(Arrays.copyOf(whole, whole.length + 1)).hasMessageContaining("has 153 bytes");
  }

  @Test
  void valuesThatAreNotFiniteAreNamedByRowAndColumn() {
    reading(npy(header("<f4", "(1, 2)"), 0, 0, 0, 0, 0, 0, 0xc0, 0x7f))
        .hasMessageContaining("row 0, column 1")
        .hasMessageContaining("NaN");
    reading(npy(header("<f4", "(2, 1)"), 0, 0, 0, 0, 0, 0, 0x80, 0xff))
        .hasMessageContaining("row 1, column 0")
        .hasMessageContaining("-Infinity");
    reading(npy(header(">f8", "(1,)"), 0x7e, 0x37, 0xe4, 0x3c, 0x88, 0, 0x75, 0x9c))
        .hasMessageContaining("which no float holds");
    reading(npy(header("<f2", "(1,)"), 0, 0x7c)).hasMessageContaining("Infinity");
  }

  @Test
  void emptyMissingAndFolderAreRejected() {
    reading(new byte[0]).hasMessageContaining("empty");
    assertThatThrownBy(() -> Npy.read(folder)).hasMessageContaining("folder");
    assertThatThrownBy(() -> Npy.read(folder.resolve("none.npy")))
        .isExactlyInstanceOf(Latent4jException.class)
        .hasMessageContaining("no such file");
  }
}
