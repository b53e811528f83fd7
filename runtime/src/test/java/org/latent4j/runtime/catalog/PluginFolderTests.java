package org.latent4j.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.runtime.testing.TestJar;
import org.latent4j.runtime.testing.TestSources;

/** Plugins that are as they should be. */
class PluginFolderTests {
  @TempDir Path folder;

  private static List<String> names(Catalog catalog) {
    return catalog.entries(Kind.PRIOR).stream().map(Plugin::name).toList();
  }

  @Test
  void modularJarIsFoundWithAllThatIsToBeListed() {
    Path jar = TestJar.prior("com.acme.flat", "flat").version("1.2.3").in(folder);
    Catalog catalog = Catalog.discover(List.of(folder));
    assertThat(catalog.problems()).isEmpty();
    Plugin<PriorProvider> plugin = catalog.plugin(Kind.PRIOR, "flat");
    assertThat(plugin.provider().summary()).isEqualTo("a test");
    assertThat(plugin.title()).isEqualTo("prior 'flat'");
    assertThat(plugin.origin().label()).isEqualTo("com.acme.flat@1.2.3");
    assertThat(plugin.origin().jar()).contains("com.acme.flat.jar");
    assertThat(plugin.origin().location().flatMap(CodeLocation::path)).contains(jar);
    assertThat(plugin).hasToString("prior 'flat' of com.acme.flat@1.2.3 (" + jar + ")");
  }

  @Test
  void jarWithoutDescriptorIsFoundByItsServiceFile() {
    TestJar.named("plain-prior-2.0.jar")
        .source("com.acme.Plain", TestSources.prior("com.acme", "Plain", "plain", ""))
        .service(PriorProvider.class, "com.acme.Plain")
        .in(folder);
    Catalog catalog = Catalog.discover(List.of(folder));
    assertThat(catalog.problems()).isEmpty();
    assertThat(catalog.plugin(Kind.PRIOR, "plain").origin().label()).isEqualTo("plain.prior@2.0");
  }

  @Test
  void singleJarIsAPluginPathToo() {
    Path jar = TestJar.prior("com.acme.flat", "flat").in(folder);
    TestJar.prior("com.acme.other", "other").in(folder);
    assertThat(names(Catalog.discover(List.of(jar)))).containsExactly("flat");
  }

  @Test
  void eachSubFolderIsALayerOfItsOwn() {
    // Two plugins bring a library in two versions that cannot live together.
    for (String version : List.of("1", "2")) {
      Path home = folder.resolve("v" + version);
      Path library =
          TestJar.named("library-" + version + ".jar")
              .module("com.library", "exports com.library;")
              .source(
                  "com.library.Word",
                  "package com.library; public class Word { public static String v"
                      + version
                      + "() { return \"word"
                      + version
                      + "\"; } }")
              .in(home);
      TestJar.prior("com.acme.plugin" + version, "unused")
          .module(
              "com.acme.plugin" + version,
              "requires org.latent4j.api; requires com.library; provides"
                  + " org.latent4j.api.spi.PriorProvider with com.acme.plugin"
                  + version
                  + ".ThePrior;")
          .source(
              "com.acme.plugin" + version + ".ThePrior",
              TestSources.prior("com.acme.plugin" + version, "ThePrior", "x", "")
                  .replace("return \"x\"", "return com.library.Word.v" + version + "()"))
          .against(library)
          .in(home);
    }
    TestJar.prior("com.acme.top", "top").in(folder);
    Catalog catalog = Catalog.discover(List.of(folder));
    assertThat(catalog.problems()).isEmpty();
    assertThat(names(catalog)).containsExactly("top", "word1", "word2");
  }

  @Test
  void pluginsThatLieTogetherMayHaveAnInternalPackageOfOneName() {
    for (String part : List.of("a", "b")) {
      String module = "com.acme." + part;
      TestJar.prior(module, part)
          .source("internal.Name", "package internal; public class Name {}")
          .in(folder);
    }
    Catalog catalog = Catalog.discover(List.of(folder));
    assertThat(catalog.problems()).isEmpty();
    assertThat(names(catalog)).containsExactly("a", "b");
  }

  @Test
  void libraryBesideThePluginIsNoPlugin() {
    TestJar.prior("com.acme.flat", "flat").in(folder);
    TestJar.named("library.jar")
        .source("lib.Thing", "package lib; public class Thing {}")
        .in(folder);
    Catalog catalog = Catalog.discover(List.of(folder));
    assertThat(catalog.problems()).isEmpty();
    assertThat(names(catalog)).containsExactly("flat");
  }

  @Test
  void pathGivenTwiceIsReadOnce() {
    Path jar = TestJar.prior("com.acme.flat", "flat").in(folder);
    Catalog catalog =
        Catalog.discover(List.of(folder, jar, folder.resolve("..").resolve(folder.getFileName())));
    assertThat(catalog.problems()).isEmpty();
    assertThat(names(catalog)).containsExactly("flat");
  }

  @Test
  void otherFilesInTheFolderAreLeftAlone() throws IOException {
    TestJar.prior("com.acme.flat", "flat").in(folder);
    Files.writeString(folder.resolve("README.txt"), "hello");
    Files.writeString(folder.resolve(".half-copied.jar"), "nothing");
    Catalog catalog = Catalog.discover(List.of(folder));
    assertThat(catalog.problems()).isEmpty();
    assertThat(names(catalog)).containsExactly("flat");
  }
}
