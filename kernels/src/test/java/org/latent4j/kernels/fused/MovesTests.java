package org.latent4j.kernels.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;

/** A weight's gradient made in tiles is the gradient, whatever the sizes. */
class MovesTests {
  private final RandomStream random = RandomStreams.seeded(12);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 3, 7",
    "3, 7, 1",
    "8, 13, 127",
    "127, 207, 13",
    "207, 13, 127",
    "3, 4098, 8",
    "5, 8, 4098",
    "20, 207, 4098",
    "40, 4098, 207",
    "40, 127, 4098",
    "13, 700, 2100"
  })
  void aWeightIsMovedByItsGradient(int batch, int inputs, int outputs) {
    assertMovedByTheGradient(
        inputs, outputs, List.of(batch), 0, (layer, x) -> layer.loss(x.get(0)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 3, 7",
    "8, 13, 127, 13",
    "13, 40, 207, 127",
    "5, 3, 4098, 8",
    "100, 20, 700, 2100"
  })
  void aWeightOfThreeLayersIsMovedByTheSumOfTheirGradients(
      int batch, int other, int inputs, int outputs) {
    assertMovedByTheGradient(
        inputs,
        outputs,
        List.of(batch, other, batch),
        0,
        (layer, x) -> layer.loss(x.get(0)).plus(layer.loss(x.get(1))).plus(layer.loss(x.get(2))));
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 7", "13, 207, 127", "100, 700, 2100"})
  void whatElseReachesAWeightIsAddedToItsProducts(int batch, int inputs, int outputs) {
    // Backward, the sum comes after two products and before another.
    assertMovedByTheGradient(
        inputs,
        outputs,
        List.of(batch, batch, batch),
        1,
        (layer, x) ->
            layer
                .loss(x.get(0))
                .plus(layer.tape.parameter(layer.weight).sum())
                .plus(layer.loss(x.get(1)).plus(layer.loss(x.get(2)))));
  }

  /** A layer on a tape. */
  private record Layer(Tape tape, Parameter weight, Parameter bias) {
    /** Its derivative by the layer's value is at most 1 a number of each example. */
    Var loss(Tensor x) {
      return tape.dense(
              tape.constant(x), tape.parameter(weight), tape.parameter(bias), Activation.SOFTPLUS)
          .rowSums()
          .mean();
    }
  }

  /**
   * Moves weight and bias by what arrives, and compares that with the gradients.
   *
   * @param batches examples of what goes through the layer
   * @param others what else reaches each weight
   * @param loss of the layer and these examples, the sum of their losses and others
   */
  private void assertMovedByTheGradient(
      int inputs,
      int outputs,
      List<Integer> batches,
      double others,
      BiFunction<Layer, List<Tensor>, Var> loss) {
    List<Tensor> xs =
        IntStream.range(0, batches.size())
            .mapToObj(i -> random.split("x").split(i).gaussian(batches.get(i), inputs))
            .toList();
    Parameter weight = Parameter.trainable("weight", random.split("w").gaussian(inputs, outputs));
    Parameter bias = Parameter.trainable("bias", random.split("b").gaussian(outputs));
    Parameters parameters = Parameters.of(weight, bias);
    for (int threads : new int[] {1, 2, 3}) {
      try (FusedEngine engine = FusedEngine.create(threads);
          Tape tape = engine.newTape();
          FusedEngine.Session session = engine.session()) {
        assertThat(session).isNotNull();
        Layer layer = new Layer(tape, weight, bias);
        tape.backward(loss.apply(layer, xs), parameters);
        float[] expected = weight.gradient().data().clone();
        float[] expectedOfBias = bias.gradient().data().clone();
        float[] found = new float[expected.length];
        float[] foundOfBias = new float[expectedOfBias.length];
        tape.reset();
        tape.backward(
            loss.apply(layer, xs),
            parameters,
            (parameter, from, to, gradient, offset) ->
                System.arraycopy(
                    gradient, offset, parameter == weight ? found : foundOfBias, from, to - from));
        assertThat(foundOfBias).isEqualTo(expectedOfBias);
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) found[i])
              .as("%d", i)
              .isCloseTo(expected[i], within(error(xs, i / outputs, others)));
        }
      }
    }
  }

  /** Of two sums of the same terms, each wrong by as many roundings as it has terms. */
  private static double error(List<Tensor> xs, int column, double others) {
    double terms = others;
    int count = 1;
    for (Tensor x : xs) {
      for (int row = 0; row < x.rows(); row++) {
        terms += Math.abs(x.at(row, column)) / x.rows();
      }
      count += x.rows() + 1;
    }
    return 2 * count * 0x1p-24 * terms;
  }

  @Test
  void aProductWaitsUnlessAFactorIsMovedMeanwhile() {
    Tensor x = random.split("x").gaussian(3, 5);
    Parameter v = Parameter.trainable("v", random.split("v").gaussian(3, 5));
    Parameter u = Parameter.trainable("u", random.split("u").gaussian(5, 7));
    Parameter w = Parameter.trainable("w", random.split("w").gaussian(4, 5));
    assertThat(waits(u, tape -> tape.constant(x).matmul(tape.parameter(u)))).isTrue();
    assertThat(
            waits(
                u,
                tape -> {
                  Var xu = tape.constant(x).matmul(tape.parameter(u));
                  return xu.plus(xu.columns(0, 5).matmul(tape.parameter(u)));
                }))
        .isTrue();
    assertThat(
            waits(
                u,
                tape ->
                    tape.constant(x).matmul(tape.parameter(u)).sum().plus(tape.parameter(u).sum())))
        .isFalse();
    assertThat(waits(u, tape -> tape.parameter(v).matmul(tape.parameter(u)), v)).isFalse();
    assertThat(waits(w, tape -> tape.matmulTransposed(tape.parameter(v), tape.parameter(w)), v))
        .isFalse();
  }

  /** Whether a parameter's gradient is made only when it is moved, and others with it. */
  private static boolean waits(Parameter weight, Function<Tape, Var> product, Parameter... others) {
    List<Parameter> moved = new ArrayList<>(List.of(others));
    moved.add(weight);
    Set<Boolean> waits = new HashSet<>();
    try (FusedEngine engine = FusedEngine.create(1);
        Tape tape = engine.newTape()) {
      tape.backward(
          product.apply(tape).sum(),
          Parameters.of(moved.toArray(new Parameter[0])),
          (parameter, from, to, gradient, offset) -> {
            if (parameter == weight) {
              waits.add(gradient != weight.gradient().data());
            }
          });
    }
    assertThat(waits).hasSize(1);
    return waits.contains(true);
  }
}
