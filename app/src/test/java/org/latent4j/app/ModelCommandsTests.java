package org.latent4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.formats.Npy;

class ModelCommandsTests {
  @TempDir private static Path temporary;

  private static Path run;

  @BeforeAll
  static void train() {
    run = temporary.resolve("run");
    assertThat(TinyRun.of("train", "--out", run).status()).isEqualTo(Cli.DONE);
  }

  private static Tensor npy(Path folder, String name) {
    return Npy.read(folder.resolve(name));
  }

  @Test
  void sampleDrawsImagesAndTheirCodes(@TempDir Path out) throws IOException {
    CliRun sample = CliRun.of("sample", run, "--count", 5, "--out", out);

    assertThat(sample.status()).isEqualTo(Cli.DONE);
    assertThat(sample.out()).contains(out.resolve("samples.png").toString());
    BufferedImage picture = ImageIO.read(out.resolve("samples.png").toFile());
    // 3 columns and 2 rows of 16 pixels with gaps of one, each pixel 3 wide.
    assertThat(picture.getWidth()).isEqualTo((3 * 17 - 1) * 3);
    assertThat(picture.getHeight()).isEqualTo((2 * 17 - 1) * 3);
    assertThat(npy(out, "samples-codes.npy").shape()).containsExactly(5, 3);
    assertThat(npy(out, "samples.npy").data()).containsOnly(0f, 1f);
    assertThat(npy(out, "samples-mean.npy").shape()).containsExactly(5, 256);
  }

  @Test
  void aPictureOfManySamplesShowsTheFirstAndTheArraysHoldAll(@TempDir Path out) throws IOException {
    CliRun sample = CliRun.of("sample", run, "--count", 7_000, "--out", out);

    // An image takes (16 + 1) · 3 pixels, and 4,096 have room for 80 of them.
    assertThat(sample.out()).contains("E[x|z] for z ~ p(z); the first 6400 of 7000");
    BufferedImage picture = ImageIO.read(out.resolve("samples.png").toFile());
    assertThat(picture.getWidth()).isEqualTo((80 * 17 - 1) * 3);
    assertThat(picture.getHeight()).isEqualTo((80 * 17 - 1) * 3);
    assertThat(npy(out, "samples.npy").shape()).containsExactly(7_000, 256);
  }

