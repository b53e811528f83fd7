package org.latent4j.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.data.Factor;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.divergences.KlDivergence;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.kernels.optimizers.Adam;
import org.latent4j.likelihoods.BernoulliLikelihood;
import org.latent4j.models.vae.Vae;
import org.latent4j.networks.MlpDecoder;
import org.latent4j.networks.MlpEncoder;
import org.latent4j.networks.MlpSettings;
import org.latent4j.priors.StandardNormalPrior;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.Trainer;
import org.latent4j.training.TrainingListener;
import org.latent4j.training.TrainingSettings;

/**
 * The time of a training step of a VAE 784-400-20, batch 128, through the trainer that users call: shuffled rows gathered, forward, backward, Adam,
 * terms logged. Prints one line of JSON with the median over epochs.
 */
public final class VaeStep {
  private static final int FEATURES = 784;
  private static final int BATCH = 128;
  private static final int STEPS_AN_EPOCH = 100;

  private VaeStep() {}

  /** Grey images of uniform noise: the work of a step does not depend on what is in them. */
  private record Noise(float[] values, int size) implements DataSet {
    static Noise of(int size) {
      float[] values = new float[size * FEATURES];
      RandomStreams.seeded(1).fillUniform(values, 0, values.length);
      return new Noise(values, size);
    }

    @Override
    public DataShape shape() {
      return new DataShape.Image(28, 28, 1);
    }

    @Override
    public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
      for (int i = from; i < to; i++) {
        System.arraycopy(values, rows[i] * FEATURES, into.data(), (i - from) * FEATURES, FEATURES);
      }
    }

    @Override
    public List<Factor> factors() {
      return List.of();
    }

    @Override
    public int factor(int row, int factor) {
      throw new IndexOutOfBoundsException("noise has no factors");
    }

    @Override
    public String fingerprint() {
      return "noise";
    }
  }

  /** Takes the number of epochs to time; as many go before to warm up. */
  public static void main(String[] arguments) {
    int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    RandomStream random = RandomStreams.seeded(1);
    try (FusedEngine engine = FusedEngine.create()) {
      Vae vae =
          new Vae(
              MlpEncoder.of(
                  "encoder", FEATURES, 20, PosteriorFamily.GAUSSIAN, MlpSettings.hidden(400), random.split("encoder")),
              MlpDecoder.of("decoder", 20, FEATURES, MlpSettings.hidden(400), random.split("decoder")),
              StandardNormalPrior.of(20),
              BernoulliLikelihood.of(FEATURES),
              KlDivergence.create());
      double[] seconds = new double[2 * epochs];
      Noise train = Noise.of(STEPS_AN_EPOCH * BATCH);
      Noise none = Noise.of(0);
      Trainer.builder()
          .engine(engine)
          .data(new DataSplits("noise", train, none, none))
          .settings(TrainingSettings.defaults().withEpochs(2 * epochs).withBatch(BATCH))
          .optimizer(phase -> new Adam(engine, phase.trains(), 1e-3, 0.9, 0.999, 1e-8))
          .random(random)
          .listener(
              new TrainingListener() {
                @Override
                public void epoch(EpochMetrics metrics, Optional<EpochMetrics> validation) {
                  seconds[metrics.epoch() - 1] = metrics.seconds();
                }
              })
          .build()
          .train(vae);
      double[] timed = Arrays.copyOfRange(seconds, epochs, 2 * epochs);
      Arrays.sort(timed);
      System.out.printf(
          "{\"step_ms\": %.3f, \"engine\": \"%s\"}%n",
          1000 * timed[timed.length / 2] / STEPS_AN_EPOCH, engine.description());
    }
  }
}
