package org.latent4j.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.testing.TestJar;
import org.latent4j.runtime.testing.TestSources;

/**
 * Everything that can be wrong with a plugin. In each test a sound plugin lies beside the broken
 * one, and has to be found all the same.
 */
class PluginFailureTests {
  private static final String JAVA = String.valueOf(Runtime.version().feature());
  private static final String API =
      PriorProvider.class.getModule().getDescriptor().rawVersion().orElseThrow();

  @TempDir static Path shared;
  private static Path sound;

  @TempDir Path temporary;
  private Path folder;

  @BeforeAll
  static void buildSoundPlugin() {
    sound = TestJar.prior("com.acme.sound", "sound").in(shared);
  }

  @BeforeEach
  void soundPluginLiesThere() throws IOException {
    folder = Files.createDirectories(temporary.resolve("plugins"));
    Files.copy(sound, folder.resolve(sound.getFileName()));
  }

  /** Finds the sound plugin, and says what asking for another name gives. */
  private String askingFor(String name) {
    Catalog catalog = Catalog.discover(List.of(folder));
    assertThat(catalog.find(Kind.PRIOR, "sound").name()).isEqualTo("sound");
    return message(catalog, name);
  }

  private static String message(Catalog catalog, String name) {
    try {
      catalog.find(Kind.PRIOR, name);
    } catch (Latent4jException e) {
      assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("\tat ");
      return e.getMessage();
    }
    throw new AssertionError("prior '" + name + "' was found");
  }

  /** What is said of a plugin whose name nobody could find out. */
  private static String absent(String name, String reason) {
    return "there is no prior '"
        + name
        + "'; Known: sound. It may be one that could not be loaded: "
        + reason;
  }

  @Test
  void missingPathIsNamed() {
    Path missing = temporary.resolve("nowhere");
    assertThatThrownBy(() -> Catalog.discover(List.of(folder, missing)))
        .isInstanceOf(Latent4jException.class)
        .hasMessage(
            "plugin path "
                + missing
                + ": there is no such file; give a folder with plugin jars, or one jar");
  }

  @Test
  void pathThatIsNeitherFolderNorJarIsNamed() throws IOException {
    Path file = Files.writeString(temporary.resolve("plugin.zip"), "x");
    assertThatThrownBy(() -> Catalog.discover(List.of(file)))
        .isInstanceOf(Latent4jException.class)
        .hasMessage(
            "plugin path " + file + ": it is neither a folder nor a jar; give one of these");
  }

  @Test
  void folderWithoutPluginsIsAProblem() throws IOException {
    Path empty = Files.createDirectories(temporary.resolve("empty"));
    Path useless = temporary.resolve("useless");
    TestJar.named("library.jar").source("lib.A", "package lib; public class A {}").in(useless);
    assertThat(Catalog.discover(List.of(empty, useless)).problems())
        .extracting(Problem::message)
        .containsExactly(
            "plugin path "
                + empty
                + ": it holds no jar; put plugin jars there or into folders directly below",
            "plugin path "
                + useless
                + ": none of its jars offers a plugin; put plugin jars there or into folders"
                + " directly below");
  }

  @Test
  void requiredModuleIsAbsent() {
    Path library =
        TestJar.named("library.jar")
            .module("com.library", "exports com.library;")
            .source("com.library.A", "package com.library; public class A {}")
            .in(temporary.resolve("elsewhere"));
    Path jar =
        TestJar.prior("com.acme.broken", "broken")
            .module(
                "com.acme.broken",
                "requires org.latent4j.api; requires com.library; provides"
                    + " org.latent4j.api.spi.PriorProvider with com.acme.broken.ThePrior;")
            .against(library)
            .in(folder);
    assertThat(askingFor("broken"))
        .isEqualTo(
            absent(
                "broken",
                jar
                    + ": its module com.acme.broken requires module com.library, which is absent;"
                    + " put its jar beside this one"));
  }

  @Test
  void requiredModuleThatCannotBeUsedEitherIsToldApart() {
    Path library =
        TestJar.named("library.jar")
            .module("com.library", "exports com.library; requires java.rmi;")
            .source("com.library.A", "package com.library; public class A {}")
            .in(folder);
    Path jar =
        TestJar.prior("com.acme.broken", "broken")
            .module(
                "com.acme.broken",
                "requires org.latent4j.api; requires com.library; provides"
                    + " org.latent4j.api.spi.PriorProvider with com.acme.broken.ThePrior;")
            .against(library)
            .in(folder);
    boolean loaded = ModuleLayer.boot().findModule("java.rmi").isPresent();
    String message = loaded ? "" : askingFor("broken");
    if (!loaded) {
      assertThat(message)
          .isEqualTo(
              absent(
                  "broken",
                  library
                      + ": its module com.library requires module java.rmi, which Java has but did"
                      + " not load; start Java with --add-modules java.rmi. "
                      + jar
                      + ": its module com.acme.broken requires module com.library, whose jar"
                      + " cannot be used either; put that right first"));
    }
  }

