package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code latent4j}, in a checkout of its own that is built or not. */
class LauncherTests {
  private static final Path CHECKOUT = Path.of(System.getProperty("latent4j.examples"), "..");

  @TempDir Path folder;
  private Path checkout;
  private Path tools;

  /** What a launcher printed, and its exit status. */
  private record Launched(int status, String out, String err) {}

  @BeforeEach
  void copyLauncher() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh on this machine");
    checkout = folder.resolve("checkout");
    Files.createDirectories(checkout.resolve("docs"));
    for (String file : List.of("latent4j", "pom.xml", "docs/help.txt")) {
      Files.copy(CHECKOUT.resolve(file), checkout.resolve(file));
    }
    // A PATH with what a script needs, but neither Java nor Maven.
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "sed", "head", "cat", "find", "rm", "mv")) {
      Path found =
          Stream.of("/bin", "/usr/bin")
              .map(place -> Path.of(place, tool))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      script(tools.resolve(tool), "exec " + found + " \"$@\"");
    }
  }

  /** The checkout is given the build that is under test. */
  private void build() throws IOException {
    Path target = Files.createDirectories(checkout.resolve("app/target"));
    Files.createSymbolicLink(target.resolve("latent4j"), Program.HOME);
    // The checkout's own files are older than that build.
    Files.delete(checkout.resolve("pom.xml"));
  }

  @AfterEach
  void unlinkTheBuild() throws IOException {
    Files.deleteIfExists(checkout.resolve("app/target/latent4j"));
  }

  private Launched launch(Map<String, String> variables, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh"));
    command.add(checkout.resolve("latent4j").toString());
    command.addAll(List.of(words));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      int status = process.waitFor();
      return new Launched(status, Files.readString(out), Files.readString(err));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The JDK that runs this test. */
  private static Map<String, String> thisJava() {
    return Map.of("JAVA_HOME", System.getProperty("java.home"));
  }

  private static Path script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "version"})
  void versionNeedsNeitherABuildNorJava(String word) throws IOException {
    Launched run = launch(Map.of(), word);

    assertThat(run)
        .isEqualTo(
            new Launched(0, "latent4j " + System.getProperty("latent4j.version") + "\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void helpNeedsNeitherABuildNorJava(String word) throws IOException {
    Launched run = launch(Map.of(), word);

    assertThat(run)
        .isEqualTo(new Launched(0, Files.readString(CHECKOUT.resolve("docs/help.txt")), ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"train --help", "help train", "train -h"})
  void helpOnACommandDoesNotBuildButSaysWhatDoes(String line) throws IOException {
    Launched run = launch(Map.of(), line.split(" ", -1));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("usage: latent4j COMMAND");
    assertThat(run.err()).contains("has not been built yet", "latent4j data list").hasLineCount(1);
  }

  @Test
  void aJavaHomeWithoutJavaIsSaid() throws IOException {
    Launched run = launch(Map.of("JAVA_HOME", "/no/such/jdk"), "data", "list");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "latent4j: JAVA_HOME is /no/such/jdk, but there is no bin/java in it; set it to a JDK,"
                + " 17 or later, or unset it to use java on the PATH.\n");
  }

  @Test
  void noJavaAtAllIsSaid() throws IOException {
    Launched run = launch(Map.of(), "data", "list");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no Java found; install a JDK, 17 or later").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"11.0.2, release", "16.0.1, release", "11.0.2, none", "1.8.0_292, none"})
  void anOldJavaIsSaidInWordsBeforeAnythingIsBuilt(String version, String release)
      throws IOException {
    Path jdk = folder.resolve("jdk");
    script(jdk.resolve("bin/java"), "echo 'openjdk version \"" + version + "\" 2021-04-20' >&2");
    if (release.equals("release")) {
      Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }
    Launched run = launch(Map.of("JAVA_HOME", jdk.toString()), "train");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "latent4j: Latent4J needs Java 17 or later; this is "
                + version
                + ", at "
                + jdk
                + "/bin/java. Set JAVA_HOME to a later JDK, or put its java first on the PATH.\n");
  }

  @Test
  void withoutMavenItSaysThatABuildNeedsIt() throws IOException {
    Launched run = launch(thisJava(), "train");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Maven 3.8.7 or later is needed").hasLineCount(1);
  }

  @Test
  void theFirstCommandBuildsWithoutEscapeCodes() throws IOException {
    script(tools.resolve("mvn"), "echo \"mvn $*; $MAVEN_OPTS\"", "exit 1");
    Launched run = launch(thisJava(), "train");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("Building Latent4J (first use)...\nmvn -q -B -Dstyle.color=never ")
        .contains("-Djansi.noreset=true")
        .endsWith("latent4j: the build failed.\n");
  }

  /** Java would warn of its incubating module; the engine has that module all the same. */
  @ParameterizedTest
  @ValueSource(strings = {"--quiet", "--json"})
  void trainingPrintsNoWarning(String option) throws IOException {
    build();
    // Enough epochs that we have nothing to warn of.
    String[] words = Training.words("vae", folder.resolve("run"), 25);
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = option;
    Launched run = launch(thisJava(), all);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContainIgnoringCase("warning").doesNotContain("\u001b");
    if (option.equals("--quiet")) {
      assertThat(run.err()).isEmpty();
    }
    assertThat(folder.resolve("run/provenance.json"))
        .content(StandardCharsets.UTF_8)
        .contains("Vector API");
  }

  @Test
  void helpOnACommandComesFromTheBuild() throws IOException {
    build();
    Launched run = launch(thisJava(), "help", "train");

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("usage: latent4j train [OPTION]...");
    assertThat(run.err()).isEmpty();
  }
}
