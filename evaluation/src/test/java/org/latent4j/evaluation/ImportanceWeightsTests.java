package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.kernels.RandomStreams;

class ImportanceWeightsTests {
  private static ImportanceWeights of(int draws, IntToDoubleFunction logWeight) {
    ImportanceWeights weights = new ImportanceWeights(draws);
    for (int i = 0; i < draws; i++) {
      weights.add(logWeight.applyAsDouble(i));
    }
    return weights;
  }

  /** Multiples of the golden ratio: as even in [0, 1) as any sequence. */
  private static double even(int i) {
    return (i + 1) * 0.6180339887498949 % 1;
  }

  // arviz.stats.stats._psislw of ArviZ 0.23.4 on the same log weights, −k ln(1 − u).
  @ParameterizedTest
  @CsvSource({
    "25, 0.2, 0.44259773439487865",
    "25, 1.5, 0.7498987910136601",
    "200, 0.2, 0.25327424793809494",
    "200, 0.5, 0.4767635474652067",
    "200, 0.9, 0.775537486574074",
    "200, 1.5, 1.2235181488816032",
    "1000, 0.5, 0.5117634084189123",
    "4000, 0.2, 0.2097557867698334",
    "4000, 0.9, 0.8629067865583991",
    "4000, 1.5, 1.4205208220905745"
  })
  void theShapeOfTheTailIsThatOfArviz(int draws, double shape, double expected) {
    assertThat(of(draws, i -> -shape * Math.log(1 - even(i))).paretoShape().orElseThrow())
        .isCloseTo(expected, within(1e-9));
  }

  // The same of 3 sin 7i + 0.01 i.
  @ParameterizedTest
  @CsvSource({
    "25, 0.1080330732475663",
    "200, -0.013099568352848258",
    "1000, 0.256180664745841",
    "4000, 0.7866641775621553"
  })
  void soItIsForWeightsOfNoSuchDistribution(int draws, double expected) {
    assertThat(of(draws, i -> 3 * Math.sin(7.0 * i) + 0.01 * i).paretoShape().orElseThrow())
        .isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0.3", "0.7", "1.2"})
  void theShapeOfParetoWeightsIsFoundAgain(double shape) {
    int draws = 100_000;
    RandomStream random = RandomStreams.seeded(1);
    double found =
        of(draws, i -> -shape * Math.log(1 - random.nextDouble())).paretoShape().orElseThrow();
    // The best k of n excesses scatters by (1 + k) / √n (Smith, 1987); a prior worth ten of them.
    int n = ParetoTail.size(draws);
    double prior = 10.0 / n * Math.abs(shape - 0.5);
    assertThat(found).isCloseTo(shape, within(5 * (1 + shape) / Math.sqrt(n) + prior));
  }

  @Test
  void aFactorOnAllWeightsChangesTheMeanAndNothingElse() {
    ImportanceWeights weights = of(500, i -> 3 * Math.sin(7.0 * i));
    ImportanceWeights scaled = of(500, i -> 3 * Math.sin(7.0 * i) - 5_000);
    assertThat(scaled.logMean()).isCloseTo(weights.logMean() - 5_000, within(1e-9));
    assertThat(scaled.effectiveSize()).isCloseTo(weights.effectiveSize(), within(1e-6));
    assertThat(scaled.paretoShape().orElseThrow())
        .isCloseTo(weights.paretoShape().orElseThrow(), within(1e-6));
  }

  @Test
  void equalWeightsHaveNoTail() {
    ImportanceWeights equal = of(100, i -> -3 + 1e-5 * (i % 3));
    assertThat(equal.paretoShape()).hasValue(0);
    assertThat(equal.effectiveSize()).isCloseTo(100, within(1e-6));
    assertThat(equal.logMean()).isCloseTo(-3, within(1e-4));
  }

  @Test
  void oneWeightThatIsAllHasNoFiniteShape() {
    ImportanceWeights one = of(100, i -> i == 7 ? 0 : Double.NEGATIVE_INFINITY);
    assertThat(one.paretoShape()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(one.effectiveSize()).isEqualTo(1);
    assertThat(one.logMean()).isCloseTo(-Math.log(100), within(1e-12));
    Map<String, Object> settings = new LinkedHashMap<>();
    WeightDiagnostics diagnostics = new WeightDiagnostics(100);
    diagnostics.add(one);
    diagnostics.describe(settings);
    assertThat(settings)
        .doesNotContainKeys("pareto_k_median", "pareto_k_largest")
        .containsEntry("pareto_k_share_above", 1.0);
  }

  @Test
  void noWeightAtAllIsAMeanOfZero() {
    ImportanceWeights none = of(30, i -> Double.NEGATIVE_INFINITY);
    assertThat(none.logMean()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(none.effectiveSize()).isZero();
  }

  @Test
  void tooFewDrawsHaveNoTail() {
    assertThat(of(20, i -> i).paretoShape()).isEmpty();
    assertThat(of(21, i -> i).paretoShape()).isPresent();
    WeightDiagnostics diagnostics = new WeightDiagnostics(20);
    diagnostics.add(of(20, i -> i));
    Map<String, Object> settings = new LinkedHashMap<>();
    diagnostics.describe(settings);
    assertThat(settings.keySet())
        .containsExactly("effective_sample_size_median", "effective_sample_size_least");
  }

  @Test
  void theThresholdIsLowerForFewDraws() {
    // min(1 − 1 / log₁₀ S, 0.7): 0.5 for 100, and 0.7 from 2,154 on.
    for (int draws : new int[] {100, 5_000}) {
      WeightDiagnostics diagnostics = new WeightDiagnostics(draws);
      diagnostics.add(of(draws, i -> -Math.log(1 - even(i))));
      Map<String, Object> settings = new LinkedHashMap<>();
      diagnostics.describe(settings);
      assertThat((double) settings.get("pareto_k_threshold"))
          .isCloseTo(draws == 100 ? 0.5 : 0.7, within(1e-12));
    }
  }

  @Test
  void heavyTailsOfMostExamplesAreWarnedOf() {
    assertThat(warnings(2, 3)).isEmpty();
    assertThat(warnings(3, 2)).contains("60 % of the examples", "Pareto k̂ above 0.57");
  }

  private static String warnings(int heavy, int light) {
    WeightDiagnostics diagnostics = new WeightDiagnostics(200);
    double[] shapes = new double[heavy + light];
    Arrays.fill(shapes, 0, heavy, 0.9);
    Arrays.fill(shapes, heavy, shapes.length, 0.2);
    for (double shape : shapes) {
      diagnostics.add(of(200, i -> -shape * Math.log(1 - even(i))));
    }
    return String.join("; ", diagnostics.warnings());
  }
}
