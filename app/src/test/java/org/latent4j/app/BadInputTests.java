package org.latent4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.formats.NpyWriter;
import org.latent4j.runtime.storage.AtomicFiles;

/** Bad input ends in one message that says what to do, never in a stack trace. */
class BadInputTests {
  @TempDir private Path temporary;
  private Path out;

  @BeforeEach
  void chooseFolder() {
    out = temporary.resolve("out");
  }

  private static void failsWith(CliRun run, int status, String... words) {
    assertThat(run.err())
        .as("standard error")
        .startsWith("latent4j: ")
        .contains(words)
        .doesNotContain("Exception")
        .doesNotContain("internal error")
        .hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(status);
  }

  private CliRun train(Object... words) {
    return CliRun.of(
        Stream.concat(Stream.of("train", "--out", out), Arrays.stream(words)).toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model vea | there is no model 'vea'; did you mean 'vae'?",
        "--set likelihood.type=bernouli | did you mean 'bernoulli'?",
        "--set likelihood.type=gaussian --set likelihood.varience=unit | did you mean 'variance'?",
        "--set prior.scale=-1 | it must be a number, greater than 0",
        "--set latnt=3 | the configuration has no key 'latnt'; did you mean 'latent'?",
        "--set optimizer.rate=fast | 'fast' is not allowed; it must be a number",
        "--engine fusd | did you mean 'fused'?",
        "--data mnits | there is no data 'mnits'; did you mean 'mnist'?",
        "--data photos | nor is there a file or folder named photos",
        "--set data.sise=16 | did you mean 'size'?",
        "--set encoder.hidden=[4 | --set encoder.hidden (line 1",
        "--epochs many | training.epochs: 'many' is not allowed",
        "--latent 0 | at least 1",
        "--threads 2000 | 0 to 1024",
        "--set lr=0.01 | the configuration has no key 'lr'; did you mean 'optimizer.rate'?",
        "--set learning-rate=0.01 | did you mean 'optimizer.rate'?",
        "--set optimizer.lr=0.01 | did you mean 'rate'?",
        "--set epochs=3 | did you mean 'training.epochs'?",
        "--set batch-size=3 | did you mean 'training.batch'?",
        "--set likelihood.type=gauss | did you mean 'gaussian'?",
        "--model bvae | did you mean 'beta-vae'?",
        "--model VAE | did you mean 'vae'?",
        "--metrics fid | did you mean 'frechet_distance'?",
        "--set encoder.hidden=400,x | '400,x' is not allowed; it must be a list of integers",
        "--set data.train=0.9999 --set data.validation=0.9 | data",
        "--set latent.=3 | no key",
        "--set training.schedule=step | training.milestones",
        "--set likelihood.value=2 --set likelihood.type=gaussian | has no effect with variance",
      })
  void unknownNamesAndValuesSayWhatIsMeantAndAllowed(String words, String message) {
    failsWith(train((Object[]) words.split(" ")), Cli.WRONG_USAGE, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--data ./absent.csv | there is no file or folder ./absent.csv",
        "--data mnist --data-dir ./absent | data 'mnist' is not in ./absent",
        "--config ./absent.yaml | cannot read ./absent.yaml: there is no such file",
        "--plugin-path ./absent | ./absent",
      })
  void whatCannotBeReadHasTheStatusOfAFailure(String words, String message) {
    failsWith(train((Object[]) words.split(" ")), Cli.FAILED, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training:\\n  epochs: many | line 2 | training.epochs: 'many' is not allowed",
        "latent: 3\\nlikelihood:\\n  type: gauss | line 3 | did you mean 'gaussian'?",
        "latent: 3\\nlikelihood: gauss | line 2 | did you mean 'gaussian'?",
        "prior:\\n  scale: -1 | line 2 | greater than 0",
        "# first\\nevaluation:\\n  elbo-samples: 2\\n  metrics: [elbo, fid] | line 4 |"
            + " frechet_distance",
        "data:\\n  size: 8\\n  sise: 9 | line 3 | did you mean 'size'?",
        "latent: 3\\nlr: 0.1 | line 2 | optimizer.rate",
        "training: {epochs: 1}\\nencoder:\\n  hidden: [4]\\n  deviation: 2 | line | no effect",
      })
  void aWrongValueInAConfigurationIsNamedWithItsLine(String yaml, String line, String message)
      throws IOException {
    Path file = temporary.resolve("experiment.yaml");
    Files.writeString(file, yaml.replace("\\n", "\n"));

    failsWith(train("--config", file), Cli.WRONG_USAGE, file + " (" + line, message);
  }

