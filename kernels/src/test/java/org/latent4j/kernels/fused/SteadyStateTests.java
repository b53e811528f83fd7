package org.latent4j.kernels.fused;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.kernels.optimizers.Adam;

class SteadyStateTests {
  private static final int BATCH = 32;
  private static final int FEATURES = 100;
  private static final int LATENT = 8;

  private final RandomStream random = RandomStreams.seeded(1);
  private final Parameters parameters =
      Parameters.of(
          weight("encoder.weight", FEATURES, 2 * LATENT),
          bias("encoder.bias", 2 * LATENT),
          weight("decoder.weight", LATENT, FEATURES),
          bias("decoder.bias", FEATURES));
  private final Tensor x = Tensor.zeros(BATCH, FEATURES);

  private Parameter weight(String name, int inputs, int outputs) {
    Tensor weight = random.split(name).gaussian(inputs, outputs);
    for (int i = 0; i < weight.size(); i++) {
      weight.data()[i] *= 0.1f;
    }
    return Parameter.trainable(name, weight);
  }

  private static Parameter bias(String name, int outputs) {
    return Parameter.trainable(name, Tensor.zeros(outputs));
  }

  private double step(Tape tape, Adam adam, long index) {
    tape.reset();
    Var input = tape.constant(x);
    Var head = tape.dense(input, p(tape, 0), p(tape, 1), Activation.IDENTITY);
    Var mean = head.columns(0, LATENT);
    Var logVariance = head.columns(LATENT, 2 * LATENT);
    Var z = tape.reparameterize(mean, logVariance, tape.noise(random.split(index), BATCH, LATENT));
    Var logits = tape.dense(z, p(tape, 2), p(tape, 3), Activation.IDENTITY);
    Var loss =
        tape.gaussianKl(mean, logVariance, 1).minus(tape.bernoulliLogDensity(logits, input)).mean();
    tape.backward(loss, parameters);
    adam.step(1);
    return loss.item();
  }

  private Var p(Tape tape, int index) {
    return tape.parameter(parameters.asList().get(index));
  }

  @Test
  void aStepAllocatesLessThan16KiB() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (FusedEngine engine = FusedEngine.create(1);
        Tape tape = engine.newTape()) {
      Adam adam = new Adam(engine, parameters, 1e-3, 0.9, 0.999, 1e-8);
      // Until the compiler has replaced the vectors by registers each of them is an object: how
      // many
      // steps that takes depends on the machine's load, so windows are tried until one is lean.
      int window = 500;
      long perStep = Long.MAX_VALUE;
      for (int i = 0; i < 60 && perStep >= 16 * 1024; i++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int j = 0; j < window; j++) {
          step(tape, adam, (long) i * window + j);
        }
        perStep = (threads.getCurrentThreadAllocatedBytes() - before) / window;
      }
      assertThat(perStep).isLessThan(16 * 1024);
    }
  }

  @Test
  void trainingRepeatsToTheBit() {
    double[] losses = new double[2];
    float[][] weights = new float[2][];
    Tensor[] initial =
        parameters.asList().stream().map(q -> q.value().copy()).toArray(Tensor[]::new);
    for (int run = 0; run < 2; run++) {
      for (int i = 0; i < initial.length; i++) {
        System.arraycopy(
            initial[i].data(), 0, parameters.asList().get(i).value().data(), 0, initial[i].size());
      }
      try (FusedEngine engine = FusedEngine.create(2);
          Tape tape = engine.newTape();
          FusedEngine.Session session = engine.session()) {
        assertThat(session).isNotNull();
        Adam adam = new Adam(engine, parameters, 1e-3, 0.9, 0.999, 1e-8);
        for (int i = 0; i < 50; i++) {
          losses[run] = step(tape, adam, i);
        }
        weights[run] = parameters.asList().get(0).value().data().clone();
      }
    }
    assertThat(losses[1]).isEqualTo(losses[0]);
    assertThat(weights[1]).isEqualTo(weights[0]);
  }

  @Test
  void aSecondBackwardPassOverTheSameTapeGivesTheSameGradients() {
    try (FusedEngine engine = FusedEngine.create(1);
        Tape tape = engine.newTape()) {
      Var input = tape.constant(x);
      Var logits = tape.dense(input.columns(0, LATENT), p(tape, 2), p(tape, 3), Activation.RELU);
      Var loss = tape.bernoulliLogDensity(logits, input).mean();
      tape.backward(loss, parameters);
      float[] first = parameters.asList().get(3).gradient().data().clone();
      tape.backward(loss, parameters);
      assertThat(parameters.asList().get(3).gradient().data()).isEqualTo(first);
      assertThat(parameters.asList().get(0).gradient().data()).containsOnly(0f);
    }
  }
}
