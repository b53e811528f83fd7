package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.runtime.testing.JavaProcess;

/** The jars that were built, looked at from outside. */
class BuiltJarsTests {
  private static final String VERSION = System.getProperty("latent4j.version");

  static List<Path> ours() throws IOException {
    try (Stream<Path> files = Files.list(Program.MODULES)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("latent4j-"))
          .sorted()
          .toList();
    }
  }

  private static ModuleDescriptor descriptor(Path jar) {
    return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
  }

  @Test
  void everyModuleOfTheReactorIsThere() throws IOException {
    assertThat(ours())
        .extracting(jar -> descriptor(jar).name())
        .contains(
            "org.latent4j.api",
            "org.latent4j.kernels",
            "org.latent4j.networks",
            "org.latent4j.priors",
            "org.latent4j.likelihoods",
            "org.latent4j.divergences",
            "org.latent4j.models.vae",
            "org.latent4j.models.betavae",
            "org.latent4j.models.aae",
            "org.latent4j.data",
            "org.latent4j.runtime",
            "org.latent4j.training",
            "org.latent4j.evaluation",
            "org.latent4j.report",
            "org.latent4j.app");
  }

  @ParameterizedTest
  @MethodSource("ours")
  void jarIsANamedModuleWithItsVersion(Path jar) {
    ModuleDescriptor descriptor = descriptor(jar);
    String suffix =
        jar.getFileName().toString().replaceFirst("latent4j-", "").replace("-" + VERSION, "");
    assertThat(descriptor.isAutomatic()).isFalse();
    assertThat(descriptor.name())
        .isEqualTo("org.latent4j." + suffix.replace(".jar", "").replace('-', '.'));
    assertThat(descriptor.rawVersion()).contains(VERSION);
    assertThat(descriptor.isOpen()).isFalse();
  }

  /** From the versions recorded there, a plugin's misfit is told. */
  @ParameterizedTest
  @MethodSource("ours")
  void versionsOfOurModulesAreRecordedInThoseThatRequireThem(Path jar) {
    assertThat(descriptor(jar).requires())
        .filteredOn(requires -> requires.name().startsWith("org.latent4j."))
        .allSatisfy(requires -> assertThat(requires.rawCompiledVersion()).contains(VERSION));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void serviceFilesSayWhatTheDescriptorProvides(Path jar) throws IOException {
    Map<String, List<String>> declared = new TreeMap<>();
    for (ModuleDescriptor.Provides provides : descriptor(jar).provides()) {
      declared.put(provides.service(), provides.providers().stream().sorted().toList());
    }
    Map<String, List<String>> listed = new TreeMap<>();
    String folder = "META-INF/services/";
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(e -> e.getName().startsWith(folder)).toList()) {
        if (!entry.isDirectory()) {
          String text =
              new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          listed.put(entry.getName().substring(folder.length()), text.lines().sorted().toList());
        }
      }
    }
    assertThat(listed).isEqualTo(declared);
  }

  @ParameterizedTest
  @MethodSource("ours")
  void jarHoldsNoTests(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.stream().map(JarEntry::getName).filter(n -> n.endsWith("Tests.class")))
          .isEmpty();
    }
  }

  @Test
  void modulePathIsSound(@TempDir Path folder) {
    List<String> arguments = new ArrayList<>(Program.flags(List.of(), List.of()));
    arguments.add("--validate-modules");
    JavaProcess validation = JavaProcess.run(folder, arguments);
    assertThat(validation.status()).as(validation.out() + validation.err()).isZero();
  }
}
