package org.latent4j.evaluation.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.evaluation.ComposedModel;
import org.latent4j.evaluation.Engines;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.evaluation.Evaluator;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.priors.StandardNormalPrior;

class SampleQualityTests {
  private static final LabelledClouds TRAINING =
      LabelledClouds.draw(1_500, RandomStreams.seeded(1));
  private static final LabelledClouds TEST = LabelledClouds.draw(600, RandomStreams.seeded(2));
  private static final int LATENT = LabelledClouds.FEATURES + 1;

  private static ComposedModel model(ComposedModel.Decoding decoding) {
    return ComposedModel.of(
        x -> new PointPosterior(x.tape().concatenate(List.of(x, x.columns(0, 1)))),
        decoding,
        StandardNormalPrior.of(LATENT),
        GaussianLikelihood.fixedVariance(LabelledClouds.FEATURES, GaussianMean.IDENTITY, 1));
  }

  /** The distribution of the data, by the corner that the first coordinate of z chooses. */
  private static ComposedModel perfect() {
    return model(
        z -> {
          Tensor points = Tensor.zeros(z.rows(), LabelledClouds.FEATURES);
          for (int i = 0; i < z.rows(); i++) {
            double uniform = uniform(z.value().at(i, 0));
            for (int k = 0; k < LabelledClouds.FEATURES; k++) {
              points.data()[i * LabelledClouds.FEATURES + k] =
                  (float) (LabelledClouds.DEVIATION * z.value().at(i, k + 1));
            }
            int corner = Math.min(2, (int) (3 * uniform));
            points.data()[i * LabelledClouds.FEATURES + corner] += 1;
          }
          return z.tape().constant(points);
        });
  }

  /** Always one of the training examples. */
  private static ComposedModel memorising() {
    return model(
        z -> {
          Tensor points = Tensor.zeros(z.rows(), LabelledClouds.FEATURES);
          for (int i = 0; i < z.rows(); i++) {
            int row = (int) (TRAINING.size() * uniform(z.value().at(i, 0)));
            System.arraycopy(
                TRAINING.points().rows().data(),
                Math.min(row, TRAINING.size() - 1) * LabelledClouds.FEATURES,
                points.data(),
                i * LabelledClouds.FEATURES,
                LabelledClouds.FEATURES);
          }
          return z.tape().constant(points);
        });
  }

  private static ComposedModel oneCorner() {
    return model(
        z -> {
          Var noise = z.columns(0, LabelledClouds.FEATURES).times(LabelledClouds.DEVIATION);
          Tensor corner = Tensor.zeros(LabelledClouds.FEATURES);
          corner.data()[0] = 1;
          return noise.plus(z.tape().constant(corner));
        });
  }

  /** The normal distribution's cumulative probability, by the logistic approximation. */
  private static double uniform(double normal) {
    return 1 / (1 + Math.exp(-1.702 * normal));
  }

  private static Evaluation evaluate(ComposedModel model, DataSet training, DataSet test) {
    return new Evaluator(Engines.FUSED, 100, List.of(new SampleQuality(training, 600)))
        .evaluate(model, test, RandomStreams.seeded(3));
  }

  private static double value(Evaluation evaluation, String metric) {
    return evaluation.get(metric).value().orElseThrow();
  }

  @Test
  void samplesFromTheDataItselfAreAsGoodAsTrainingExamples() {
    Evaluation evaluation = evaluate(perfect(), TRAINING, TEST);
    Estimate distance = evaluation.get("frechet_distance");
    double ofTraining = (double) distance.settings().get("of_training_examples");
    double error = distance.standardError().orElseThrow();
    assertThat(distance.value().orElseThrow()).isCloseTo(ofTraining, within(8 * error));
    assertThat((double) distance.settings().get("classifier_accuracy")).isGreaterThan(0.99);
    for (String share : List.of("precision", "recall")) {
      Estimate estimate = evaluation.get(share);
      double expected = (double) estimate.settings().get("of_training_examples");
      assertThat(estimate.value().orElseThrow())
          .as(share)
          .isCloseTo(expected, within(5 * Math.sqrt(2 * 0.25 / 600)));
    }
    Estimate ratio = evaluation.get("nearest_neighbour_ratio");
    assertThat(ratio.value().orElseThrow())
        .isCloseTo(1, within(5 * ratio.standardError().orElseThrow()));
  }

  @Test
  void repeatedTrainingExamplesHaveARatioOfZero() {
    // Distances of coinciding points by a matrix product are good to √1e-6.
    assertThat(value(evaluate(memorising(), TRAINING, TEST), "nearest_neighbour_ratio"))
        .isCloseTo(0, within(0.02));
  }

  @Test
  void aModelOfOneClassHasPrecisionWithoutRecall() {
    Evaluation one = evaluate(oneCorner(), TRAINING, TEST);
    Evaluation all = evaluate(perfect(), TRAINING, TEST);
    assertThat(value(one, "precision")).isGreaterThan(0.7);
    assertThat(value(one, "recall")).isLessThan(0.4);
    assertThat(value(one, "frechet_distance")).isGreaterThan(10 * value(all, "frechet_distance"));
  }

  @Test
  void theExPostMixtureIsJudgedByTheSameRules() {
    Evaluation evaluation = evaluate(perfect(), TRAINING, TEST);
    assertThat(evaluation.get("frechet_distance_ex_post").settings())
        .containsEntry("components", 10)
        .containsKey("converged");
  }

  @Test
  void whatErrorsDoNotContainIsSaid() {
    Evaluation evaluation = evaluate(perfect(), TRAINING, TEST);
    for (String metric : List.of("frechet_distance", "precision", "recall")) {
      assertThat((String) evaluation.get(metric).settings().get(Estimator.ERROR_EXCLUDES))
          .contains("classifier")
          .doesNotContain("mixture");
    }
    for (String metric : List.of("frechet_distance", "recall", "nearest_neighbour_ratio")) {
      assertThat(
              (String) evaluation.get(metric + "_ex_post").settings().get(Estimator.ERROR_EXCLUDES))
          .contains("mixture");
    }
    assertThat(
            (String)
                evaluation.get("nearest_neighbour_ratio").settings().get(Estimator.ERROR_EXCLUDES))
        .contains("training examples");
  }

  @Test
  void withoutLabelsThereAreNoFeaturesButStillNeighbours() {
    Evaluation evaluation = evaluate(perfect(), TRAINING.points(), TEST.points());
    assertThat(evaluation.get("frechet_distance").reason().orElseThrow()).contains("no labels");
    assertThat(evaluation.get("precision").reason().orElseThrow()).contains("no labels");
    assertThat(evaluation.get("nearest_neighbour_ratio").value()).isPresent();
  }

  @Test
  void tooFewExamplesHaveNone() {
    LabelledClouds few = LabelledClouds.draw(10, RandomStreams.seeded(1));
    Evaluation evaluation = evaluate(perfect(), TRAINING, few);
    assertThat(evaluation.get("recall").reason().orElseThrow()).contains("at least 20");
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    assertThat(evaluate(perfect(), TRAINING, TEST)).isEqualTo(evaluate(perfect(), TRAINING, TEST));
  }

  @Test
  void tooFewSamplesAreRefused() {
    assertThatThrownBy(() -> new SampleQuality(TRAINING, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 samples");
  }
}
