package org.latent4j.kernels.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Engine;

class FusedEngineProviderTests {
  private static Engine engine(String blas) {
    FusedEngineProvider provider = new FusedEngineProvider();
    Map<String, Object> given = Map.of("threads", 1, "blas", blas);
    return provider.create(Options.resolve("engine 'fused'", provider.options(), given));
  }

  @AfterEach
  void forget() {
    System.clearProperty(FusedEngineProvider.LIBRARY_PROPERTY);
  }

  @Test
  void aBlasIsChosenByName() {
    try (Engine engine = engine("java")) {
      assertThat(engine.description()).contains("Java");
    }
    assertThatThrownBy(() -> engine("openblass"))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("did you mean 'openblas'?");
  }

  /** Settings come with saved runs, also those of strangers; a library is code. */
  @Test
  void noSettingLoadsALibrary(@TempDir Path folder) throws IOException {
    Path library = Files.createFile(folder.resolve("libstranger.so"));
    assertThatThrownBy(() -> engine(library.toString()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("there is no BLAS '" + library + "'")
        .hasMessageContaining("LATENT4J_BLAS_LIBRARY=PATH");
  }

  @Test
  void theUsersOwnLibraryIsNamedOutsideTheSettings(@TempDir Path folder) {
    assertThatThrownBy(() -> engine("library"))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("needs the path of a shared library");
    Path absent = folder.resolve("libabsent.so");
    System.setProperty(FusedEngineProvider.LIBRARY_PROPERTY, absent.toString());
    assertThatThrownBy(() -> engine("library"))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(absent + " is no file");
  }
}
