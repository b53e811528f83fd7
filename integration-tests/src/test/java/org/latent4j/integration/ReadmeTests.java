package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.runtime.testing.JavaProcess;

class ReadmeTests {
  private static final String BEGIN = "```java\n";

  @TempDir Path folder;

  @Test
  void itsJavaExampleComposesTrainsAndEvaluates() throws IOException {
    String readme =
        Files.readString(Path.of(System.getProperty("latent4j.examples"), "..", "README.md"));
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    String example = readme.substring(begin, readme.indexOf("```", begin));
    assertThat(example).contains("withEpochs(10)");
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source,
        """
        import org.latent4j.api.model.*;
        import org.latent4j.data.*;
        import org.latent4j.divergences.*;
        import org.latent4j.evaluation.*;
        import org.latent4j.kernels.*;
        import org.latent4j.kernels.optimizers.*;
        import org.latent4j.likelihoods.*;
        import org.latent4j.models.vae.*;
        import org.latent4j.networks.*;
        import org.latent4j.priors.*;
        import org.latent4j.training.*;

        class Example {
          public static void main(String[] arguments) {
        """
            + example.replace("withEpochs(10)", "withEpochs(1)")
            + "}}\n");
    JavaProcess run =
        JavaProcess.run(
            folder,
            List.of(
                "-cp",
                Program.MODULES + "/*" + File.pathSeparator + Program.LIBRARIES + "/*",
                source.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).matches("−[0-9]+\\.[0-9]+ ± [0-9]+\\.[0-9]+\\R");
  }
}
