package org.latent4j.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;

class DropoutTests {
  private static final Engine ENGINE = FusedEngine.create(1);
  private static final RandomStream RANDOM = RandomStreams.seeded(1);

  private static float[] run(Dropout dropout, Mode mode) {
    Tensor ones = Tensor.zeros(100, 200);
    Arrays.fill(ones.data(), 1);
    try (Tape tape = ENGINE.newTape()) {
      return dropout.apply(tape.constant(ones), mode).value().data().clone();
    }
  }

  @Test
  void dropsWithItsProbabilityAndScalesTheRest() {
    float[] values = run(new Dropout("net.hidden0.dropout", 0.25), Mode.training(RANDOM));
    int dropped = 0;
    for (float value : values) {
      assertThat(value == 0 || value == (float) (1 / 0.75)).isTrue();
      dropped += value == 0 ? 1 : 0;
    }
    double standardError = Math.sqrt(0.25 * 0.75 / values.length);
    assertThat((double) dropped / values.length).isCloseTo(0.25, within(5 * standardError));
  }

  @Test
  void doesNothingInUse() {
    assertThat(run(new Dropout("d", 0.25), Mode.EVALUATION)).containsOnly(1);
  }

  @Test
  void withProbabilityZeroNothingIsRecorded() {
    try (Tape tape = ENGINE.newTape()) {
      Var x = tape.constant(1);
      assertThat(new Dropout("d", 0).apply(x, Mode.training(RANDOM))).isSameAs(x);
    }
  }

  @Test
  void theStepsStreamAndTheLayersNameDecide() {
    float[] values = run(new Dropout("a", 0.5), Mode.training(RANDOM.split(7)));
    assertThat(run(new Dropout("a", 0.5), Mode.training(RANDOM.split(7)))).isEqualTo(values);
    assertThat(run(new Dropout("b", 0.5), Mode.training(RANDOM.split(7)))).isNotEqualTo(values);
    assertThat(run(new Dropout("a", 0.5), Mode.training(RANDOM.split(8)))).isNotEqualTo(values);
  }
}
