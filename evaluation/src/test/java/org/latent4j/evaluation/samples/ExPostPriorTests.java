package org.latent4j.evaluation.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

class ExPostPriorTests {
  private static final int N = 4_000;

  /** A quarter around (−5, 0), the rest around (5, 2), of deviations 0.5 and 0.1. */
  private static Tensor codes(RandomStream random) {
    Tensor codes = Tensor.zeros(N, 2);
    for (int i = 0; i < N; i++) {
      boolean left = random.nextDouble() < 0.25;
      codes.data()[2 * i] = (float) ((left ? -5 : 5) + 0.5 * random.nextGaussian());
      codes.data()[2 * i + 1] = (float) ((left ? 0 : 2) + 0.1 * random.nextGaussian());
    }
    return codes;
  }

  @Test
  void samplesAreDistributedAsTheCodesItWasFittedTo() {
    ExPostPrior prior = ExPostPrior.fit(codes(RandomStreams.seeded(1)), 2);
    assertThat(prior.components()).isEqualTo(2);
    Tensor samples = prior.sample(RandomStreams.seeded(2), N);
    int left = 0;
    double squares = 0;
    for (int i = 0; i < N; i++) {
      boolean isLeft = samples.at(i, 0) < 0;
      left += isLeft ? 1 : 0;
      squares += Math.pow(samples.at(i, 1) - (isLeft ? 0 : 2), 2);
    }
    // Share and deviation scatter in the codes and in the samples.
    assertThat((double) left / N).isCloseTo(0.25, within(5 * Math.sqrt(2 * 0.25 * 0.75 / N)));
    assertThat(Math.sqrt(squares / N)).isCloseTo(0.1, within(5 * 0.1 * Math.sqrt(2 * 0.5 / N)));
  }

  @Test
  void aDimensionThatDoesNotVaryStaysAtItsValue() {
    Tensor flat = Tensor.zeros(N, 3);
    Tensor codes = codes(RandomStreams.seeded(1));
    for (int i = 0; i < N; i++) {
      flat.data()[3 * i] = codes.at(i, 0);
      flat.data()[3 * i + 1] = 7;
      flat.data()[3 * i + 2] = codes.at(i, 1);
    }
    Tensor samples = ExPostPrior.fit(flat, 2).sample(RandomStreams.seeded(2), 100);
    for (int i = 0; i < 100; i++) {
      assertThat(samples.at(i, 1)).isCloseTo(7, within(1e-4f));
    }
  }

  @Test
  void theSameStreamGivesTheSameSamples() {
    ExPostPrior prior = ExPostPrior.fit(codes(RandomStreams.seeded(1)), 3);
    assertThat(prior.sample(RandomStreams.seeded(2), 10).data())
        .isEqualTo(prior.sample(RandomStreams.seeded(2), 10).data());
  }

  @Test
  void tooFewCodesAreRefused() {
    assertThatThrownBy(() -> ExPostPrior.fit(codes(RandomStreams.seeded(1)).copyOfRows(0, 50), 10))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("50 codes are too few for 10 components in 2 dimensions")
        .hasMessageContaining("at least 60");
  }

  @Test
  void codesThatAreNotFiniteAreRefused() {
    Tensor codes = codes(RandomStreams.seeded(1));
    codes.data()[5] = Float.NaN;
    assertThatThrownBy(() -> ExPostPrior.fit(codes, 2))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("NaN");
  }
}
