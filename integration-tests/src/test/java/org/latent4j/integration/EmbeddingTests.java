package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.composition.Provenance.PluginSource;
import org.latent4j.runtime.storage.Checksum;
import org.latent4j.runtime.testing.JavaProcess;

/** Somebody else's program, {@code src/main}, packed as such programs are. */
class EmbeddingTests {
  private static final Path EMBEDDERS = Path.of(System.getProperty("latent4j.embedders"));
  private static final String VERSION = System.getProperty("latent4j.version");
  private static final String NO_NATIVE_BLAS = "no native BLAS works here";

  @TempDir Path folder;

  /** Runs a jar that the build has packed. */
  private JavaProcess run(String jar, String... arguments) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-jar", EMBEDDERS.resolve(jar).toString()));
    words.addAll(List.of(arguments));
    return JavaProcess.run(folder, words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring boot/embedder.jar", "shaded.jar"})
  void modelIsComposedTrainedAndLoadedFromAJarWithAllInIt(String jar) {
    JavaProcess run = run(jar, "aae", "run", "best");
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("2 steps by ").doesNotContain("problem: ", NO_NATIVE_BLAS);
  }

  @Test
  void provenanceNamesTheJarsWithinTheJar() {
    JavaProcess run = run("spring boot/embedder.jar", "vae", "run", "java");
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    Provenance provenance = Provenance.read(folder.resolve("run"));
    assertThat(provenance.latent4j()).contains(VERSION);
    assertThat(provenance.plugins()).extracting(source -> source.plugin().name()).contains("fused");
    for (PluginSource source : provenance.plugins()) {
      String jar = source.plugin().jar().orElseThrow();
      assertThat(jar).startsWith("latent4j-");
      assertThat(source.plugin().version()).contains(VERSION);
      assertThat(source.jarSha256()).contains(Checksum.of(Program.MODULES.resolve(jar)));
    }
  }

  /** The manifest, and the version in it, are the other program's. */
  @Test
  void provenanceOfAMergedJarHasOurVersionNotTheProgramsOwn() {
    JavaProcess run = run("shaded.jar", "vae", "run", "best");
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    Provenance provenance = Provenance.read(folder.resolve("run"));
    assertThat(provenance.latent4j()).contains(VERSION);
    assertThat(provenance.engine()).doesNotContain("99");
    assertThat(provenance.plugins())
        .allSatisfy(source -> assertThat(source.plugin().jar()).contains("shaded.jar"));
  }

  @Test
  void whereServiceFilesWereNotMergedTheMessageSaysWhichPluginsAreLostAndHowToMerge() {
    JavaProcess run = run("shaded-carelessly.jar", "aae", "run", "java");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "there is no model 'aae'",
            "shaded-carelessly.jar holds the model provider org.latent4j.models.aae.AaeProvider,"
                + " but no file META-INF/services/org.latent4j.api.spi.ModelProvider names it",
            "ServicesResourceTransformer",
            "mergeServiceFiles()");
  }

  /** The jar has no native libraries in it. */
  @ParameterizedTest
  @ValueSource(strings = {"best", "java"})
  void productsInJavaAreAWarningUnlessTheyWereChosen(String blas) {
    JavaProcess run = run("shaded-carelessly.jar", "vae", "run", blas);
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out().contains(NO_NATIVE_BLAS)).isEqualTo(blas.equals("best"));
  }

  @Test
  void quietSaysThatProductsAreInJava() throws IOException {
    List<String> words = new ArrayList<>(List.of("--add-modules", "ALL-MODULE-PATH"));
    words.addAll(
        List.of("-p", Program.MODULES.toString(), "-cp", libraries("blas", "arpack", "echarts")));
    words.addAll(List.of("-m", "org.latent4j.app/org.latent4j.app.Main"));
    words.addAll(List.of(Training.words("vae", folder.resolve("run"), 1)));
    words.add("--quiet");
    JavaProcess run = JavaProcess.run(folder, words);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("warning: " + NO_NATIVE_BLAS);
  }

  /** All but ND4J's, whose descriptor Java refuses. */
  @Test
  void allJarsMayBeOnTheModulePath() throws IOException {
    String modules =
        Program.MODULES
            + File.pathSeparator
            + libraries("arpack", "blas", "commons", "dnnl", "echarts", "javacpp", "jffi", "openb");
    List<String> words = new ArrayList<>(List.of("-p", modules));
    words.addAll(List.of("--add-modules", "ALL-MODULE-PATH"));
    words.addAll(List.of("-m", "org.latent4j.app/org.latent4j.app.Main"));
    words.addAll(List.of(Training.words("vae", folder.resolve("run"), 1)));
    JavaProcess run = JavaProcess.run(folder, words);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain(NO_NATIVE_BLAS);
    assertThat(folder.resolve("run/report.html")).isRegularFile();
  }

  /** Those jars of the class path whose names begin so. */
  private static String libraries(String... beginnings) throws IOException {
    try (Stream<Path> jars = Files.list(Program.LIBRARIES)) {
      return jars.filter(
              jar ->
                  Stream.of(beginnings)
                      .anyMatch(name -> jar.getFileName().toString().startsWith(name)))
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