  @Test
  void missingClassIsNamed() {
    Path jar =
        TestJar.prior("com.acme.broken", "broken")
            .source("com.acme.broken.Part", "package com.acme.broken; public class Part {}")
            .source(
                "com.acme.broken.ThePrior",
                TestSources.prior("com.acme.broken", "ThePrior", "broken", "new Part();"))
            .without("com.acme.broken.Part")
            .in(folder);
    assertThat(askingFor("broken"))
        .isEqualTo(
            absent(
                "broken",
                "com.acme.broken ("
                    + jar
                    + "): prior provider com.acme.broken.ThePrior cannot be made: class"
                    + " com.acme.broken.Part is missing; put the jar that has it beside it"));
  }

  @Test
  void jarThatBundlesOurApiIsNamed() {
    Path jar =
        TestJar.named("fat.jar")
            .source("com.acme.Fat", TestSources.prior("com.acme", "Fat", "fat", ""))
            .source(
                "org.latent4j.api.spi.Bundled",
                "package org.latent4j.api.spi; public class Bundled {}")
            .service(PriorProvider.class, "com.acme.Fat")
            .in(folder);
    assertThat(askingFor("fat"))
        .isEqualTo(
            absent(
                "fat",
                jar
                    + ": it bundles Latent4J's own package org.latent4j.api.spi; rebuild it without"
                    + " them (in Maven, give the dependency the scope 'provided' or exclude it from"
                    + " the shaded jar)"));
  }

  @Test
  void copyOfOurApiIsLeftOutAndThePluginsBesideItWork() throws IOException {
    Path copy = TestJar.apiOfVersion("0.1.0", folder);
    Catalog catalog = Catalog.discover(List.of(folder));
    assertThat(catalog.find(Kind.PRIOR, "sound").name()).isEqualTo("sound");
    assertThat(catalog.problems())
        .extracting(Problem::message)
        .containsExactly(
            copy
                + ": it is a copy of module org.latent4j.api, which Latent4J already has; remove it"
                + " from there");
  }

  @Test
  void twoVersionsOfAModuleAreBothNamed() {
    TestJar plugin = TestJar.prior("com.acme.twice", "twice");
    Path one = plugin.fileName("twice-1.jar").version("1").in(folder);
    Path two = plugin.fileName("twice-2.jar").version("2").in(folder);
    assertThat(askingFor("twice"))
        .isEqualTo(
            absent(
                "twice",
                "module com.acme.twice is there 2 times: com.acme.twice@1 ("
                    + one
                    + "), com.acme.twice@2 ("
                    + two
                    + "); remove all but one of these jars"));
  }

  @Test
  void duplicateNameIsAnErrorForThoseWhoAskForItAndNamesBothJars() {
    Path one = TestJar.prior("com.acme.one", "same").in(folder);
    Path two = TestJar.prior("com.acme.two", "same").in(folder.resolve("sub"));
    String message =
        "2 plugins have the name prior 'same': com.acme.one ("
            + one
            + "), com.acme.two ("
            + two
            + "); remove all but one of these jars";
    assertThat(askingFor("same")).isEqualTo(message);
    assertThat(Catalog.discover(List.of(folder)).problems())
        .extracting(Problem::message)
        .containsExactly(message);
  }

  @Test
  void newerDescriptorNamesTheJavaItNeeds() {
    Path jar = TestJar.prior("com.acme.newer", "newer").classFileVersion(44 + 99).in(folder);
    assertThat(askingFor("newer"))
        .isEqualTo(
            absent(
                "newer",
                jar
                    + ": it needs Java 99, but this is Java "
                    + JAVA
                    + "; run Latent4J with that Java or get a build of it for this one"));
  }

  @Test
  void newerClassNamesTheJavaItNeeds() {
    Path jar =
        TestJar.named("newer.jar")
            .source("com.acme.Newer", TestSources.prior("com.acme", "Newer", "newer", ""))
            .service(PriorProvider.class, "com.acme.Newer")
            .classFileVersion(44 + 99)
            .in(folder);
    assertThat(askingFor("newer"))
        .isEqualTo(
            absent(
                "newer",
                jar
                    + ": it needs Java 99, but this is Java "
                    + JAVA
                    + "; run Latent4J with that Java or get a build of it for this one"));
  }