  @Test
  void aPictureOfManyStepsShowsSomeFromEndToEnd(@TempDir Path out) throws IOException {
    CliRun traverse = CliRun.of("traverse", run, "--dimensions", 0, "--steps", 801, "--out", out);

    assertThat(traverse.out()).contains("a row for each of [0]; 80 of 801 columns");
    BufferedImage picture = ImageIO.read(out.resolve("traversal.png").toFile());
    assertThat(picture.getWidth()).isEqualTo((80 * 17 - 1) * 3);
    Tensor all = npy(out, "traversal.npy");
    float[] last = Arrays.copyOfRange(all.data(), 800 * 256, 801 * 256);
    assertThat(picture.getRGB(picture.getWidth() - 1, 47) & 0xff)
        .isEqualTo(Math.round(last[255] * 255));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such permissions")
  void allFilesMayBeReadByWhomTheUserLetsReadFiles(@TempDir Path out) throws IOException {
    Path usual = Files.createFile(out.resolve("usual"));
    CliRun.of("sample", run, "--out", out);
    CliRun.of("encode", run, "--out", out);
    CliRun.of("evaluate", run, "--metrics", "rate", "--out", out);

    for (Path folder : List.of(out, run)) {
      try (Stream<Path> files = Files.walk(folder)) {
        assertThat(files.filter(Files::isRegularFile))
            .hasSizeGreaterThan(5)
            .allSatisfy(
                file ->
                    assertThat(Files.getPosixFilePermissions(file))
                        .isEqualTo(Files.getPosixFilePermissions(usual)));
      }
    }
  }

  @Test
  void theSameSeedDrawsTheSameSamples(@TempDir Path first, @TempDir Path second) {
    CliRun.of("sample", run, "--count", 2, "--seed", 3, "--out", first);
    CliRun.of("sample", run, "--count", 2, "--seed", 3, "--out", second);

    assertThat(npy(second, "samples.npy").data()).isEqualTo(npy(first, "samples.npy").data());
  }

  @Test
  void reconstructPutsOriginalsAboveReconstructions(@TempDir Path out) throws IOException {
    CliRun reconstruct = CliRun.of("reconstruct", run, "--count", 4, "--out", out, "--json");

    assertThat(reconstruct.document()).containsEntry("count", 4).containsEntry("split", "test");
    assertThat(npy(out, "originals.npy").shape()).containsExactly(4, 256);
    assertThat(npy(out, "reconstructions.npy").shape()).containsExactly(4, 256);
    BufferedImage picture = ImageIO.read(out.resolve("reconstructions.png").toFile());
    assertThat(picture.getHeight()).isEqualTo((2 * 17 - 1) * 3);
    int white = picture.getRGB(0, 0);
    float first = npy(out, "originals.npy").at(0, 0);
    assertThat(white & 0xff).isEqualTo(Math.round(first * 255));
  }

  @Test
  void encodeWritesOneCodeAnExampleWithItsFactors(@TempDir Path out) throws IOException {
    CliRun.of("encode", run, "--split", "validation", "--out", out);
    CliRun.of("encode", run, "--split", "validation", "--format", "csv", "--out", out);

    Tensor codes = npy(out, "codes-validation.npy");
    assertThat(codes.shape()).containsExactly(64, 3);
    assertThat(npy(out, "codes-validation-shape.npy").shape()).containsExactly(64);
    List<String> lines = Files.readAllLines(out.resolve("codes-validation.csv"));
    assertThat(lines).hasSize(65);
    assertThat(lines.get(0)).startsWith("z0,z1,z2,shape,scale");
    assertThat(Float.parseFloat(lines.get(1).split(",")[0])).isEqualTo(codes.at(0, 0));
  }

  @Test
  void traverseHasARowForEachDimension(@TempDir Path out) {
    CliRun traverse =
        CliRun.of("traverse", run, "--dimensions", "2,0", "--steps", 5, "--out", out, "--json");

    assertThat(traverse.document()).containsEntry("dimensions", List.of(2, 0));
    assertThat(npy(out, "traversal.npy").shape()).containsExactly(2, 5, 256);
  }

  @Test
  void aDimensionThatIsNotThereIsAnError(@TempDir Path out) {
    CliRun traverse = CliRun.of("traverse", run, "--dimensions", 3, "--out", out);

    assertThat(traverse.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(traverse.err()).contains("latent dimension 3 does not exist").hasLineCount(1);
  }

  @Test
  void evaluateReadsOtherDataOfTheSameShape(@TempDir Path out) {
    CliRun.of("sample", run, "--count", 40, "--out", out);

    CliRun evaluate =
        CliRun.of(
            "evaluate",
            run,
            "--data",
            out.resolve("samples.npy"),
            "--set",
            "data.test=20",
            "--json",
            "--quiet");

    assertThat(evaluate.err()).isEmpty();
    assertThat(CliRun.object(evaluate.document().get("data"))).containsEntry("test", 20);
  }

  @Test
  void evaluateSaysOnStandardErrorWhatItIsAt() {
    CliRun evaluate = CliRun.of("evaluate", run, "--metrics", "rate,mmd", "--json");

    assertThat(evaluate.err()).containsSubsequence("1 of 2: rate", "2 of 2: mmd").hasLineCount(2);
    assertThat(evaluate.document()).isNotEmpty();
  }

  @Test
  void examplesThatTheModelWasTrainedOnAreRefusedAndWithSplitTrainSaidToBe(@TempDir Path out)
      throws IOException {
    // Sprites that are drawn anew, of which some are bound to have been drawn before.
    String[] words = {"evaluate", "encode", "reconstruct"};
    for (String word : words) {
      CliRun other = CliRun.of(word, run, "--set", "data.seed=2", "--out", out);
      assertThat(other.status()).as(word).isNotEqualTo(Cli.DONE);
      assertThat(other.err())
          .containsPattern(
              "[0-9]+ of these 64 test examples are ones that the model was trained on")
          .hasLineCount(1);
      assertThat(out).isEmptyDirectory();
    }
    for (String word : words) {
      CliRun asked = CliRun.of(word, run, "--split", "train", "--json", "--out", out);
      assertThat(asked.status()).isEqualTo(Cli.DONE);
      assertThat(asked.err()).contains("256 of these 256 train examples are ones");
      assertThat(asked.document().get("remarks")).asString().contains("256 of these 256");
    }
    assertThat(Files.readString(out.resolve("metrics.json"))).contains("256 of these 256");
  }

  @Test
  void settingsThatWouldBeLeftOutAreRefused() {
    for (String setting : List.of("model.beta=3", "training.epochs=9", "latent=4")) {
      CliRun evaluate = CliRun.of("evaluate", run, "--set", setting);
      assertThat(evaluate.status()).isEqualTo(Cli.WRONG_USAGE);
      assertThat(evaluate.err())
          .contains("--set " + setting, "changes only settings of data, engine, evaluation");
    }
    CliRun encode = CliRun.of("encode", run, "--set", "evaluation.is-samples=3");
    assertThat(encode.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(encode.err()).contains("changes only settings of data, engine;");
  }
}
