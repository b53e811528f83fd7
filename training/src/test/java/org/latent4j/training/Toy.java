package org.latent4j.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.FactorColumns;
import org.latent4j.data.TensorDataSet;
import org.latent4j.divergences.KlDivergence;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.kernels.optimizers.Adam;
import org.latent4j.likelihoods.BernoulliLikelihood;
import org.latent4j.models.aae.Aae;
import org.latent4j.models.betavae.BetaVae;
import org.latent4j.models.betavae.RatePenalty;
import org.latent4j.models.vae.Vae;
import org.latent4j.networks.MlpDecoder;
import org.latent4j.networks.MlpEncoder;
import org.latent4j.networks.MlpSettings;
import org.latent4j.priors.StandardNormalPrior;

/** Problems so small that a training takes a moment. */
final class Toy {
  static final int FEATURES = 12;
  static final int LATENT = 2;
  static final MlpSettings NETWORK = MlpSettings.hidden(16);

  private Toy() {}

  /** Rows of zeros and ones: one of four patterns, each feature flipped with probability 0.1. */
  static DataSplits patterns(int train, int validation, int test) {
    RandomStream random = RandomStreams.seeded(11);
    return new DataSplits(
        "patterns",
        patterns(train, random.split("train")),
        patterns(validation, random.split("validation")),
        patterns(test, random.split("test")));
  }

  private static DataSet patterns(int count, RandomStream random) {
    Tensor values = Tensor.zeros(count, FEATURES);
    for (int row = 0; row < count; row++) {
      int pattern = random.nextInt(4);
      for (int j = 0; j < FEATURES; j++) {
        boolean on = (j / (1 + pattern)) % 2 == 0;
        boolean flipped = random.nextDouble() < 0.1;
        values.data()[row * FEATURES + j] = on != flipped ? 1 : 0;
      }
    }
    return table(values);
  }

  static DataSet table(Tensor values) {
    List<String> columns =
        IntStream.range(0, values.columns()).mapToObj(column -> "x" + column).toList();
    return TensorDataSet.of(new DataShape.Table(columns), values, FactorColumns.none());
  }

  static MlpEncoder encoder(long seed, PosteriorFamily family, MlpSettings network) {
    return MlpEncoder.of(
        "encoder", FEATURES, LATENT, family, network, RandomStreams.seeded(seed).split("encoder"));
  }

  static MlpDecoder decoder(long seed, MlpSettings network) {
    return MlpDecoder.of(
        "decoder", LATENT, FEATURES, network, RandomStreams.seeded(seed).split("decoder"));
  }

  static Vae vae(long seed) {
    return vae(seed, NETWORK);
  }

  static Vae vae(long seed, MlpSettings network) {
    return new Vae(
        encoder(seed, PosteriorFamily.GAUSSIAN, network),
        decoder(seed, network),
        StandardNormalPrior.of(LATENT),
        BernoulliLikelihood.of(FEATURES),
        KlDivergence.create());
  }

  static BetaVae betaVae(long seed, MlpSettings network, RatePenalty penalty) {
    return new BetaVae(
        encoder(seed, PosteriorFamily.GAUSSIAN, network),
        decoder(seed, network),
        StandardNormalPrior.of(LATENT),
        BernoulliLikelihood.of(FEATURES),
        KlDivergence.create(),
        penalty);
  }

  static Aae aae(long seed, MlpSettings network) {
    return new Aae(
        encoder(seed, PosteriorFamily.DETERMINISTIC, network),
        decoder(seed, network),
        StandardNormalPrior.of(LATENT),
        BernoulliLikelihood.of(FEATURES),
        MlpDecoder.of(
            "discriminator", LATENT, 1, network, RandomStreams.seeded(seed).split("discriminator")),
        Optional.of(ComponentSpec.of("adam")),
        Optional.of(ComponentSpec.of("adam")));
  }

  static OptimizerFactory adam(Engine engine, double rate) {
    return phase -> new Adam(engine, phase.trains(), rate, 0.9, 0.999, 1e-8);
  }

  static Trainer.Builder trainer(Engine engine, DataSplits data, TrainingSettings settings) {
    return Trainer.builder()
        .engine(engine)
        .data(data)
        .settings(settings)
        .optimizer(adam(engine, 0.01))
        .random(RandomStreams.seeded(settings.seed()));
  }

  /** All numbers of a model's parameters, buffers included, to the bit. */
  static List<String> bits(Model model) {
    return model.parameters().asList().stream().map(Toy::bits).toList();
  }

  static String bits(Parameter parameter) {
    float[] data = parameter.value().data();
    int[] bits = new int[data.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(data[i]);
    }
    return parameter.name() + Arrays.toString(bits);
  }
}
