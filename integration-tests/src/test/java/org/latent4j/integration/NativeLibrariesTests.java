package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.runtime.testing.JavaProcess;

class NativeLibrariesTests {
  @TempDir Path folder;

  /** A second copy would have threads of its own, which take the cores from the engine's. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theEngineLoadsOneCopyOfOpenBlasAndNothingOfNd4j() throws IOException {
    Path source = folder.resolve("Loaded.java");
    Files.writeString(
        source,
        """
        import java.nio.file.*;
        import org.latent4j.kernels.FusedEngine;

        class Loaded {
          public static void main(String[] arguments) throws Exception {
            FusedEngine.create(2, "openblas").close();
            if (Runtime.version().feature() >= 22) {
              FusedEngine.create(2, "openblas-foreign").close();
            }
            Files.lines(Path.of("/proc/self/maps"))
                .filter(line -> line.contains("/lib") && line.contains(".so"))
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .distinct()
                .forEach(System.out::println);
          }
        }
        """);
    JavaProcess run =
        JavaProcess.run(
            folder,
            List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Program.MODULES + "/*" + File.pathSeparator + Program.LIBRARIES + "/*",
                source.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines().filter(name -> name.startsWith("libopenblas"))).hasSize(1);
    assertThat(run.out()).doesNotContain("nd4j");
  }
}
