package org.latent4j.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.spi.EncoderProvider;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.testkit.EncoderContract;

class MlpEncoderTests implements EncoderContract {
  private static final Engine ENGINE = FusedEngine.create(1);
  private static final RandomStream RANDOM = RandomStreams.seeded(1);
  private static final Tensor X = RANDOM.split("x").gaussian(5, 7);
  private static final MlpSettings SETTINGS = MlpSettings.hidden(6).withActivation(Activation.TANH);

  @Override
  public Encoder encoder(EncoderProvider.Site site) {
    return MlpEncoder.of(
        site.name(),
        site.input().features(),
        site.latent(),
        site.family(),
        SETTINGS,
        site.initialization());
  }

  private static MlpEncoder encoder(PosteriorFamily family) {
    return MlpEncoder.of("encoder", 7, 3, family, SETTINGS, RANDOM);
  }

  @Test
  void aGaussianPosteriorIsTheHeadInTwoHalves() {
    MlpEncoder encoder = encoder(PosteriorFamily.GAUSSIAN);
    float[] bias = encoder.parameters().find("encoder.head.bias").orElseThrow().value().data();
    float[] weight = encoder.parameters().find("encoder.head.weight").orElseThrow().value().data();
    assertThat(weight).hasSize(6 * 6);
    Arrays.fill(weight, 0);
    for (int i = 0; i < 6; i++) {
      bias[i] = i;
    }
    try (Tape tape = ENGINE.newTape()) {
      DiagonalGaussian q = (DiagonalGaussian) encoder.encode(tape.constant(X), Mode.EVALUATION);
      assertThat(q.mean().shape()).containsExactly(5, 3);
      assertThat(Arrays.copyOf(q.mean().toDoubles(), 3)).containsExactly(0, 1, 2);
      assertThat(Arrays.copyOf(q.logVariance().toDoubles(), 3)).containsExactly(3, 4, 5);
    }
  }

  @Test
  void aDeterministicPosteriorIsTheHead() {
    MlpEncoder encoder = encoder(PosteriorFamily.DETERMINISTIC);
    try (Tape tape = ENGINE.newTape()) {
      PointPosterior q = (PointPosterior) encoder.encode(tape.constant(X), Mode.EVALUATION);
      assertThat(q.mean().shape()).containsExactly(5, 3);
      Var z = q.sample(RANDOM);
      assertThat(z.toDoubles()).isEqualTo(q.mean().toDoubles());
    }
    assertThat(encoder.latent()).isEqualTo(3);
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MlpEncoder.of("e", 7, 0, PosteriorFamily.GAUSSIAN, SETTINGS, RANDOM));
  }
}
