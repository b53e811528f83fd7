package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.runtime.testing.JavaProcess;

/** A server that loads an application which trains, and lets go of it, as for its next version. */
class RedeploymentTests {
  private static final String SERVER =
      """
      import java.lang.ref.WeakReference;
      import java.net.*;
      import java.nio.file.Path;

      class Server {
        public static void main(String[] arguments) throws Exception {
          WeakReference<ClassLoader> application = application(Path.of(arguments[0]), arguments[1]);
          for (int i = 0; i < 200 && application.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
          }
          System.out.println(application.get() == null ? "collected" : "held");
          for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("latent4j")) {
              System.out.println("left: " + thread);
            }
          }
        }

        static WeakReference<ClassLoader> application(Path jar, String blas) throws Exception {
          URL[] path = {jar.toUri().toURL()};
          URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
          Thread.currentThread().setContextClassLoader(loader);
          loader
              .loadClass("org.latent4j.integration.embedding.Embedder")
              .getMethod("train", String.class, Path.class, String.class)
              .invoke(null, "vae", Path.of("run"), blas);
          Thread.currentThread().setContextClassLoader(Server.class.getClassLoader());
          loader.close();
          return new WeakReference<>(loader);
        }
      }
      """;

  @TempDir Path folder;

  private void assertIsCollected(List<String> options, String blas) throws IOException {
    Path source = Files.writeString(folder.resolve("Server.java"), SERVER);
    List<String> words = new ArrayList<>(options);
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", source.toString()));
    words.add(Path.of(System.getProperty("latent4j.embedders"), "shaded.jar").toString());
    words.add(blas);
    JavaProcess server = JavaProcess.run(folder, words);
    assertThat(server.status()).as(server.out() + server.err()).isZero();
    assertThat(server.out()).contains("2 steps by ", "collected").doesNotContain("left: ");
  }

  @Test
  void anApplicationWhoseEngineIsClosedIsCollected() throws IOException {
    assertIsCollected(List.of(), "java");
  }

  /** A thread of JavaCPP's would hold it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void withOpenBlasItTakesAnOptionOfJavaCpp() throws IOException {
    assertIsCollected(List.of("-Dorg.bytedeco.javacpp.nopointergc=true"), "openblas-copying");
  }
}