  /** The file is not to blame for what the command line says over it. */
  @Test
  void aWrongValueOnTheCommandLineIsNotLookedForInTheConfiguration() throws IOException {
    Path file = Files.writeString(temporary.resolve("experiment.yaml"), "training: {epochs: 3}\n");

    CliRun run = train("--config", file, "--epochs", "many");
    failsWith(run, Cli.WRONG_USAGE, "'many' is not allowed");
    assertThat(run.err()).doesNotContain("experiment.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--epoch 3 | train has no option '--epoch'; did you mean '--epochs'?",
        "--epochs | --epochs needs a value",
        "--epochs 3 --epochs 4 | --epochs is given 2 times",
        "--set latent | a key, '=' and a value are needed",
        "run | latent4j train run is not understood",
      })
  void aWrongCommandLineHasAStatusOfItsOwn(String words, String message) {
    failsWith(train((Object[]) words.split(" ")), Cli.WRONG_USAGE, message);
  }

  @Test
  void aTruncatedGzipIsNamed() throws IOException {
    Path file = temporary.resolve("images-idx3-ubyte.gz");
    byte[] whole = gzip(idx(0x803, 10));
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    failsWith(train("--data", file), Cli.FAILED, file.toString());
  }

  @Test
  void aWrongMagicNumberIsNamed() throws IOException {
    Path file = temporary.resolve("images-idx3-ubyte.gz");
    Files.write(file, gzip(idx(0x1234, 10)));

    failsWith(train("--data", file), Cli.FAILED, file.toString());
  }

  /** Images of 4 × 4 in IDX format. */
  private static byte[] idx(int magic, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + 16 * count);
    bytes.putInt(magic).putInt(count).putInt(4).putInt(4);
    for (int i = 0; i < 16 * count; i++) {
      bytes.put((byte) (37 * i * i));
    }
    return bytes.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void aRaggedCsvIsNamedWithItsLine() throws IOException {
    Path file = temporary.resolve("table.csv");
    Files.writeString(file, "a,b,c\n1,2,3\n4,5\n6,7,8\n");

    failsWith(train("--data", file), Cli.FAILED, "table.csv", "3");
  }

  @Test
  void anythingButANumberInATableIsNamed() throws IOException {
    Path file = temporary.resolve("table.csv");
    Files.writeString(file, "a,b\n1,2\n3,NaN\n5,6\n");

    failsWith(train("--data", file), Cli.FAILED, "table.csv");
  }

  @Test
  void dataOutsideTheLikelihoodsSupportSaysWhatToDo() throws IOException {
    Path file = temporary.resolve("table.csv");
    StringBuilder table = new StringBuilder("a,b\n");
    for (int i = 0; i < 50; i++) {
      table.append(i).append(',').append(2 * i).append('\n');
    }
    Files.writeString(file, table);

    failsWith(train("--data", file), Cli.FAILED, "column", "[0, 1]", "gaussian");
  }

  @Test
  void dataOfAnotherShapeThanTheModelSaysBoth() {
    assertThat(TinyRun.of("train", "--out", out).status()).isEqualTo(Cli.DONE);
    Path other = temporary.resolve("other.npy");
    NpyWriter.write(other, Tensor.zeros(30, 9));

    failsWith(CliRun.of("evaluate", out, "--data", other), Cli.FAILED, "9", "256");
  }

  @Test
  void aFolderInUseIsLeftAlone() {
    assertThat(TinyRun.of("train", "--out", out).status()).isEqualTo(Cli.DONE);

    failsWith(TinyRun.of("train", "--out", out), Cli.FAILED, "holds a run already", "resume");
    failsWith(TinyRun.of("compare", "--out", out), Cli.FAILED, "holds a run already", "resume");
  }

