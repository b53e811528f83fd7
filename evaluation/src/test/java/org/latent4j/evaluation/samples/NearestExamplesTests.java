package org.latent4j.evaluation.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.ComposedModel;
import org.latent4j.evaluation.Engines;
import org.latent4j.evaluation.Subject;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.priors.StandardNormalPrior;

class NearestExamplesTests {
  /** Batches of 64 of 150 points, the last one not full. */
  @Test
  void nearestIsThatOfASearchOneByOne() {
    RandomStream random = RandomStreams.seeded(4);
    LabelledClouds data = LabelledClouds.draw(150, random);
    Tensor points = random.split("points").gaussian(40, data.shape().features());
    try (Subject subject = new Subject(model(), data, Engines.FUSED, 64, random.split("reading"))) {
      NearestExamples nearest = NearestExamples.among(subject, points);
      for (int j = 0; j < points.rows(); j++) {
        int best = 0;
        for (int i = 1; i < data.size(); i++) {
          best = distance(data, i, points, j) < distance(data, best, points, j) ? i : best;
        }
        assertThat(nearest.rows()[j]).isEqualTo(best);
        assertThat(nearest.distances()[j]).isCloseTo(distance(data, best, points, j), within(1e-4));
      }
    }
  }

  private static ComposedModel model() {
    return ComposedModel.of(
        PointPosterior::new,
        z -> z,
        StandardNormalPrior.of(LabelledClouds.FEATURES),
        GaussianLikelihood.fixedVariance(LabelledClouds.FEATURES, GaussianMean.IDENTITY, 1));
  }

  private static double distance(LabelledClouds data, int row, Tensor points, int point) {
    Tensor example = Tensor.zeros(1, data.shape().features());
    data.read(new int[] {row}, 0, 1, example, RandomStreams.seeded(0));
    double square = 0;
    for (int k = 0; k < example.size(); k++) {
      square += Math.pow(example.at(0, k) - points.at(point, k), 2);
    }
    return Math.sqrt(square);
  }
}