  @Test
  void corruptJarIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "this is no jar at all, it is text");
    Path half = TestJar.prior("com.acme.half", "half").in(folder);
    TestJar.truncate(half, 700);
    Path empty = Files.createFile(folder.resolve("empty.jar"));
    assertThat(askingFor("half"))
        .startsWith(
            "there is no prior 'half'; Known: sound. It may be one that could not be loaded: ")
        .contains(text + ": it is not a readable jar (")
        .contains(half + ": it is not a readable jar (")
        .contains(empty + ": it is not a readable jar (")
        .contains("); copy or build it again");
  }

  @Test
  void damagedClassFileIsNamed() {
    Path jar =
        TestJar.named("damaged.jar")
            .file("com/acme/Damaged.class", "cafe, but no babe")
            .service(PriorProvider.class, "com.acme.Damaged")
            .in(folder);
    assertThat(askingFor("damaged")).contains(jar.toString()).contains("ClassFormatError");
  }

  @Test
  void throwingConstructorIsNamed() {
    Path jar =
        TestJar.prior("com.acme.broken", "broken")
            .source(
                "com.acme.broken.ThePrior",
                TestSources.prior(
                    "com.acme.broken",
                    "ThePrior",
                    "broken",
                    "if (true) throw new IllegalStateException(\"no licence\");"))
            .in(folder);
    assertThat(askingFor("broken"))
        .isEqualTo(
            absent(
                "broken",
                "com.acme.broken ("
                    + jar
                    + "): prior provider com.acme.broken.ThePrior cannot be made: it threw"
                    + " java.lang.IllegalStateException: no licence; ask its author"));
  }

  @Test
  void failingStaticInitialiserIsNamed() {
    TestJar.prior("com.acme.broken", "broken")
        .source(
            "com.acme.broken.ThePrior",
            TestSources.prior("com.acme.broken", "ThePrior", "broken", "")
                .replace(
                    "public ThePrior()", "static int x = 1 / \"\".length(); public ThePrior()"))
        .in(folder);
    assertThat(askingFor("broken"))
        .contains("com.acme.broken.ThePrior cannot be made: it threw")
        .contains("java.lang.ArithmeticException: / by zero");
  }

  @Test
  void descriptorNamingAnUnknownClassIsNamed() {
    Path jar =
        TestJar.prior("com.acme.broken", "broken")
            .source("com.acme.broken.Other", "package com.acme.broken; class Other {}")
            .without("com.acme.broken.ThePrior")
            .in(folder);
    assertThat(askingFor("broken"))
        .isEqualTo(
            absent(
                "broken",
                jar
                    + ": it names the provider com.acme.broken.ThePrior, but has no such class;"
                    + " rebuild the jar"));
  }

  @Test
  void serviceFileNamingAnUnknownClassIsNamed() {
    Path unknown =
        TestJar.named("unknown.jar")
            .source("com.acme.Other", "package com.acme; public class Other {}")
            .service(PriorProvider.class, "com.acme.Gone")
            .in(folder);
    Path elsewhere =
        TestJar.named("elsewhere.jar")
            .source("com.acme2.Other", "package com.acme2; public class Other {}")
            .service(PriorProvider.class, "com.gone.Gone")
            .in(folder);
    assertThat(askingFor("gone"))
        .contains(
            unknown
                + ": it names the provider com.acme.Gone, but has no such class; rebuild the jar")
        .contains(elsewhere + ": ")
        .contains("com.gone.Gone")
        .contains("rebuild the jar");
  }

  @Test
  void providerOfAnotherTypeIsNamed() {
    Path jar =
        TestJar.named("wrong.jar")
            .source("com.acme.Wrong", "package com.acme; public class Wrong {}")
            .service(PriorProvider.class, "com.acme.Wrong")
            .in(folder);
    assertThat(askingFor("wrong"))
        .isEqualTo(absent("wrong", jar + ": com.acme.Wrong not a subtype; ask its author"));
  }

  @Test
  void invalidNameIsNamed() {
    Path jar = TestJar.prior("com.acme.broken", "My Prior").in(folder);
    assertThat(askingFor("my-prior"))
        .isEqualTo(
            absent(
                "my-prior",
                "com.acme.broken ("
                    + jar
                    + "): prior provider com.acme.broken.ThePrior is named 'My Prior'; a name is"
                    + " lower-case words and digits joined by '-'; ask its author"));
  }

  @Test
  void pluginWithoutNameIsNamed() {
    TestJar.prior("com.acme.broken", "x")
        .source(
            "com.acme.broken.ThePrior",
            TestSources.prior("com.acme.broken", "ThePrior", "x", "")
                .replace("return \"x\"", "return null"))
        .in(folder);
    assertThat(askingFor("broken")).contains("com.acme.broken.ThePrior is named 'null'");
  }

  @Test
  void failingOptionsAreNoneOfTheOthersBusiness() {
    Path jar =
        TestJar.prior("com.acme.broken", "broken")
            .source(
                "com.acme.broken.ThePrior",
                TestSources.prior("com.acme.broken", "ThePrior", "broken", "")
                    .replace(
                        "@Override\n  public String summary",
                        "@Override public java.util.List<org.latent4j.api.spi.Option<?>> options()"
                            + " { throw new UnsupportedOperationException(\"later\"); }"
                            + "\n  @Override\n  public String summary"))
            .in(folder);
    assertThat(askingFor("broken"))
        .isEqualTo(
            "com.acme.broken ("
                + jar
                + "): prior provider com.acme.broken.ThePrior 'broken' cannot be used: it threw"
                + " java.lang.UnsupportedOperationException: later; ask its author");
    assertThat(askingFor("other")).isEqualTo("there is no prior 'other'; Known: sound");
  }

  @Test
  void optionDeclaredTwiceIsNamed() {
    TestJar.prior("com.acme.broken", "broken")
        .source(
            "com.acme.broken.ThePrior",
            TestSources.prior("com.acme.broken", "ThePrior", "broken", "")
                .replace(
                    "@Override\n  public String summary",
                    "@Override public java.util.List<org.latent4j.api.spi.Option<?>> options()"
                        + " { var o = org.latent4j.api.spi.Option.integer(\"a\", 1, \"b\");"
                        + " return java.util.List.of(o, o); }"
                        + "\n  @Override\n  public String summary"))
        .in(folder);
    assertThat(askingFor("broken"))
        .endsWith("'broken': it declares the option 'a' twice; ask its author");
  }

  @Test
  void moduleBuiltForAnotherApiIsNamed() throws IOException {
    Path api = TestJar.apiOfVersion("7.3.0", temporary.resolve("other"));
    Path jar = TestJar.prior("com.acme.later", "later").against(api).in(folder);
    assertThat(askingFor("later"))
        .isEqualTo(
            absent(
                "later",
                jar
                    + ": it was built for org.latent4j.api 7.3.0, but "
                    + API
                    + " is running; get a build of it for that version"));
  }

  @Test
  void manifestTellsTheApiOfAJarWithoutDescriptor() {
    Path jar =
        TestJar.named("later.jar")
            .source("com.acme.Later", TestSources.prior("com.acme", "Later", "later", ""))
            .service(PriorProvider.class, "com.acme.Later")
            .manifest("Latent4J-Api-Version", "7.3")
            .in(folder);
    assertThat(askingFor("later"))
        .isEqualTo(
            absent(
                "later",
                jar
                    + ": it was built for org.latent4j.api 7.3, but "
                    + API
                    + " is running; get a build of it for that version"));
  }

  @Test
  void methodThatTheApiDoesNotHaveIsAMatterOfVersions() {
    TestJar.named("later.jar")
        .source(
            "com.acme.Later",
            TestSources.prior("com.acme", "Later", "later", "")
                .replace("return new Prior()", "RandomStream.ofTheFuture(); return new Prior()"))
        .service(PriorProvider.class, "com.acme.Later")
        .source(
            "org.latent4j.api.tensor.RandomStream",
            "package org.latent4j.api.tensor; public interface RandomStream {"
                + " void fillGaussian(float[] destination, int offset, int count);"
                + " static void ofTheFuture() {} }")
        .without("org.latent4j.api.tensor.RandomStream")
        .in(folder);
    Plugin<PriorProvider> plugin = Catalog.discover(List.of(folder)).plugin(Kind.PRIOR, "later");
    assertThatThrownBy(
            () -> plugin.make(p -> p.create(2, RandomStreams.seeded(1), plugin.resolve(Map.of()))))
        .isInstanceOf(Latent4jException.class)
        .hasMessageStartingWith(
            plugin + ": it does not fit the org.latent4j.api " + API + " that is running (")
        .hasMessageContaining("java.lang.NoSuchMethodError")
        .hasMessageContaining("ofTheFuture")
        .hasMessageEndingWith("); get a build of it for that version");
  }

  @Test
  void problemsOfOtherKindsAreNotBroughtUp() {
    TestJar.prior("com.acme.broken", "Bad Name").in(folder);
    Catalog catalog = Catalog.discover(List.of(folder));
    assertThatThrownBy(() -> catalog.find(Kind.MODEL, "vae"))
        .isInstanceOf(Latent4jException.class)
        .hasMessage("there is no model 'vae'; None are known.");
  }

  @Test
  void nearMissIsNamed() {
    assertThat(askingFor("sounds"))
        .isEqualTo("there is no prior 'sounds'; did you mean 'sound'? Known: sound");
  }
}
