package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    JavaProcess run = run(source, Map.of());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines().filter(name -> name.startsWith("libopenblas"))).hasSize(1);
    assertThat(run.out()).doesNotContain("nd4j");
  }

  /** oneDNN's own threads would take the cores from the engine's. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void eachThreadOfTheEngineMakesItsProductsByOneDnnAlone() throws IOException {
    Path source = folder.resolve("Threads.java");
    Files.writeString(
        source,
        """
        import java.io.IOException;
        import java.nio.file.*;
        import org.latent4j.kernels.blas.*;

        class Threads {
          public static void main(String[] arguments) throws Exception {
            Blas blas = BlasLadder.ONEDNN.open();
            Thread one = new Thread(() -> multiply(blas), "products");
            one.start();
            one.join();
          }

          static void multiply(Blas blas) {
            int n = 1000;
            float[] a = new float[n * n];
            blas.multiply(false, false, n, n, n, a, 0, n, a, 0, n, 0, new float[n * n], 0, n);
            int count = 0;
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
              for (Path thread : threads) {
                // One that it had begun would have its name.
                count += Files.readString(thread.resolve("comm")).strip().equals("products") ? 1 : 0;
              }
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            System.out.println("threads: " + count);
          }
        }
        """);
    JavaProcess run = run(source, Map.of("OMP_NUM_THREADS", "4"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("threads: 1");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void oneDnnWithoutAvx2IsRefusedAndTheNextServes() throws IOException {
    Path source = folder.resolve("Older.java");
    Files.writeString(
        source,
        """
        import org.latent4j.kernels.blas.*;

        class Older {
          public static void main(String[] arguments) {
            System.out.println(BlasLadder.best().description());
            BlasLadder.ONEDNN.open();
          }
        }
        """);
    JavaProcess run = run(source, Map.of("ONEDNN_MAX_CPU_ISA", "SSE41"));
    assertThat(run.out()).contains("OpenBLAS").contains("on heap arrays (jffi)");
    assertThat(run.err())
        .contains("BLAS oneDNN is fast with AVX2 or AVX-512 alone, which this processor lacks");
  }

  /** Runs a program of one source file with all of ours on its class path. */
  private JavaProcess run(Path source, Map<String, String> environment) {
    return JavaProcess.run(
        folder,
        environment,
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            Program.MODULES + "/*" + File.pathSeparator + Program.LIBRARIES + "/*",
            source.toString()));
  }
}
