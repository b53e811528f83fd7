package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.kernels.optimizers.Adam;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.models.aae.Aae;
import org.latent4j.networks.MlpDecoder;
import org.latent4j.networks.MlpEncoder;
import org.latent4j.networks.MlpSettings;
import org.latent4j.priors.StandardNormalPrior;

/** The same encoder, decoder and prior, the divergence played as a game. */
class AaeTrainingTests {
  private static final MlpSettings NETWORK = MlpSettings.hidden(32);
  private static final int FEATURES = 6;

  @Test
  void codesComeToFollowThePriorWhileReconstructionImproves() {
    DataSplits data = new DataSplits("square", square(1000, 1), square(500, 2), square(1, 3));
    RandomStream weights = RandomStreams.seeded(5);
    Aae model =
        new Aae(
            MlpEncoder.of("encoder", FEATURES, 2, PosteriorFamily.DETERMINISTIC, NETWORK, weights),
            MlpDecoder.of("decoder", 2, FEATURES, NETWORK, weights),
            StandardNormalPrior.of(2),
            GaussianLikelihood.fixedVariance(FEATURES, GaussianMean.IDENTITY, 0.01),
            MlpDecoder.of("discriminator", 2, 1, NETWORK, weights),
            Optional.of(ComponentSpec.of("adam")),
            Optional.of(ComponentSpec.of("adam")));
    TrainingResult result;
    try (Engine engine = FusedEngine.create(1)) {
      result =
          Trainer.builder()
              .engine(engine)
              .data(data)
              .settings(TrainingSettings.of(Map.of("epochs", 40, "batch", 100)))
              .optimizer(
                  phase ->
                      phase.optimizer().isPresent()
                          ? new Adam(engine, phase.trains(), 1e-3, 0.5, 0.999, 1e-8)
                          : new Adam(engine, phase.trains(), 2e-3, 0.9, 0.999, 1e-8))
              .random(RandomStreams.seeded(1))
              .build()
              .train(model);
    }
    List<EpochMetrics> heldOut =
        result.history().stream().filter(m -> m.split().equals(EpochMetrics.VALIDATION)).toList();
    EpochMetrics first = heldOut.get(0);
    EpochMetrics best = heldOut.get(result.best().orElseThrow().epoch() - 1);

    assertThat(best.terms().get("distortion")).isLessThan(first.terms().get("distortion") / 2);
    assertThat(best.terms().get("aggregate_kl")).isLessThan(first.terms().get("aggregate_kl") / 2);
    assertThat(best.objective()).isLessThan(first.objective());
  }

  /** A two-dimensional uniform square, bent into six dimensions, with a little noise. */
  private static DataSet square(int count, long seed) {
    RandomStream random = RandomStreams.seeded(seed);
    Tensor values = Tensor.zeros(count, FEATURES);
    for (int row = 0; row < count; row++) {
      double u = 4 * random.nextDouble() - 2;
      double v = 4 * random.nextDouble() - 2;
      double[] x = {u, v, u * v / 2, Math.sin(u), Math.cos(v), u - v};
      for (int j = 0; j < FEATURES; j++) {
        values.data()[row * FEATURES + j] = (float) (x[j] + 0.05 * random.nextGaussian());
      }
    }
    return Toy.table(values);
  }
}