  @Test
  void aFileInTheWayOfTheOutputIsNamedBeforeTraining() throws IOException {
    Files.writeString(out, "a file");

    failsWith(TinyRun.of("train", "--out", out), Cli.FAILED, out.toString(), "--out");
    failsWith(TinyRun.of("train", "--out", out.resolve("run")), Cli.FAILED, out.toString());
  }

  @Test
  void aFullDiskIsNamed() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    assertThat(TinyRun.of("train", "--out", out).status()).isEqualTo(Cli.DONE);
    Path encoded = temporary.resolve("encoded");
    Files.createDirectories(encoded);
    Files.createSymbolicLink(encoded.resolve("codes-test.csv"), full);

    failsWith(
        CliRun.of("encode", out, "--format", "csv", "--out", encoded),
        Cli.FAILED,
        "codes-test.csv",
        "No space left",
        "free some space");
    Files.delete(encoded.resolve("codes-test.csv")); // JUnit would wonder at the link
  }

  /** What it writes would go where the link leads, out of a stranger's folder too. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
  void aLinkInARunsFolderIsNotWrittenTo() throws IOException {
    assertThat(TinyRun.of("train", "--out", out).status()).isEqualTo(Cli.DONE);
    Path other = Files.writeString(temporary.resolve("other"), "somebody else's");
    for (String name : List.of("metrics.jsonl", "samples.npy", "checkpoint")) {
      Path link = out.resolve(name);
      AtomicFiles.delete(link);
      Files.createSymbolicLink(link, other);
      failsWith(CliRun.of("resume", out), Cli.FAILED, link + " is a symbolic link", "cp -L");
      failsWith(CliRun.of("sample", out), Cli.FAILED, link + " is a symbolic link");
      Files.delete(link);
    }
    assertThat(other).hasContent("somebody else's");
  }

  @Test
  void aFolderWithoutARunIsNoModel() throws IOException {
    Files.createDirectories(out);

    failsWith(CliRun.of("sample", out), Cli.FAILED, out.toString(), "model.json");
    failsWith(CliRun.of("resume", out), Cli.FAILED, out.toString(), "provenance.json");
    failsWith(CliRun.of("sample", out, "--count", 0), Cli.WRONG_USAGE, "at least 1");
  }

  @Test
  void damagedWeightsAreNamed() throws IOException {
    assertThat(TinyRun.of("train", "--out", out).status()).isEqualTo(Cli.DONE);
    Path weights = out.resolve("weights.safetensors");
    byte[] whole = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(whole, whole.length - 100));

    failsWith(CliRun.of("sample", out), Cli.FAILED, weights.toString(), "damaged");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latent: 3\\nlatent: 4 | duplicate key latent",
        "a: &a [x, x]\\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\\nc: &c [*b, *b, *b, *b, *b,"
            + " *b, *b, *b, *b, *b]\\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\\ne: [*d, *d,"
            + " *d, *d, *d, *d, *d, *d, *d, *d] | unfolds to more than",
        "latent: [1, 2 | line",
        "- latent | settings are written as key: value",
        "latent: !!java.lang.Object {} | line 1",
        "latent: !!binary aGk= | put it in quotes",
        "latent: 2020-01-01 | '2020-01-01' is not allowed",
      })
  void aConfigurationThatIsNoneIsNamedWithItsLine(String yaml, String message) throws IOException {
    Path file = temporary.resolve("experiment.yaml");
    Files.writeString(file, yaml.replace("\\n", "\n"));

    failsWith(train("--config", file), Cli.WRONG_USAGE, "experiment.yaml", message);
  }

  @Test
  void anUnknownMetricNamesTheNearestBeforeAnythingIsTrained(@TempDir Path out) {
    failsWith(
        CliRun.of("compare", "--metrics", "elbo,nll_iss", "--out", out.resolve("new")),
        Cli.WRONG_USAGE,
        "there is no metric 'nll_iss'; did you mean 'nll_is'?");
    assertThat(out.resolve("new")).doesNotExist();
  }
}
