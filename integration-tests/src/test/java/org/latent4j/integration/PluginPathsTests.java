package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.runtime.testing.JavaProcess;
import org.latent4j.runtime.testing.TestJar;
import org.latent4j.runtime.testing.TestSources;

/** The ways in which the built program comes by plugins. */
class PluginPathsTests {
  @TempDir static Path folder;
  private static Path modular;
  private static Path plain;

  @BeforeAll
  static void buildPlugins() {
    modular =
        TestJar.prior("com.acme.modular", "modular").version("2.1").in(folder.resolve("modular"));
    plain =
        TestJar.named("plain-1.0.jar")
            .source("com.acme.Plain", TestSources.prior("com.acme", "Plain", "plain", ""))
            .service(PriorProvider.class, "com.acme.Plain")
            .in(folder.resolve("plain"));
  }

  private static String described(JavaProcess run) {
    assertThat(run.status()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void modulePath() {
    assertThat(
            described(
                Program.run(
                    folder,
                    List.of(modular),
                    List.of(),
                    "plugins",
                    "describe",
                    "prior",
                    "modular")))
        .contains("prior modular: a test", "com.acme.modular@2.1 (" + modular + ")");
  }

  @Test
  void classPath() {
    assertThat(
            described(
                Program.run(
                    folder, List.of(), List.of(plain), "plugins", "describe", "prior", "plain")))
        .contains("prior plain: a test", "class path (" + plain + ")");
  }

  @Test
  void pluginFolders() {
    assertThat(
            described(
                Program.run(
                    folder,
                    "plugins",
                    "list",
                    "--plugin-path",
                    modular.getParent().toString(),
                    "--plugin-path",
                    plain.toString())))
        .containsPattern("prior +modular +a test\\s+com.acme.modular@2.1 +com.acme.modular.jar")
        .containsPattern("prior +plain +a test\\s+plain@1.0 +plain-1.0.jar")
        .contains(
            "standard-normal", "org.latent4j.priors@" + System.getProperty("latent4j.version"));
  }

  /** Modules that the program itself has no need of. */
  @Test
  void pluginMayRequireAnyModuleOfJava() {
    Path jar =
        TestJar.prior("com.acme.database", "database")
            .module(
                "com.acme.database",
                "requires org.latent4j.api; requires java.sql; requires java.scripting; provides"
                    + " org.latent4j.api.spi.PriorProvider with com.acme.database.ThePrior;")
            .in(folder.resolve("database"));
    assertThat(
            described(
                Program.run(
                    folder,
                    "plugins",
                    "describe",
                    "prior",
                    "database",
                    "--plugin-path",
                    jar.toString())))
        .contains("prior database: a test");
  }

  /** What is tested here is what is started there. */
  @ParameterizedTest
  @ValueSource(strings = {"latent4j", "latent4j.bat"})
  void launcherStartsTheProgramWithTheseFlags(String launcher) throws IOException {
    String text =
        Files.readString(Path.of(System.getProperty("latent4j.examples"), "..", launcher));
    assertThat(text)
        .contains("ALL-DEFAULT,ALL-MODULE-PATH")
        .contains("--add-exports=java.base/jdk.internal.module=org.latent4j.kernels")
        .contains("--enable-native-access=ALL-UNNAMED,org.latent4j.kernels")
        .contains("-m org.latent4j.app/org.latent4j.app.Main");
    assertThat(Program.flags(List.of(), List.of()))
        .contains("ALL-DEFAULT,ALL-MODULE-PATH")
        .contains("--add-exports=java.base/jdk.internal.module=org.latent4j.kernels")
        .contains("--enable-native-access=ALL-UNNAMED,org.latent4j.kernels");
  }
}
