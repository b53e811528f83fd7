package org.latent4j.app;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.app.configuration.Yaml;
import org.latent4j.data.formats.NpyWriter;
import org.latent4j.experiments.Configuration;
import org.latent4j.experiments.Experiment;
import org.latent4j.experiments.ExperimentSettings;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.Json;
import org.latent4j.runtime.storage.Safetensors;

/**
 * Every reader with files that were damaged by chance, or made to do harm: whatever they hold, it
 * is read or refused with a {@link Latent4jException}. Mutations are seeded; {@code
 * -Dlatent4j.mutations=100000} tries so many for each reader instead of 400.
 */
class HostileInputTests {
  private static final int MUTATIONS = Integer.getInteger("latent4j.mutations", 400);
  private static final Catalog CATALOG = Catalog.discover(List.of());
  private static final TrainedRun RUN = new TrainedRun(CATALOG);

  /** A file of a kind, and what reads it. */
  record Reader(String file, byte[] valid, Reading reading) {
    @Override
    public String toString() {
      return file;
    }
  }

  @FunctionalInterface
  interface Reading {
    void read(Path file);
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private static byte[] bytes(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] idx() {
    ByteBuffer buffer = ByteBuffer.allocate(16 + 40 * 16);
    buffer.putInt(0x803).putInt(40).putInt(4).putInt(4);
    while (buffer.hasRemaining()) {
      buffer.put((byte) buffer.position());
    }
    return buffer.array();
  }

  private static byte[] npy() {
    try {
      Path file = Files.createTempFile("valid", ".npy");
      NpyWriter.write(file, RandomStreams.seeded(1).gaussian(40, 6));
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] zip(Map<String, byte[]> entries) {
    return bytes(
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          for (Map.Entry<String, byte[]> each : entries.entrySet()) {
            zip.putNextEntry(new ZipEntry(each.getKey()));
            zip.write(each.getValue());
          }
          zip.finish();
        });
  }

  private static byte[] safetensors() {
    try {
      Path file = Files.createTempFile("valid", ".safetensors");
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      tensors.put("weight", RandomStreams.seeded(1).gaussian(4, 3));
      tensors.put("bias", Tensor.zeros(3));
      Safetensors.write(file, tensors, Map.of("format", "1"));
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] csv() {
    StringBuilder rows = new StringBuilder("a,b,\"c, d\"\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i).append(",-1.5e-3,\"").append(i % 3).append("\"\n");
    }
    return text(rows.toString());
  }

  private static byte[] png() {
    return bytes(
        out -> ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "png", out));
  }

  static Stream<Reader> readers() {
    byte[] yaml =
        text("model: {type: vae}\nencoder: {hidden: [16, 8]}\ntraining: {epochs: 3, batch: 1e2}\n");
    byte[] json = text("{\"a\": [1, 2.5e3, null, true], \"b\": {\"c\": \"x\\u00e9\"}}");
    byte[] gz =
        bytes(
            out -> {
              GZIPOutputStream packed = new GZIPOutputStream(out);
              packed.write(idx());
              packed.finish();
            });
    return Stream.of(
        new Reader("images-idx3-ubyte", idx(), file -> data("idx", file)),
        new Reader("images-idx3-ubyte.gz", gz, file -> data("idx", file)),
        new Reader("array.npy", npy(), file -> data("npy", file)),
        new Reader("arrays.npz", zip(Map.of("x_train.npy", npy())), file -> data("npz", file)),
        new Reader("table.csv", csv(), file -> data("csv", file)),
        new Reader("image.png", png(), file -> data("images", file.getParent())),
        new Reader("settings.yaml", yaml, HostileInputTests::configuration),
        new Reader("document.json", json, file -> Json.read(file, Map.class)),
        new Reader("tensors.safetensors", safetensors(), Safetensors::read),
        RUN.reader(ModelFolder.MODEL, folder -> ModelFolder.load(folder, CATALOG)),
        RUN.reader(ModelFolder.WEIGHTS, folder -> ModelFolder.load(folder, CATALOG)),
        RUN.reader(
            Provenance.FILE, folder -> ExperimentSettings.of(Experiment.configuration(folder))),
        RUN.reader("manifest.json", RUN::resumed),
        RUN.reader("state.safetensors", RUN::resumed),
        RUN.reader("clock.json", RUN::resumed),
        RUN.reader("metrics.jsonl", RUN::resumed));
  }

