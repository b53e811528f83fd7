package org.latent4j.report.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The browser of this machine, without a window: what {@value #VARIABLE} names, or else Chromium or
 * Chrome on the path.
 */
final class Chromium {
  static final String VARIABLE = "LATENT4J_CHROMIUM";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int SECONDS = 180;

  private final String executable;

  private Chromium(String executable) {
    this.executable = executable;
  }

  /**
   * Aborts the test where there is none; where the variable names one, it is taken at its word, and
   * the test fails if it is none.
   */
  static Chromium onThisMachine() {
    Optional<String> found =
        Optional.ofNullable(System.getenv(VARIABLE))
            .filter(name -> !name.isBlank())
            .or(Chromium::onPath);
    Assumptions.assumeTrue(
        found.isPresent(),
        "the report is not looked at in a browser, as none is on the path: install Chromium"
            + " (Debian: apt-get install chromium), or set "
            + VARIABLE
            + " to the executable of Chromium or Chrome");
    return new Chromium(found.orElseThrow());
  }

  private static Optional<String> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** The page as it stands after its scripts have run for 30 seconds of their own time. */
  String dom(Path page, int width, Path folder) throws IOException, InterruptedException {
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("chromium.log");
    List<String> command = new ArrayList<>(List.of(executable));
    command.addAll(
        List.of(
            "--headless",
            // A container's root has no sandbox; the page is our own.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-sync",
            "--hide-scrollbars",
            "--user-data-dir=" + folder.resolve("profile"),
            "--window-size=" + width + ",2000",
            "--virtual-time-budget=30000",
            "--dump-dom",
            page.toUri().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError(executable + " took more than " + SECONDS + " s; see " + log);
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(
          executable + " ended with " + process.exitValue() + ":\n" + Files.readString(log));
    }
    return Files.readString(dom);
  }
}
