package org.latent4j.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.runtime.testing.FindPrior;
import org.latent4j.runtime.testing.JavaProcess;
import org.latent4j.runtime.testing.RunningModules;
import org.latent4j.runtime.testing.TestJar;
import org.latent4j.runtime.testing.TestSources;

/** Plugins are found in whatever way the Java machine was started. */
class LaunchTests {
  @TempDir static Path folder;
  private static Path modular;
  private static Path plain;
  private static Path broken;

  @BeforeAll
  static void buildPlugins() {
    modular =
        TestJar.prior("com.acme.modular", "modular")
            .service(PriorProvider.class, "com.acme.modular.ThePrior")
            .in(folder.resolve("modular"));
    plain =
        TestJar.named("plain-1.0.jar")
            .source("com.acme.Plain", TestSources.prior("com.acme", "Plain", "plain", ""))
            .service(PriorProvider.class, "com.acme.Plain")
            .in(folder.resolve("plain"));
    broken =
        TestJar.named("broken.jar")
            .source("com.acme2.Other", "package com.acme2; public class Other {}")
            .service(PriorProvider.class, "com.acme2.Gone")
            .in(folder.resolve("broken"));
  }

  private static String ours() {
    return Stream.of(
            "org.latent4j.api",
            "org.latent4j.runtime",
            "org.slf4j",
            "com.fasterxml.jackson.core",
            "com.fasterxml.jackson.annotation",
            "com.fasterxml.jackson.databind",
            "com.fasterxml.jackson.datatype.jdk8")
        .map(module -> RunningModules.location(module).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String program() {
    try {
      return Path.of(FindPrior.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve("../test-classes")
          .normalize()
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JavaProcess onClassPath(String more, String... arguments) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-cp", String.join(File.pathSeparator, ours(), program(), more)));
    all.add(FindPrior.class.getName());
    all.addAll(List.of(arguments));
    return JavaProcess.run(folder, all);
  }

  private static JavaProcess onModulePath(String classPath, String more, String... arguments) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--module-path", ours() + File.pathSeparator + more));
    all.addAll(List.of("--add-modules", "org.latent4j.runtime"));
    all.addAll(List.of("-cp", program() + File.pathSeparator + classPath));
    all.add(FindPrior.class.getName());
    all.addAll(List.of(arguments));
    return JavaProcess.run(folder, all);
  }

  @Test
  void pluginOnTheModulePathIsBoundWithoutBeingNamed() {
    JavaProcess run = onModulePath("", modular.toString(), "modular");
    assertThat(run.out())
        .startsWith("prior 'modular' of com.acme.modular (" + modular + ")")
        .contains("api in module org.latent4j.api");
    assertThat(run.status()).isZero();
  }

  @Test
  void pluginOnTheClassPathIsFoundByAModularProgram() {
    JavaProcess run = onModulePath(plain.toString(), "", "plain");
    assertThat(run.out())
        .startsWith("prior 'plain' of class path (" + plain + ")")
        .contains("api in module org.latent4j.api");
    assertThat(run.status()).isZero();
  }

  @Test
  void everythingOnTheClassPathWorksToo() {
    JavaProcess run = onClassPath(modular.toString(), "modular");
    assertThat(run.out())
        .startsWith("prior 'modular' of class path (" + modular + ")")
        .contains("api in unnamed module");
    assertThat(run.status()).isZero();
  }

  @Test
  void programOnTheClassPathLoadsPluginFolders() {
    JavaProcess run =
        onClassPath("", "modular", modular.getParent().toString(), plain.getParent().toString());
    assertThat(run.out()).startsWith("prior 'modular' of class path (" + modular + ")");
    assertThat(run.status()).isZero();
  }

  @Test
  void brokenServiceFileOnTheClassPathStopsOnlyThoseWhoAskForIt() {
    String both = plain + File.pathSeparator + broken;
    JavaProcess sound = onModulePath(both, "", "plain");
    assertThat(sound.out())
        .contains("prior 'plain' of class path (" + plain + ")")
        .contains(
            "problem: "
                + broken
                + ": it names the provider com.acme2.Gone, but has no such class; rebuild the jar");
    assertThat(sound.status()).isZero();
    JavaProcess asked = onModulePath(both, "", "gone");
    assertThat(asked.status()).isEqualTo(1);
    assertThat(asked.err())
        .contains(
            "there is no prior 'gone'; Known: plain. It may be one that could not be loaded: ")
        .contains(broken + ": it names the provider com.acme2.Gone")
        .doesNotContain("\tat ");
  }

  @Test
  void pluginFolderOnTheModulePathIsReadOnce() {
    JavaProcess run =
        onModulePath("", modular.toString(), "modular", modular.getParent().toString());
    assertThat(run.out()).startsWith("prior 'modular' of com.acme.modular (" + modular + ")");
    assertThat(run.status()).isZero();
  }

  @Test
  void copyOfAPluginOnTheModulePathIsADuplicate() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy")).resolve("copy.jar");
    Files.copy(modular, copy);
    JavaProcess run = onModulePath("", modular.toString(), "modular", copy.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "2 plugins have the name prior 'modular': com.acme.modular ("
                + copy
                + "), com.acme.modular ("
                + modular
                + "); remove all but one of these jars");
  }
}
