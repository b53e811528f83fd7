package org.latent4j.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

class InitializationTests {
  private static final int INPUTS = 300;
  private static final int OUTPUTS = 100;
  private static final RandomStream RANDOM = RandomStreams.seeded(1);

  private static float[] draw(Initialization initialization, Activation activation) {
    Tensor weights = initialization.draw(INPUTS, OUTPUTS, activation, RANDOM.split("w"));
    assertThat(weights.shape()).containsExactly(INPUTS, OUTPUTS);
    return weights.data();
  }

  private static void assertNormal(float[] weights, double variance) {
    double sum = 0;
    double squares = 0;
    for (float weight : weights) {
      sum += weight;
      squares += (double) weight * weight;
    }
    int n = weights.length;
    assertThat(sum / n).isCloseTo(0, within(5 * Math.sqrt(variance / n)));
    assertThat(squares / n).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / n)));
  }

  @Test
  void glorotIsUniformWithinItsLimits() {
    double limit = Math.sqrt(6.0 / 400);
    double sum = 0;
    double squares = 0;
    float[] weights = draw(new Initialization.Glorot(), Activation.TANH);
    for (float weight : weights) {
      assertThat((double) weight).isBetween(-limit, limit);
      sum += weight;
      squares += (double) weight * weight;
    }
    int n = weights.length;
    double variance = limit * limit / 3;
    assertThat(sum / n).isCloseTo(0, within(5 * Math.sqrt(variance / n)));
    // kurtosis of a uniform distribution: 9/5
    assertThat(squares / n).isCloseTo(variance, within(5 * variance * Math.sqrt(0.8 / n)));
  }

  @Test
  void heKeepsTheVarianceThroughTheActivation() {
    assertNormal(draw(new Initialization.He(), Activation.RELU), 2.0 / INPUTS);
    assertNormal(draw(new Initialization.He(), Activation.LEAKY_RELU), 2.0 / 1.0001 / INPUTS);
    assertNormal(draw(new Initialization.He(), Activation.IDENTITY), 1.0 / INPUTS);
  }

  @Test
  void normalHasTheGivenDeviation() {
    assertNormal(draw(new Initialization.Normal(0.01), Activation.RELU), 1e-4);
  }

  @Test
  void autoChoosesByTheActivation() {
    float[] he = draw(new Initialization.He(), Activation.RELU);
    float[] glorot = draw(new Initialization.Glorot(), Activation.TANH);
    Initialization auto = new Initialization.Auto();
    assertThat(draw(auto, Activation.RELU)).isEqualTo(he);
    assertThat(draw(auto, Activation.GELU)).isEqualTo(he);
    assertThat(draw(auto, Activation.SOFTPLUS)).isEqualTo(he);
    assertThat(draw(auto, Activation.TANH)).isEqualTo(glorot);
    assertThat(draw(auto, Activation.SIGMOID)).isEqualTo(glorot);
    assertThat(draw(auto, Activation.IDENTITY)).isEqualTo(glorot);
  }

  @Test
  void eachLayerDrawsFromAStreamOfItsOwn() {
    MlpSettings one = MlpSettings.hidden(8);
    float[] first = weight(MlpDecoder.of("net", 8, 8, one, RANDOM), "net.hidden0.weight");
    // A layer more changes no other layer's weights.
    MlpDecoder deeper = MlpDecoder.of("net", 8, 8, MlpSettings.hidden(8, 8), RANDOM);
    assertThat(weight(deeper, "net.hidden0.weight")).isEqualTo(first);
    assertThat(weight(deeper, "net.hidden1.weight")).isNotEqualTo(first);
    assertThat(weight(MlpDecoder.of("other", 8, 8, one, RANDOM), "other.hidden0.weight"))
        .isNotEqualTo(first);
  }

  private static float[] weight(MlpDecoder network, String name) {
    return network.parameters().find(name).orElseThrow().value().data();
  }

  @Test
  void aDeviationMustBePositive() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Initialization.Normal(0));
  }
}