  private static void configuration(Path file) {
    ExperimentSettings.of(Configuration.empty().with(Yaml.file(file)));
  }

  private static void data(String type, Path path) {
    var plugin = CATALOG.plugin(Kind.DATA, type);
    Options options = plugin.resolve(Map.of());
    DataSetProvider.Source source =
        new DataSetProvider.Source(
            Optional.empty(), Optional.of(path), RandomStreams.seeded(1).split("data"));
    DataSplits splits = plugin.make(provider -> provider.open(source, options));
    Tensor first = Tensor.zeros(1, splits.train().shape().features());
    if (splits.train().size() > 0) {
      splits.train().read(new int[] {0}, 0, 1, first, RandomStreams.seeded(1));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void whateverAFileHoldsItIsReadOrRefusedClearly(Reader reader, @TempDir Path folder)
      throws IOException {
    Random random = new Random(reader.file().hashCode());
    Path file = folder.resolve(reader.file());
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = i == 0 ? reader.valid() : mutated(reader.valid(), random);
      Files.write(file, bytes);
      try {
        reader.reading().read(file);
      } catch (Latent4jException e) {
        assertThat(e.getMessage()).as("mutation " + i).isNotBlank();
        refused++;
      } catch (Throwable e) {
        throw new AssertionError(
            "mutation " + i + " of " + reader + " was met with " + e + ": " + shown(bytes), e);
      }
    }
    assertThat(refused).as("mutations refused").isBetween(MUTATIONS / 20, MUTATIONS - 1);
  }

  /** A device without an end would fill the memory, and a pipe never begin. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @Timeout(60)
  void aDeviceOrAPipeInTheFilesPlaceIsRefused(Reader reader, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve(reader.file());
    Files.createSymbolicLink(file, Path.of("/dev/zero"));
    assertThatThrownBy(() -> reader.reading().read(file)).isInstanceOf(Latent4jException.class);
    Files.deleteIfExists(file); // reading may have moved it
    Process pipe = new ProcessBuilder("mkfifo", file.toString()).inheritIO().start();
    assertThat(pipe.waitFor()).isZero();
    assertThatThrownBy(() -> reader.reading().read(file)).isInstanceOf(Latent4jException.class);
  }

  private static String shown(byte[] bytes) {
    return Arrays.toString(Arrays.copyOf(bytes, Math.min(200, bytes.length)));
  }

  private static byte[] mutated(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    for (int change = 1 + random.nextInt(4); change > 0 && bytes.length > 0; change--) {
      // Most harm is done near the beginning, where lengths and counts are.
      int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 140));
      switch (random.nextInt(7)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
        case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0x7f);
        case 5 -> bytes[at] = (byte) "0123456789-,[]{}\"':.&*!\n".charAt(random.nextInt(24));
        default -> bytes = repeated(bytes, at, 1 + random.nextInt(64), random.nextInt(40));
      }
    }
    return bytes;
  }

  /** The bytes with a stretch of them several times over. */
  private static byte[] repeated(byte[] bytes, int at, int length, int times) {
    int end = Math.min(bytes.length, at + length);
    return bytes(
        out -> {
          out.write(bytes, 0, end);
          for (int i = 0; i < times; i++) {
            out.write(bytes, at, end - at);
          }
          out.write(bytes, end, bytes.length - end);
        });
  }

  private static void isRefused(String type, Path file, String... words) {
    assertThatThrownBy(() -> data(type, file))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void claimedSizesAreHeldAgainstTheFileBeforeMemoryIsTaken(@TempDir Path folder)
      throws IOException {
    ByteBuffer huge = ByteBuffer.allocate(32);
    huge.putInt(0x803).putInt(Integer.MAX_VALUE).putInt(Integer.MAX_VALUE).putInt(28);
    isRefused("idx", Files.write(folder.resolve("huge-idx3-ubyte"), huge.array()), "huge");
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }";
    byte[] npy = npy();
    byte[] lying = Arrays.copyOf(npy, 200);
    System.arraycopy(text(header + " ".repeat(20)), 0, lying, 10, header.length() + 20);
    isRefused("npy", Files.write(folder.resolve("lying.npy"), lying), "lying.npy");
  }

  @Test
  void aModelLargerThanItsWeightsIsNotMade(@TempDir Path folder) throws IOException {
    RUN.writeTo(folder);
    Path weights = folder.resolve(ModelFolder.WEIGHTS);
    Safetensors.write(weights, Safetensors.read(weights).tensors(), Map.of()); // tied to no model
    Path file = folder.resolve(ModelFolder.MODEL);
    String model = Files.readString(file);
    assertThat(model).contains("\"hidden\" : [ 4 ]");
    for (String hidden : List.of("1000000000", "30000, 30000", "2147483647", "9000, 9000, 9000")) {
      Files.writeString(file, model.replace("\"hidden\" : [ 4 ]", "\"hidden\" : [" + hidden + "]"));
      assertThatThrownBy(() -> ModelFolder.load(folder, CATALOG))
          .isInstanceOf(Latent4jException.class)
          .hasMessageContaining("numbers");
    }
  }

  @Test
  void aBombIsNotUnpackedIntoMemory(@TempDir Path folder) throws IOException {
    byte[] zeros = new byte[1 << 20];
    byte[] bomb =
        bytes(
            out -> {
              GZIPOutputStream packed = new GZIPOutputStream(out);
              packed.write(Arrays.copyOf(idx(), 16));
              for (int i = 0; i < 512; i++) {
                packed.write(zeros);
              }
              packed.finish();
            });
    isRefused("idx", Files.write(folder.resolve("bomb-idx3-ubyte.gz"), bomb), "bomb");
  }

  @Test
  void deepNestingAndAliasesOfYamlAreRefused(@TempDir Path folder) throws IOException {
    Path deep = Files.writeString(folder.resolve("deep.yaml"), "a: " + "[".repeat(20_000));
    assertThatThrownBy(() -> configuration(deep)).isInstanceOf(Latent4jException.class);
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append(
          "a%d: &a%d [*a%d, *a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
    }
    Path bomb = Files.writeString(folder.resolve("bomb.yaml"), laughs.toString());
    assertThatThrownBy(() -> configuration(bomb)).isInstanceOf(Latent4jException.class);
    Path twice = Files.writeString(folder.resolve("twice.yaml"), "latent: 3\nlatent: 4\n");
    assertThatThrownBy(() -> configuration(twice))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("latent");
  }

  @Test
  void deepJsonIsRefused(@TempDir Path folder) throws IOException {
    Path deep = Files.writeString(folder.resolve("deep.json"), "{\"a\":".repeat(100_000));
    assertThatThrownBy(() -> Json.read(deep, Map.class)).isInstanceOf(Latent4jException.class);
  }

  @Test
  void namesInArchivesLeadNowhere(@TempDir Path folder) throws IOException {
    Map<String, byte[]> entries =
        Map.ofEntries(entry("../../escaped.npy", npy()), entry("/absolute.npy", npy()));
    Path file = Files.write(folder.resolve("paths.npz"), zip(entries));
    try {
      data("npz", file);
    } catch (Latent4jException e) {
      assertThat(e.getMessage()).contains("paths.npz");
    }
    assertThat(folder.resolve("../../escaped.npy")).doesNotExist();
    assertThat(Path.of("/absolute.npy")).doesNotExist();
  }
}
