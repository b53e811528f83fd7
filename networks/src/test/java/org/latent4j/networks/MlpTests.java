package org.latent4j.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.kernels.RandomStreams;

/**
 * A network of two inputs, three hidden units and two outputs with weights that floats hold
 * exactly, against NumPy 2.4.6: {@code activation(x @ W + b) @ V + c}, with the normalisation
 * before the activation where there is one.
 */
class MlpTests {
  private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);
  private static final RandomStream RANDOM = RandomStreams.seeded(1);
  private static final Tensor X = Tensor.of(new float[] {1, -2, 0.5f, 0.25f, -1, 3}, 3, 2);

  private static MlpDecoder network(MlpSettings settings) {
    MlpDecoder network = MlpDecoder.of("net", 2, 2, settings, RANDOM);
    set(network, "net.hidden0.weight", 0.5f, -1, 0.25f, 1, 0.5f, -0.75f);
    set(network, "net.hidden0.bias", 0.125f, -0.5f, 0);
    set(network, "net.hidden0.normalization.scale", 1.5f, 0.5f, 1);
    set(network, "net.hidden0.normalization.shift", 0, 0.25f, -0.5f);
    set(network, "net.head.weight", 1, -0.5f, 0.25f, 2, -1.5f, 0.75f);
    set(network, "net.head.bias", 0.5f, -0.25f);
    return network;
  }

  private static void set(MlpDecoder network, String name, float... values) {
    network
        .parameters()
        .find(name)
        .ifPresent(p -> System.arraycopy(values, 0, p.value().data(), 0, p.value().size()));
  }

  private static double[] run(MlpDecoder network, Tensor x, Mode mode) {
    try (Tape tape = ENGINE.newTape()) {
      return network.decode(tape.constant(x), mode).toDoubles();
    }
  }

  private static void assertClose(double[] found, double... expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      // as many double roundings as there are terms, of numbers up to 8
      assertThat(found[i]).isCloseTo(expected[i], within(32 * 8 * 0x1p-53));
    }
  }

  private static double[] expected(Activation activation) {
    return switch (activation) {
      case IDENTITY -> new double[] {-4.125, -3.25, 1, -2.359375, 7.375, 0.5625};
      case RELU -> new double[] {-2.125, 1.0625, 1.125, -0.5625, 3.625, 2.4375};
      case LEAKY_RELU -> new double[] {-2.145, 1.019375, 1.12375, -0.58046875, 3.6625, 2.41875};
      case TANH ->
          new double[] {
            -2.0385435819357736, -1.0772835926039028, 0.9722514414864958,
            -1.9819251291085676, 3.210488090858983, 0.44331456223161947
          };
      case GELU ->
          new double[] {
            -2.1399755872000967, 1.0379337281588015, 0.961498296132792,
            -0.8357247019221792, 3.625371910960451, 2.3408341444562963
          };
      case SOFTPLUS ->
          new double[] {
            -2.1202011404823455, 1.2277412556128406, 0.6472337499911192,
            0.41682785964018376, 3.608333600966892, 2.715555222982871
          };
      case SIGMOID ->
          new double[] {
            -0.5571514356867762, 0.43977435038853063, 0.4983384812913248,
            0.3760375752006887, 1.5388653083229762, 1.1022611365415118
          };
    };
  }

  @ParameterizedTest
  @EnumSource
  void eachActivationAgreesWithNumpy(Activation activation) {
    MlpDecoder network = network(MlpSettings.hidden(3).withActivation(activation));
    assertClose(run(network, X, Mode.EVALUATION), expected(activation));
    assertClose(run(network, X, Mode.training(RANDOM)), expected(activation));
  }

  @Test
  void layerNormalisationAgreesWithNumpyInBothModes() {
    MlpDecoder network = network(MlpSettings.hidden(3).withNormalization(Normalization.LAYER));
    for (Mode mode : List.of(Mode.EVALUATION, Mode.training(RANDOM))) {
      assertClose(
          run(network, X, mode),
          -0.8009390806333494,
          0.4004695403166747,
          2.2839988917707696,
          -1.1419994458853848,
          1.8925648217640387,
          0.18612038591870805);
    }
  }

  @Test
  void batchNormalisationAgreesWithNumpy() {
    MlpDecoder network = network(MlpSettings.hidden(3).withNormalization(Normalization.BATCH));
    assertClose(
        run(network, X, Mode.training(RANDOM)),
        -0.49079642655746025,
        0.24539821327873013,
        0.5345071698670397,
        0.02605735893631811,
        2.5647715602865864,
        0.6527046510246626);
  }

  // 0.9 · (0, 1) + 0.1 · (mean, variance with ddof=1) of x @ W, then that in place of the batch's.
  @Test
  void batchNormalisationEvaluatesByTheRunningStatistics() {
    MlpDecoder network = network(MlpSettings.hidden(3).withNormalization(Normalization.BATCH));
    run(network, X, Mode.training(RANDOM));
    assertRunning(network, "mean", 0.05, 0.004166666666666667, -0.027083333333333334);
    assertRunning(network, "variance", 1.3, 1.4192708333333335, 1.3548177083333335);
    double[] found = run(network, X, Mode.EVALUATION);
    double[] expected = {
      -1.0401135576614315, 0.5200567788307158, 1.1147281106437557,
      -0.3642761464265177, 4.047549246993464, 0.7333994706975453
    };
    for (int i = 0; i < expected.length; i++) {
      // The statistics and the root of the variance are kept as floats.
      assertThat(found[i]).isCloseTo(expected[i], within(32 * 8 * 0x1p-24));
    }
  }

  private static void assertRunning(MlpDecoder network, String what, double... expected) {
    Parameter running =
        network.parameters().find("net.hidden0.normalization.running-" + what).orElseThrow();
    assertThat(running.isTrainable()).isFalse();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) running.value().data()[i])
          .isCloseTo(expected[i], within(4 * 0x1p-24 * Math.abs(expected[i]) + 1e-9));
    }
  }

  @Test
  void evaluationTakesEachExampleOnItsOwnAndMovesNothing() {
    MlpDecoder network =
        network(MlpSettings.hidden(3).withNormalization(Normalization.BATCH).withDropout(0.5));
    run(network, X, Mode.training(RANDOM));
    double[] together = run(network, X, Mode.EVALUATION);
    for (int row = 0; row < 3; row++) {
      double[] alone = run(network, X.copyOfRows(row, row + 1), Mode.EVALUATION);
      assertThat(alone).containsExactly(together[2 * row], together[2 * row + 1]);
    }
    assertRunning(network, "mean", 0.05, 0.004166666666666667, -0.027083333333333334);
  }

  @Test
  void aBatchOfOneGivesTheShiftAndMovesNoStatistics() {
    MlpDecoder network = network(MlpSettings.hidden(3).withNormalization(Normalization.BATCH));
    double[] found = run(network, X.copyOfRows(0, 1), Mode.training(RANDOM));
    // relu(0, 0.25, -0.5) @ V + c
    assertClose(found, 0.5625, 0.25);
    assertRunning(network, "mean", 0, 0, 0);
    assertRunning(network, "variance", 1, 1, 1);
  }

  @Test
  void aNetworkWithoutHiddenLayersIsLinear() {
    MlpDecoder network = MlpDecoder.of("net", 2, 2, MlpSettings.linear(), RANDOM);
    assertThat(network.parameters().asList().stream().map(Parameter::toString))
        .containsExactly("net.head.weight[2, 2]", "net.head.bias[2]");
    set(network, "net.head.weight", 1, 2, 3, 4);
    set(network, "net.head.bias", 0.5f, -0.5f);
    assertClose(run(network, X, Mode.EVALUATION), -4.5, -6.5, 1.75, 1.5, 8.5, 9.5);
  }

  @Test
  void parametersAreNamedAfterTheirLayer() {
    MlpSettings settings = MlpSettings.hidden(5, 4).withNormalization(Normalization.LAYER);
    assertThat(
            MlpDecoder.of("decoder", 2, 3, settings, RANDOM).parameters().asList().stream()
                .map(Parameter::toString))
        .containsExactly(
            "decoder.hidden0.weight[2, 5]",
            "decoder.hidden0.bias[5]",
            "decoder.hidden0.normalization.scale[5]",
            "decoder.hidden0.normalization.shift[5]",
            "decoder.hidden1.weight[5, 4]",
            "decoder.hidden1.bias[4]",
            "decoder.hidden1.normalization.scale[4]",
            "decoder.hidden1.normalization.shift[4]",
            "decoder.head.weight[4, 3]",
            "decoder.head.bias[3]");
  }

  @Test
  void batchNormalisationTakesThePlaceOfTheBias() {
    MlpSettings settings = MlpSettings.hidden(5).withNormalization(Normalization.BATCH);
    assertThat(
            MlpDecoder.of("decoder", 2, 3, settings, RANDOM).parameters().asList().stream()
                .map(Parameter::toString))
        .containsExactly(
            "decoder.hidden0.weight[2, 5]",
            "decoder.hidden0.normalization.scale[5]",
            "decoder.hidden0.normalization.shift[5]",
            "decoder.hidden0.normalization.running-mean[5]",
            "decoder.hidden0.normalization.running-variance[5]",
            "decoder.head.weight[5, 3]",
            "decoder.head.bias[3]");
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> MlpSettings.hidden(3, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> MlpSettings.hidden(3).withDropout(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MlpDecoder.of("net", 0, 2, MlpSettings.DEFAULTS, RANDOM));
  }
}
