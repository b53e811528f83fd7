package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.runtime.testing.JavaProcess;

class NativeLibrariesTests {
  private static final String WITH_ALL =
      Program.MODULES + "/*" + File.pathSeparator + Program.LIBRARIES + "/*";

  @TempDir Path folder;

  /** A second copy would have threads of its own, which take the cores from the engine's. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theEngineLoadsOneCopyOfOpenBlasAndNothingOfNd4j() throws IOException {
    JavaProcess run =
        run(
            Map.of(),
            WITH_ALL,
            """
        import java.nio.file.*;
        import org.latent4j.kernels.FusedEngine;

        class Program {
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
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines().filter(name -> name.startsWith("libopenblas"))).hasSize(1);
    assertThat(run.out()).doesNotContain("nd4j");
  }

  /** oneDNN's own threads would take the cores from the engine's. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void eachThreadOfTheEngineMakesItsProductsByOneDnnAlone() throws IOException {
    JavaProcess run =
        run(
            Map.of("OMP_NUM_THREADS", "4"),
            WITH_ALL,
            """
        import java.io.IOException;
        import java.nio.file.*;
        import org.latent4j.kernels.blas.*;

        class Program {
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
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("threads: 1");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void oneDnnWithoutAvx2IsRefusedAndTheNextServes() throws IOException {
    JavaProcess run =
        run(
            Map.of("ONEDNN_MAX_CPU_ISA", "SSE41"),
            WITH_ALL,
            """
        import org.latent4j.kernels.blas.*;

        class Program {
          public static void main(String[] arguments) {
            System.out.println(BlasLadder.best().description());
            BlasLadder.ONEDNN.open();
          }
        }
        """);
    assertThat(run.out()).contains("OpenBLAS").contains("on heap arrays (jffi)");
    assertThat(run.err())
        .contains("BLAS oneDNN is fast with AVX2 or AVX-512 alone, which this processor lacks");
  }

  /** Neither copies nor foreign functions need it. */
  @Test
  void withoutJffiALowerRungServes() throws IOException {
    String withoutJffi;
    try (Stream<Path> libraries = Files.list(Program.LIBRARIES)) {
      withoutJffi =
          libraries
              .map(Path::toString)
              .filter(jar -> !Path.of(jar).getFileName().toString().startsWith("jffi"))
              .collect(Collectors.joining(File.pathSeparator));
    }
    JavaProcess run =
        run(
            Map.of(),
            Program.MODULES + "/*" + File.pathSeparator + withoutJffi,
            """
            import org.latent4j.kernels.blas.*;

            class Program {
              public static void main(String[] arguments) {
                System.out.println(BlasLadder.best().description());
                System.out.println(BlasLadder.OPENBLAS_COPYING.open().description());
              }
            }
            """);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("with copies (JavaCPP)").doesNotContain("jffi");
  }

  /** Runs a class Program with these variables in its environment and this class path. */
  private JavaProcess run(Map<String, String> environment, String classPath, String program)
      throws IOException {
    Path source = Files.writeString(folder.resolve("Program.java"), program);
    return JavaProcess.run(
        folder,
        environment,
        List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, source.toString()));
  }
}
