package org.latent4j.evaluation.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.ComposedModel;
import org.latent4j.evaluation.CurvedBernoulli;
import org.latent4j.evaluation.Engines;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.Evaluator;
import org.latent4j.evaluation.LinearGaussian;
import org.latent4j.evaluation.RowsData;
import org.latent4j.kernels.RandomStreams;

class DensityBaselinesTests {
  private static final int TRAINING = 1_000;
  private static final int TEST = 1_000;

  private static Evaluation evaluate(
      ComposedModel model, RowsData training, RowsData validation, RowsData test) {
    return new Evaluator(Engines.FUSED, 100, List.of(new DensityBaselines(training, validation)))
        .evaluate(model, test, RandomStreams.seeded(9));
  }

  /** Two clouds of deviation 0.1, at ±3 along the first column. */
  private static RowsData clouds(int count, RandomStream random) {
    Tensor rows = Tensor.zeros(count, LinearGaussian.FEATURES);
    random.fillGaussian(rows.data(), 0, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      rows.data()[i] *= 0.1f;
    }
    for (int row = 0; row < count; row++) {
      rows.data()[row * LinearGaussian.FEATURES] += random.nextDouble() < 0.5 ? -3 : 3;
    }
    return new RowsData(rows);
  }

  @Test
  void aNormalDistributionIsFoundAgain() {
    RowsData test = LinearGaussian.data(TEST, RandomStreams.seeded(3));
    Evaluation evaluation =
        evaluate(
            LinearGaussian.model(0),
            LinearGaussian.data(TRAINING, RandomStreams.seeded(1)),
            LinearGaussian.data(500, RandomStreams.seeded(2)),
            test);
    // Fitting k = 5 + 15 numbers to n examples costs k/2n on the average of others; twice that is
    // for chance.
    double loss = 2 * 20 / (2.0 * TRAINING);
    double truth = LinearGaussian.meanLogDensity(test);
    assertThat(evaluation.get("gaussian_baseline").value().orElseThrow())
        .isCloseTo(truth, within(loss));
    // A mixture of two has twice as many numbers and one weight.
    int components = (int) evaluation.get("mixture_baseline").settings().get("components");
    assertThat(evaluation.get("mixture_baseline").value().orElseThrow())
        .isCloseTo(truth, within(loss * components + 1.0 / TRAINING));
  }

  @Test
  void aMixtureIsFoundWhereOneNormalDistributionIsNot() {
    RowsData test = clouds(TEST, RandomStreams.seeded(3));
    Evaluation evaluation =
        evaluate(
            LinearGaussian.model(0),
            clouds(TRAINING, RandomStreams.seeded(1)),
            clouds(500, RandomStreams.seeded(2)),
            test);
    int columns = LinearGaussian.FEATURES;
    double cloud = -0.5 * columns * (1 + Math.log(2 * Math.PI * 0.01));
    // The mean of −½ χ² with 5 degrees over the test examples scatters by √(10 / 4 n).
    double scatter = 5 * Math.sqrt(2.5 / TEST);
    assertThat(evaluation.get("mixture_baseline").value().orElseThrow())
        .isCloseTo(cloud - Math.log(2), within(scatter + 0.1));
    double wide = cloud - 0.5 * Math.log(9.01 / 0.01);
    assertThat(evaluation.get("gaussian_baseline").value().orElseThrow())
        .isCloseTo(wide, within(scatter + 0.1));
  }

  @Test
  void binaryFeaturesHaveNoDensityToCompare() {
    RowsData data = CurvedBernoulli.data(50, RandomStreams.seeded(1));
    Evaluation evaluation = evaluate(CurvedBernoulli.model(), data, data, data);
    assertThat(evaluation.get("gaussian_baseline").reason().orElseThrow()).contains("real line");
    assertThat(evaluation.get("mixture_baseline").reason().orElseThrow()).contains("real line");
  }

  @Test
  void aConstantColumnHasNoDensityAndTheReasonSaysSo() {
    RowsData data = LinearGaussian.data(100, RandomStreams.seeded(1));
    for (int row = 0; row < 100; row++) {
      data.rows().data()[row * LinearGaussian.FEATURES] = 7;
    }
    Evaluation evaluation = evaluate(LinearGaussian.model(0), data, data, data);
    assertThat(evaluation.get("gaussian_baseline").reason().orElseThrow())
        .contains("singular", "constant");
    assertThat(evaluation.get("mixture_baseline").reason()).isPresent();
  }

  @Test
  void withoutValidationExamplesThereIsNoMixture() {
    RowsData data = LinearGaussian.data(100, RandomStreams.seeded(1));
    RowsData none = new RowsData(Tensor.zeros(0, LinearGaussian.FEATURES));
    Evaluation evaluation = evaluate(LinearGaussian.model(0), data, none, data);
    assertThat(evaluation.get("gaussian_baseline").value()).isPresent();
    assertThat(evaluation.get("mixture_baseline").reason().orElseThrow()).contains("validation");
  }
}
