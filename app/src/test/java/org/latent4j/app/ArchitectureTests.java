package org.latent4j.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may need whom. Module descriptors say who does; these rules say who may. */
class ArchitectureTests {
  private static final String ROOT = "org.latent4j.";

  /** What each module may need of ours, by package below {@link #ROOT}. */
  private static final Map<String, List<String>> NEEDS =
      Map.ofEntries(
          entry("api", List.of()),
          entry("kernels", List.of("api")),
          entry("networks", List.of("api", "kernels")),
          entry("priors", List.of("api", "kernels")),
          entry("likelihoods", List.of("api", "kernels")),
          entry("divergences", List.of("api", "kernels")),
          entry("models.vae", List.of("api")),
          entry("models.betavae", List.of("api", "models.vae")),
          entry("models.aae", List.of("api")),
          entry("data", List.of("api")),
          entry("runtime", List.of("api")),
          entry("training", List.of("api", "runtime")),
          entry("evaluation", List.of("api")),
          entry("report", List.of("api", "evaluation", "runtime")),
          entry("testkit", List.of("api", "kernels")),
          entry(
              "experiments",
              List.of("api", "kernels", "data", "runtime", "training", "evaluation", "report")),
          // No model, prior or likelihood: those are found.
          entry(
              "app",
              List.of(
                  "api",
                  "kernels",
                  "data",
                  "runtime",
                  "training",
                  "evaluation",
                  "report",
                  "experiments")));

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.latent4j");
  }

  static Stream<String> modules() {
    return NEEDS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyModuleNeedsOnlyWhatItMay(String module) {
    String[] others =
        NEEDS.keySet().stream()
            .filter(other -> !other.equals(module) && !NEEDS.get(module).contains(other))
            .map(other -> ROOT + other + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(ROOT + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(classes);
  }

  @Test
  void everyClassBelongsToAModuleOfTheTable() {
    assertThat(classes)
        .isNotEmpty()
        .allMatch(
            type ->
                NEEDS.keySet().stream()
                    .anyMatch(
                        module ->
                            type.getPackageName().equals(ROOT + module)
                                || type.getPackageName().startsWith(ROOT + module + ".")));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(classes);
  }

  /** Each might become an object: see {@code VectorArrayMath} of the kernels. */
  @Test
  void noMethodTakesOrReturnsAVectorOfTheVectorApi() {
    assertThat(classes.stream().flatMap(type -> type.getMethods().stream()))
        .isNotEmpty()
        .noneMatch(
            method ->
                Stream.concat(
                        Stream.of(method.getRawReturnType()),
                        method.getRawParameterTypes().stream())
                    .anyMatch(type -> type.getPackageName().equals("jdk.incubator.vector")));
  }

  @Test
  void onlyTheAppParsesCommandLinesAndInjects() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.commons.cli..",
            "com.google.inject..",
            "jakarta.inject..",
            "me.tongfei..",
            "ch.qos.logback..",
            "org.yaml..")
        .check(classes);
  }

  @Test
  void onlyKernelsKnowsNativeLinearAlgebra() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "kernels..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.nd4j..", "org.bytedeco..", "dev.ludovic..", "jdk.incubator.vector..")
        .check(classes);
  }

  @Test
  void nobodyWritesToTheStandardStreams() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
  }
}
