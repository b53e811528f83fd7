package org.latent4j.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Tensor;

class SafetensorsTests {
  /**
   * Written by the format's own library (Python, safetensors 0.8.0, {@code
   * safetensors.numpy.save}): {@code encoder.weight} [[1, 2, 3], [-0.5, 0.1, 1e-40]], {@code b}
   * [7], {@code s} the scalar 2.5, {@code e} of shape [0, 3]; metadata {@code format: pt, ä: ö}.
   */
  private static final String FROM_PYTHON =
      "GAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyLDpCI6IsO2IiwiZm9ybWF0IjoicHQifSwiYiI6eyJkdHlwZSI6IkYzMiIs"
          + "InNoYXBlIjpbMV0sImRhdGFfb2Zmc2V0cyI6WzAsNF19LCJlIjp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlswLDNd"
          + "LCJkYXRhX29mZnNldHMiOls0LDRdfSwiZW5jb2Rlci53ZWlnaHQiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzIs"
          + "M10sImRhdGFfb2Zmc2V0cyI6WzQsMjhdfSwicyI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbXSwiZGF0YV9vZmZz"
          + "ZXRzIjpbMjgsMzJdfX0gICAgICAgAADgQAAAgD8AAABAAABAQAAAAL/NzMw9whYBAAAAIEA=";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("weights.safetensors");
  }

  @Test
  void whatPythonWroteIsRead() throws IOException {
    Files.write(file(), Base64.getDecoder().decode(FROM_PYTHON));
    Safetensors read = Safetensors.read(file());
    assertThat(read.metadata()).isEqualTo(Map.of("format", "pt", "ä", "ö"));
    assertThat(read.tensors()).containsOnlyKeys("b", "e", "encoder.weight", "s");
    Tensor weight = read.tensors().get("encoder.weight");
    assertThat(weight.shape()).containsExactly(2, 3);
    assertThat(weight.data()).containsExactly(1f, 2f, 3f, -0.5f, 0.1f, 1e-40f);
    assertThat(read.tensors().get("b").data()).containsExactly(7f);
    assertThat(read.tensors().get("s").shape()).containsExactly(1);
    assertThat(read.tensors().get("s").data()).containsExactly(2.5f);
    assertThat(read.tensors().get("e").shape()).containsExactly(0, 3);
  }

  @Test
  void sameContentIsWrittenAsPythonWritesIt() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", Tensor.of(new float[] {7}, 1));
    tensors.put("e", Tensor.zeros(0, 3));
    tensors.put("encoder.weight", Tensor.of(new float[] {1, 2, 3, -0.5f, 0.1f, 1e-40f}, 2, 3));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("ä", "ö");
    metadata.put("format", "pt");
    Safetensors.write(file(), tensors, metadata);

    String python =
        new String(Base64.getDecoder().decode(FROM_PYTHON), StandardCharsets.ISO_8859_1);
    String ours = Files.readString(file(), StandardCharsets.ISO_8859_1);
    String header = python.substring(8, python.indexOf(",\"s\":")) + "}";
    assertThat(ours.substring(8, 8 + header.length())).isEqualTo(header);
    int dataStart = ours.length() - 28;
    assertThat(dataStart % 8).isZero();
    assertThat(ours.substring(8 + header.length(), dataStart)).isBlank();
    assertThat(ours.substring(dataStart))
        .isEqualTo(python.substring(python.length() - 32, python.length() - 4));
  }

  @Test
  void everyBitSurvives() {
    float[] numbers = new float[100_003]; // not a multiple of any buffer
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.intBitsToFloat(i * 0x9E3779B1);
    }
    numbers[5] = Float.NaN;
    numbers[6] = Float.NEGATIVE_INFINITY;
    numbers[7] = -0.0f;
    Safetensors.write(file(), Map.of("x", Tensor.of(numbers, numbers.length)), Map.of());
    float[] back = Safetensors.read(file()).tensors().get("x").data();
    assertThat(back).hasSameSizeAs(numbers);
    for (int i = 0; i < numbers.length; i++) {
      assertThat(Float.floatToIntBits(back[i])).isEqualTo(Float.floatToIntBits(numbers[i]));
    }
  }

  @Test
  void orderOfTensorsAndMetadataIsKept() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String name : new String[] {"z", "a", "m", "b"}) {
      tensors.put(name, Tensor.zeros(2));
      metadata.put(name, "of " + name);
    }
    Safetensors.write(file(), tensors, metadata);
    Safetensors read = Safetensors.read(file());
    assertThat(read.tensors().keySet()).containsExactly("z", "a", "m", "b");
    assertThat(read.metadata()).containsExactlyEntriesOf(metadata);
  }

  @Test
  void noTensorsAtAllAreAFileToo() {
    Safetensors.write(file(), Map.of(), Map.of());
    assertThat(Safetensors.read(file()).tensors()).isEmpty();
  }

  @Test
  void tensorCannotTakeTheNameOfTheMetadata() {
    assertThatThrownBy(
            () -> Safetensors.write(file(), Map.of("__metadata__", Tensor.zeros(1)), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("__metadata__");
  }

  /** Each header describes data of 8 bytes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | Duplicate field 'a'
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | tensor 'b' begins at byte 4, where 8 is due: tensors overlap
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}                                                      | tensor 'a' begins at byte 4, where 0 is due: there is a gap
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                                                      | its tensors take 4 bytes, but it has 8
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}                                                     | tensor 'a' of shape [3] is said to lie at bytes 0 to 12 of 8
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}                                                      | tensor 'a' of shape [1] is said to lie at bytes 0 to 8
          {"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,8]}}                       | tensor 'a' of shape [2147483647, 2147483647, 2147483647]
          {"a":{"dtype":"F32","shape":[4294967296],"data_offsets":[0,8]}}                                             | impossible shape [4294967296]
          {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                                                     | tensor 'a' has '-2' in place of a count
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                                                      | bytes 8 to 0
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}                                   | '99999999999999999999' in place of a count
          {"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}                                                      | tensor 'a' holds F64; only F32
          {"a":{"shape":[2],"data_offsets":[0,8]}}                                                                    | tensor 'a' is not described by dtype, shape and two data_offsets
          {"a":7}                                                                                                     | tensor 'a' is not described by
          {"__metadata__":{"k":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                               | __metadata__.k is not a text
          {"__metadata__":[],"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                                    | __metadata__ is not an object
          [1, 2, 3]                                                                                                   | weights.safetensors: header
          {"a":                                                                                                       | weights.safetensors: header
          """)
  void headerThatDoesNotFitTheDataIsRefused(String header, String message) throws IOException {
    Files.write(file(), bytes(header.getBytes(StandardCharsets.UTF_8).length, header, 8));
    assertThatThrownBy(() -> Safetensors.read(file()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(file().toString());
  }

  @ParameterizedTest
  @CsvSource({"-1", "0", "1", "9223372036854775807", "11", "99999999"})
  void lengthOfTheHeaderIsHeldAgainstTheFileBeforeMemoryIsTaken(long claimed) throws IOException {
    Files.write(file(), bytes(claimed, "{}", 8));
    assertThatThrownBy(() -> Safetensors.read(file()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(
            "its header is said to have "
                + Long.toUnsignedString(claimed)
                + " bytes, but the whole file has 18");
  }

  @Test
  void fileCutShortAnywhereIsRefused() throws IOException {
    byte[] whole = Base64.getDecoder().decode(FROM_PYTHON);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(file()))
          .isInstanceOf(Latent4jException.class)
          .hasMessageContaining("the file is damaged, incomplete or not in the safetensors format");
    }
  }

  @Test
  void absentFileAndFolderAreToldApart() {
    assertThatThrownBy(() -> Safetensors.read(file()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> Safetensors.read(folder))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("it is a directory");
  }

  private static byte[] bytes(long headerLength, String header, int data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(headerLength).array());
    out.write(header.getBytes(StandardCharsets.UTF_8));
    out.write(new byte[data]);
    return out.toByteArray();
  }
}
