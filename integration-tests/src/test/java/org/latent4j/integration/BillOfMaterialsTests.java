package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The CycloneDX document beside the program. */
class BillOfMaterialsTests {
  private static final Path DOCUMENT = Program.HOME.resolve("bom.json");

  private static Stream<Path> jars() throws IOException {
    return Stream.of(Program.MODULES, Program.LIBRARIES)
        .flatMap(
            folder -> {
              try (Stream<Path> files = Files.list(folder)) {
                return files.toList().stream();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  void listsEveryJarOfTheProgramByItsContent() throws Exception {
    String document = Files.readString(DOCUMENT);
    TreeMap<String, String> missing = new TreeMap<>();
    int listed = 0;
    for (Path jar : jars().toList()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String hash = HexFormat.of().formatHex(digest.digest(Files.readAllBytes(jar)));
      if (document.contains(hash)) {
        listed++;
      } else {
        missing.put(jar.getFileName().toString(), hash);
      }
    }
    // The program's own jar is what the document is about.
    assertThat(missing).hasSize(1);
    assertThat(missing.firstKey()).startsWith("latent4j-app-");
    assertThat(listed).isGreaterThan(50);
  }

  /** Versions with known holes that ND4J would bring, and what it brings without need. */
  @Test
  void whatWasLeftOutOrReplacedIsNotThere() throws IOException {
    assertThat(jars().map(jar -> jar.getFileName().toString()))
        .noneMatch(
            name -> name.matches("(commons-(compress|net|codec|collections4)|oshi|jackson-1).*"))
        .noneMatch(name -> name.matches("commons-io-2\\.\\d\\.jar|commons-lang3-3\\.1[0-7].*"));
  }
}
