package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.runtime.testing.JavaProcess;
import org.latent4j.runtime.testing.TestJar;
import org.latent4j.runtime.testing.TestSources;

/**
 * What the user of the built program reads when a plugin jar is broken. Each test asks for the
 * plugin, which fails with one message. That the others can be used all the same is tested once,
 * with all broken ones in one folder.
 */
class BrokenPluginTests {
  private static final String VERSION = System.getProperty("latent4j.version");

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void folderForPlugins() throws IOException {
    folder = Files.createDirectories(temporary.resolve("plugins"));
  }

  /** Asks for a prior, which has to fail; gives the message. */
  private String asking(String prior) {
    JavaProcess run =
        Program.run(
            temporary, "plugins", "describe", "prior", prior, "--plugin-path", folder.toString());
    assertThat(run.status()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception in thread");
    return run.err()
        .lines()
        .filter(line -> line.startsWith("latent4j: "))
        .reduce((one, two) -> "more than one message: " + one + " / " + two)
        .orElse("no message: " + run.err());
  }

  private TestJar failingConstructor() {
    return TestJar.prior("com.acme.failing", "failing")
        .source(
            "com.acme.failing.ThePrior",
            TestSources.prior(
                "com.acme.failing",
                "ThePrior",
                "failing",
                "if (true) throw new IllegalStateException(\"no licence\");"));
  }

  private TestJar unknownClass() {
    return TestJar.named("unknown.jar")
        .source("com.acme.unknown.Other", "package com.acme.unknown; public class Other {}")
        .service(PriorProvider.class, "com.acme.unknown.Gone");
  }

  private TestJar fat() {
    return TestJar.named("fat.jar")
        .source("com.acme.fat.Fat", TestSources.prior("com.acme.fat", "Fat", "fat", ""))
        .source(
            "org.latent4j.api.spi.Bundled", "package org.latent4j.api.spi; public class Bundled {}")
        .service(PriorProvider.class, "com.acme.fat.Fat");
  }

  private TestJar lackingAModule() {
    Path library =
        TestJar.named("library.jar")
            .module("com.library", "exports com.library;")
            .source("com.library.A", "package com.library; public class A {}")
            .in(temporary.resolve("elsewhere"));
    return TestJar.prior("com.acme.lacking", "lacking")
        .module(
            "com.acme.lacking",
            "requires org.latent4j.api; requires com.library; provides"
                + " org.latent4j.api.spi.PriorProvider with com.acme.lacking.ThePrior;")
        .against(library);
  }

  private TestJar builtForAnotherApi() throws IOException {
    return TestJar.prior("com.acme.later", "later")
        .against(TestJar.apiOfVersion("7.3.0", temporary.resolve("api")));
  }

  @Test
  void missingPath() {
    folder = temporary.resolve("nowhere");
    assertThat(asking("any"))
        .isEqualTo(
            "latent4j: plugin path "
                + folder
                + ": there is no such file; give a folder with plugin jars, or one jar");
  }

  @Test
  void requiredModuleAbsent() {
    Path jar = lackingAModule().in(folder);
    assertThat(asking("lacking"))
        .startsWith("latent4j: there is no prior 'lacking'")
        .endsWith(
            jar
                + ": its module com.acme.lacking requires module com.library, which is absent; put"
                + " its jar beside this one");
  }

  @Test
  void jarBundlingOurApi() {
    Path jar = fat().in(folder);
    assertThat(asking("fat"))
        .startsWith("latent4j: there is no prior 'fat'")
        .contains(jar + ": it bundles Latent4J's own package org.latent4j.api.spi; rebuild it");
  }

  @Test
  void twoVersions() {
    TestJar plugin = TestJar.prior("com.acme.twice", "twice");
    Path one = plugin.fileName("twice-1.jar").version("1").in(folder);
    Path two = plugin.fileName("twice-2.jar").version("2").in(folder);
    assertThat(asking("twice"))
        .contains(
            "module com.acme.twice is there 2 times: com.acme.twice@1 ("
                + one
                + "), com.acme.twice@2 ("
                + two
                + "); remove all but one of these jars");
  }

  @Test
  void newerClassFileVersion() {
    Path jar = TestJar.prior("com.acme.newer", "newer").classFileVersion(44 + 99).in(folder);
    assertThat(asking("newer"))
        .contains(
            jar + ": it needs Java 99, but this is Java " + Runtime.version().feature() + "; run");
  }

  @Test
  void corruptJar() throws IOException {
    Path jar = TestJar.prior("com.acme.half", "half").in(folder);
    TestJar.truncate(jar, 700);
    assertThat(asking("half")).contains(jar + ": it is not a readable jar (");
  }

  @Test
  void throwingConstructor() {
    Path jar = failingConstructor().in(folder);
    assertThat(asking("failing"))
        .endsWith(
            "com.acme.failing ("
                + jar
                + "): prior provider com.acme.failing.ThePrior cannot be made: it threw"
                + " java.lang.IllegalStateException: no licence; ask its author");
  }

  @Test
  void serviceNamingAnUnknownClass() {
    Path jar = unknownClass().in(folder);
    assertThat(asking("gone"))
        .endsWith(
            jar
                + ": it names the provider com.acme.unknown.Gone, but has no such class; rebuild"
                + " the jar");
  }

  @Test
  void duplicateName() {
    Path one = TestJar.prior("com.acme.one", "same").version("1").in(folder.resolve("one"));
    Path two = TestJar.prior("com.acme.two", "same").version("2").in(folder.resolve("two"));
    assertThat(asking("same"))
        .isEqualTo(
            "latent4j: 2 plugins have the name prior 'same': com.acme.one@1 ("
                + one
                + "), com.acme.two@2 ("
                + two
                + "); remove all but one of these jars");
  }

  @Test
  void nameOfABuiltInPluginTaken() {
    Path jar = TestJar.prior("com.acme.usurper", "standard-normal").in(folder);
    assertThat(asking("standard-normal"))
        .contains("2 plugins have the name prior 'standard-normal': com.acme.usurper (" + jar)
        .contains("org.latent4j.priors@" + VERSION + " (");
  }

  @Test
  void invalidName() {
    Path jar = TestJar.prior("com.acme.invalid", "My Prior").in(folder);
    assertThat(asking("my-prior"))
        .endsWith(
            "com.acme.invalid ("
                + jar
                + "): prior provider com.acme.invalid.ThePrior is named 'My Prior'; a name is"
                + " lower-case words and digits joined by '-'; ask its author");
  }

  @Test
  void builtForAnotherApiVersion() throws IOException {
    Path jar = builtForAnotherApi().in(folder);
    assertThat(asking("later"))
        .endsWith(
            jar
                + ": it was built for org.latent4j.api 7.3.0, but "
                + VERSION
                + " is running; get a build of it for that version");
  }

  @Test
  void brokenPluginsThatNobodyAskedForStopNoRun() throws IOException {
    failingConstructor().in(folder);
    unknownClass().in(folder);
    fat().in(folder);
    lackingAModule().in(folder);
    builtForAnotherApi().in(folder);
    TestJar.prior("com.acme.newer", "newer").classFileVersion(44 + 99).in(folder);
    Files.writeString(folder.resolve("text.jar"), "no jar");
    TestJar.prior("com.acme.sound", "sound").version("1.0").in(folder);
    JavaProcess described =
        Program.run(
            temporary, "plugins", "describe", "prior", "sound", "--plugin-path", folder.toString());
    assertThat(described.status()).as(described.err()).isZero();
    assertThat(described.out()).contains("prior sound: a test").contains("com.acme.sound@1.0");
    JavaProcess listed =
        Program.run(temporary, "plugins", "list", "--plugin-path", folder.toString());
    assertThat(listed.status()).as(listed.err()).isZero();
    assertThat(listed.out()).contains("sound").contains("standard-normal");
    assertThat(listed.err())
        .contains("no licence", "com.acme.unknown.Gone", "fat.jar", "com.library", "7.3.0")
        .contains("needs Java 99", "text.jar")
        .doesNotContain("\tat ");
  }
}
