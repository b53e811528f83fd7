package org.latent4j.kernels.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;

class ReparameterizationTests {
  private static final RandomStream RANDOM = RandomStreams.seeded(5);

  private final Parameter mean = Parameter.trainable("mean", RANDOM.split("m").gaussian(300, 20));
  private final Parameter logVariance =
      Parameter.trainable("log-variance", RANDOM.split("v").gaussian(300, 20));

  /** The bits of the divergence's sum and of its gradients. */
  private List<float[]> divergence(Engine engine, double scale, boolean drawn) {
    try (Engine.Session session = engine.session();
        Tape tape = engine.newTape()) {
      assertThat(session).isNotNull();
      Var m = tape.parameter(mean);
      Var v = tape.parameter(logVariance);
      if (drawn) {
        tape.reparameterize(m, v, tape.noise(RANDOM.split("noise"), 300, 20));
      }
      Var divergence = tape.gaussianKl(m, v, scale);
      tape.backward(divergence.sum(), Parameters.of(mean, logVariance));
      List<float[]> bits = new ArrayList<>(List.of(divergence.value().data().clone()));
      bits.add(mean.gradient().data().clone());
      bits.add(logVariance.gradient().data().clone());
      return bits;
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2.5", "2, 1", "3, 2.5"})
  void aDivergenceThatGoesWithADrawHasTheBitsOfOneAlone(int threads, double scale) {
    try (Engine one = FusedEngine.create(1);
        Engine engine = FusedEngine.create(threads)) {
      List<float[]> alone = divergence(one, scale, false);
      List<float[]> along = divergence(engine, scale, true);
      assertThat(along).usingRecursiveComparison().isEqualTo(alone);
    }
  }

  @Test
  void aDrawMakesItsDivergenceOnlyWhereThereMayBeABackwardPass() {
    try (Engine engine = FusedEngine.create(1);
        Tape training = engine.newTape();
        Tape evaluation = engine.newForwardTape()) {
      for (Tape tape : List.of(training, evaluation)) {
        Var m = tape.parameter(mean);
        Var v = tape.parameter(logVariance);
        Var z = tape.reparameterize(m, v, tape.noise(RANDOM.split("noise"), 300, 20));
        float[] made = ((Reparameterization) z).divergence((Node) m);
        if (tape == evaluation) {
          assertThat(made).isNull();
        } else {
          assertThat(made).startsWith(tape.gaussianKl(m, v, 1).value().data());
        }
      }
    }
  }

  @Test
  void aDrawTakesTheGradientOfItsOwnDivergenceAlong() {
    try (Engine engine = FusedEngine.create(1);
        Tape tape = engine.newTape()) {
      Var m = tape.parameter(mean);
      Var v = tape.parameter(logVariance);
      Reparameterization z =
          (Reparameterization) tape.reparameterize(m, v, tape.noise(RANDOM.split("n"), 300, 20));
      GaussianKl divergence = (GaussianKl) tape.gaussianKl(m, v, 1);
      z.wanted = true;
      divergence.gradientToAddTo();
      divergence.backward();
      assertThat(z.hasGradient()).isTrue();
      assertThat(((Node) m).hasGradient()).isFalse();
    }
  }

  /** σ² is beyond single precision where σ is not: what no divergence asks for may not spoil it. */
  @Test
  void aDrawAloneIsDifferentiatedAlone() {
    Parameter m = Parameter.trainable("mean", Tensor.of(new float[] {0}, 1, 1));
    Parameter v = Parameter.trainable("log-variance", Tensor.of(new float[] {100}, 1, 1));
    try (Engine engine = FusedEngine.create(1);
        Tape tape = engine.newTape()) {
      Var noise = tape.constant(Tensor.of(new float[] {1}, 1, 1));
      Var z = tape.reparameterize(tape.parameter(m), tape.parameter(v), noise);
      tape.backward(z.sum(), Parameters.of(m, v));
      assertThat(m.gradient().data()).containsExactly(1);
      assertThat(v.gradient().data()).containsExactly(0.5f * z.value().data()[0]);
    }
  }
}
