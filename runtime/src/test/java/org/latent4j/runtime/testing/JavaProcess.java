package org.latent4j.runtime.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a Java machine of its own did.
 *
 * @param status its exit status
 * @param out its standard output
 * @param err its standard error
 */
public record JavaProcess(int status, String out, String err) {
  private static final long PATIENCE_SECONDS = 300;

  /** Runs {@code java} with these arguments, in this folder, and waits for its end. */
  public static JavaProcess run(Path folder, List<String> arguments) {
    return run(folder, Map.of(), arguments);
  }

  /** The same with these variables in its environment, beside those of this process. */
  public static JavaProcess run(
      Path folder, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end:\n" + text(out) + text(err));
      }
      JavaProcess end = new JavaProcess(process.exitValue(), text(out), text(err));
      Files.delete(out);
      Files.delete(err);
      return end;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
