package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;

/** What every {@link Engine} must hold. A test class implements it and opens the engine. */
public interface EngineContract {
  /** The engine under test, opened anew each time; the tests close it. */
  Engine engine();

  private static RandomStream random(String purpose) {
    return RandomStreams.seeded(9).split(purpose);
  }

  private <T> T onTape(Function<Tape, T> use) {
    try (Engine engine = engine();
        Tape tape = engine.newTape()) {
      return use.apply(tape);
    }
  }

  @Test
  default void descriptionIsOneLine() {
    try (Engine engine = engine()) {
      assertThat(engine.description()).isNotBlank().doesNotContain("\n");
    }
  }

  /** Enough numbers that an engine might draw them in pieces, in a session's threads. */
  @Test
  default void noiseIsTheStreamsNumbersInRowMajorOrder() {
    try (Engine engine = engine();
        Tape tape = engine.newTape();
        Engine.Session session = engine.session()) {
      assertThat(session).isNotNull();
      for (int[] shape : new int[][] {{3, 5}, {127, 20}, {4098}}) {
        for (int i = 0; i < 100; i++) {
          tape.reset();
          RandomStream stream = random("noise").split(i);
          RandomStream same = random("noise").split(i);
          Var noise = tape.noise(stream, shape);
          assertThat(noise.shape()).isEqualTo(shape);
          assertThat(noise.value().data()).isEqualTo(same.gaussian(shape).data());
          assertThat(stream.nextGaussian()).isEqualTo(same.nextGaussian());
        }
      }
    }
  }

  @Test
  default void valuesAreReadBackAsTheyWere() {
    Tensor tensor = random("numbers").gaussian(4, 3);
    onTape(
        tape -> {
          Var x = tape.constant(tensor);
          assertThat(x.value().data()).containsExactly(tensor.data());
          assertThat(x.value().shape()).containsExactly(4, 3);
          assertThat(x.toDoubles()[5]).isEqualTo(tensor.data()[5]);
          assertThat(tape.constant(0.25).shape()).containsExactly(1);
          assertThat(tape.constant(0.25).item()).isEqualTo(0.25);
          return x;
        });
  }

  @Test
  default void aParameterThatHasMovedIsReread() {
    Parameter moved = Parameter.trainable("moved", Tensor.of(new float[] {1, 2}, 2));
    Parameter other = Parameter.trainable("other", Tensor.of(new float[] {3, 4}, 2));
    onTape(
        tape -> {
          Var before = tape.parameter(moved);
          Var unmoved = tape.parameter(other).times(2);
          moved.value().data()[0] = 5;
          tape.reread(Parameters.of(moved));
          Var after = tape.parameter(moved);
          assertThat(after).isNotSameAs(before);
          assertThat(after.toDoubles()).containsExactly(5, 2);
          // What was computed before of parameters that have not moved can be gone on from.
          tape.backward(after.times(unmoved).sum(), Parameters.of(moved, other));
          assertThat(moved.gradient().data()).containsExactly(6, 8);
          assertThat(other.gradient().data()).containsExactly(10, 4);
          return after;
        });
  }

  @Test
  default void aTapeForValuesAloneGivesTheSameValuesAndRefusesToDifferentiate() {
    Tensor logits = random("logits").gaussian(4, 19);
    Tensor x = random("x").gaussian(4, 19);
    try (Engine engine = engine();
        Tape forward = engine.newForwardTape();
        Tape full = engine.newTape()) {
      Var density = forward.bernoulliLogDensity(forward.constant(logits), forward.constant(x));
      assertThat(density.toDoubles())
          .containsExactly(
              full.bernoulliLogDensity(full.constant(logits), full.constant(x)).toDoubles());
      Var total = density.sum();
      assertThatThrownBy(() -> forward.backward(total, Parameters.none()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("newTape");
    }
  }

  @Test
  default void aParameterIsOneVariableUntilReset() {
    Parameter parameter = Parameter.trainable("p", Tensor.of(new float[] {1, 2}, 2));
    onTape(
        tape -> {
          Var first = tape.parameter(parameter);
          assertThat(tape.parameter(parameter)).isSameAs(first);
          parameter.value().data()[0] = 5;
          tape.reset();
          assertThat(tape.parameter(parameter).toDoubles()).containsExactly(5, 2);
          return first;
        });
  }

  /** Engines may keep the deviations of a log variance for all that use them. */
  @Test
  default void aLogVarianceThatHasMovedHasOtherDeviationsAfterReset() {
    Parameter logVariance = Parameter.trainable("log-variance", Tensor.of(new float[] {0}, 1, 1));
    onTape(
        tape -> {
          for (double deviation : new double[] {1, 2, 4}) {
            tape.reset();
            logVariance.value().data()[0] = (float) (2 * Math.log(deviation));
            Var v = tape.parameter(logVariance);
            Var zero = tape.constant(Tensor.zeros(1, 1));
            Var z = tape.reparameterize(zero, v, tape.constant(Tensor.of(new float[] {1}, 1, 1)));
            // To some units in the last place of numbers below 16.
            assertThat(z.item()).isCloseTo(deviation, within(1e-5));
            assertThat(tape.gaussianLogDensity(z, zero, v).item())
                .isCloseTo(-0.5 - Math.log(deviation) - 0.5 * Math.log(2 * Math.PI), within(1e-5));
            assertThat(tape.gaussianKl(zero, v, 1).item())
                .isCloseTo(0.5 * deviation * deviation - Math.log(deviation) - 0.5, within(1e-5));
          }
          return tape;
        });
  }

  @Test
  default void gradientsAreOverwrittenWhereWantedAndKeptElsewhere() {
    Parameter reached = Parameter.trainable("reached", Tensor.of(new float[] {3}, 1));
    Parameter unreached = Parameter.trainable("unreached", Tensor.of(new float[] {3}, 1));
    Parameter unused = Parameter.trainable("unused", Tensor.of(new float[] {3}, 1));
    Parameter unwanted = Parameter.trainable("unwanted", Tensor.of(new float[] {5}, 1));
    List<Parameter> all = List.of(reached, unreached, unused, unwanted);
    all.forEach(parameter -> parameter.gradient().data()[0] = 77);
    onTape(
        tape -> {
          Var product = tape.parameter(reached).times(tape.parameter(unwanted));
          tape.parameter(unreached).exp();
          tape.backward(product, Parameters.of(reached, unreached, unused));
          assertThat(reached.gradient().data()).containsExactly(5);
          assertThat(unreached.gradient().data()).containsExactly(0);
          assertThat(unused.gradient().data()).containsExactly(0);
          assertThat(unwanted.gradient().data()).containsExactly(77);
          return product;
        });
  }

  @Test
  default void backwardMayBeMadeAgainForOtherParameters() {
    Parameter a = Parameter.trainable("a", Tensor.of(new float[] {3}, 1));
    Parameter b = Parameter.trainable("b", Tensor.of(new float[] {5}, 1));
    onTape(
        tape -> {
          Var value = tape.parameter(a).square().times(tape.parameter(b));
          tape.backward(value, Parameters.of(a));
          tape.backward(value, Parameters.of(b));
          assertThat(a.gradient().data()).containsExactly(30);
          assertThat(b.gradient().data()).containsExactly(9);
          tape.backward(value, Parameters.of(a, b));
          assertThat(a.gradient().data()).containsExactly(30);
          return value;
        });
  }

  @Test
  default void noGradientFlowsThroughDetach() {
    Parameter a = Parameter.trainable("a", Tensor.of(new float[] {3}, 1));
    onTape(
        tape -> {
          Var x = tape.parameter(a);
          tape.backward(x.detach().times(x), Parameters.of(a));
          assertThat(a.gradient().data()).containsExactly(3);
          return x;
        });
  }

  @Test
  default void aVectorIsARowAndNeverAColumn() {
    onTape(
        tape -> {
          Var matrix = tape.constant(Tensor.zeros(2, 3));
          Var row = tape.constant(Tensor.of(new float[] {1, 2, 3}, 3));
          Var column = tape.constant(Tensor.of(new float[] {10, 20}, 2, 1));
          assertThat(matrix.plus(row).toDoubles()).containsExactly(1, 2, 3, 1, 2, 3);
          assertThat(matrix.plus(column).toDoubles()).containsExactly(10, 10, 10, 20, 20, 20);
          assertThat(row.plus(column).shape()).containsExactly(2, 3);
          assertRefused(() -> matrix.plus(tape.constant(Tensor.zeros(2))));
          return matrix;
        });
  }

  @Test
  default void misuseIsRefused() {
    onTape(
        tape -> {
          Var matrix = tape.constant(Tensor.zeros(2, 3));
          assertRefused(() -> matrix.matmul(matrix));
          assertRefused(() -> matrix.reshape(4));
          assertRefused(() -> matrix.columns(2, 4));
          assertRefused(() -> matrix.rows(-1, 1));
          assertRefused(matrix::item);
          assertRefused(() -> tape.backward(matrix, Parameters.none()));
          assertRefused(() -> tape.concatenate(List.of()));
          assertRefused(() -> tape.concatenate(List.of(matrix, tape.constant(Tensor.zeros(3, 1)))));
          assertRefused(() -> tape.squaredDistances(matrix, tape.constant(Tensor.zeros(2, 2))));
          assertRefused(() -> tape.constant(Tensor.zeros(2, 3, 4)));
          Var foreign = onTape(other -> other.constant(1));
          assertRefused(() -> matrix.plus(foreign));
          return matrix;
        });
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class)
        .message()
        .isNotBlank();
  }

  /** A function with every kind of operation in it. */
  private static Var everything(Tape tape, Parameters parameters) {
    List<Var> p = parameters.asList().stream().map(tape::parameter).toList();
    Var x = tape.constant(random("x").gaussian(6, 5));
    Var hidden = tape.dense(x, p.get(0), p.get(1), Activation.TANH);
    Var mean = hidden.matmul(p.get(2));
    Var logVariance = hidden.columns(0, 2).clamp(-0.5, 0.5).gelu();
    Var z = tape.reparameterize(mean, logVariance, tape.noise(random("noise"), 6, 2));
    Var outputs = tape.matmulTransposed(z, p.get(3)).plus(p.get(4).exp());
    Var rate = tape.gaussianKl(mean, logVariance, 1.5);
    Var distortion = tape.bernoulliLogDensity(outputs, x.sigmoid()).negate();
    Var distances = tape.squaredDistances(z, mean.rows(0, 3)).plus(1).log().logSumExp();
    Var scores = tape.concatenate(List.of(rate, distortion, distances)).softplus();
    return scores.columnSums().dividedBy(p.get(4).square().sum().sqrt()).mean();
  }

  private static Parameters parameters() {
    return Parameters.of(
        Parameter.trainable("w", random("w").gaussian(5, 4)),
        Parameter.trainable("b", random("b").gaussian(4)),
        Parameter.trainable("m", random("m").gaussian(4, 2)),
        Parameter.trainable("o", random("o").gaussian(5, 2)),
        Parameter.trainable("s", random("s").gaussian(5)));
  }

  private static List<float[]> gradients(Tape tape, Parameters parameters) {
    tape.backward(everything(tape, parameters), parameters);
    List<float[]> gradients = new ArrayList<>();
    parameters.forEach(parameter -> gradients.add(parameter.gradient().data().clone()));
    return gradients;
  }

  @Test
  default void agreesWithTheReferenceOnAFunctionWithEverythingInIt() {
    double expected = Computation.exactly(tape -> everything(tape, parameters()))[0];
    double found = onTape(tape -> everything(tape, parameters()).item());
    new Estimate(found, Rounding.ofFloatFormula(30, Math.abs(expected)))
        .assertIs("the value", expected);
    List<float[]> foundGradients = onTape(tape -> gradients(tape, parameters()));
    try (Tape tape = Engines.reference().newTape()) {
      List<float[]> expectedGradients = gradients(tape, parameters());
      for (int k = 0; k < expectedGradients.size(); k++) {
        double largest = 1;
        for (float number : expectedGradients.get(k)) {
          largest = Math.max(largest, Math.abs(number));
        }
        for (int i = 0; i < expectedGradients.get(k).length; i++) {
          new Estimate(foundGradients.get(k)[i], Rounding.ofFloatFormula(30, largest))
              .assertIs("a gradient", expectedGradients.get(k)[i]);
        }
      }
    }
  }

  /** w ← w − ½ g, whatever the parameter. */
  private static void halfStep(
      Parameter parameter, int from, int to, float[] gradient, int offset) {
    for (int i = from; i < to; i++) {
      parameter.value().data()[i] -= 0.5f * gradient[i - from + offset];
    }
  }

  @Test
  default void aBackwardPassThatMovesIsOneAndThenAStep() {
    Parameters apart = parameters();
    Parameters together = parameters();
    onTape(
        tape -> {
          tape.backward(everything(tape, apart), apart);
          apart.forEach(
              parameter ->
                  halfStep(parameter, 0, parameter.value().size(), parameter.gradient().data(), 0));
          tape.reset();
          tape.backward(everything(tape, together), together, EngineContract::halfStep);
          return tape;
        });
    NetworkChecks.assertValuesAre(
        "after a pass that moves", together, NetworkChecks.valuesOf(apart));
  }

  @Test
  default void aBackwardPassThatMovesMovesEachNumberOnce() {
    // Taller and wider than what is moved at a time; u is used twice, v by a product with it alone.
    Parameter w = Parameter.trainable("w", Tensor.zeros(70, 2100));
    Parameter u = Parameter.trainable("u", random("u").gaussian(3, 70));
    Parameter v = Parameter.trainable("v", random("v").gaussian(5, 3));
    Parameter unused = Parameter.trainable("unused", random("unused").gaussian(20_000));
    Parameter kept = Parameter.trainable("kept", random("kept").gaussian(2100));
    Parameters moved = Parameters.of(w, u, v, unused);
    unused.gradient().data()[3] = 77;
    List<AtomicIntegerArray> visits =
        moved.asList().stream().map(p -> new AtomicIntegerArray(p.value().size())).toList();
    float[] keptBefore = kept.value().data().clone();
    float[] wGradient =
        onTape(
            tape -> {
              Var y = product(tape, w, u, v, kept);
              tape.backward(y, Parameters.of(w, u));
              return w.gradient().data().clone();
            });
    float[] uGradient = u.gradient().data().clone();
    try (Engine engine = engine();
        Engine.Session session = engine.session();
        Tape tape = engine.newTape()) {
      assertThat(session).isNotNull();
      tape.backward(
          product(tape, w, u, v, kept),
          moved,
          (parameter, from, to, gradient, offset) -> {
            for (int i = from; i < to; i++) {
              visits.get(moved.asList().indexOf(parameter)).incrementAndGet(i);
              float g = gradient[i - from + offset];
              if (parameter == w || parameter == u) {
                float expected = (parameter == w ? wGradient : uGradient)[i];
                // Sums of 70 and of 2,100 terms, in another order at worst.
                double error = Rounding.ofFloatFormula(2100, Math.max(1, Math.abs(expected)));
                new Estimate(g, error).assertIs("a gradient of " + parameter, expected);
              } else if (parameter == unused) {
                assertThat(g).isZero();
              }
            }
          });
    }
    for (int k = 0; k < visits.size(); k++) {
      for (int i = 0; i < visits.get(k).length(); i++) {
        assertThat(visits.get(k).get(i))
            .as("%s: moves of number %d", moved.asList().get(k), i)
            .isEqualTo(1);
      }
    }
    assertThat(kept.value().data()).containsExactly(keptBefore);
  }

  private static Var product(Tape tape, Parameter w, Parameter u, Parameter v, Parameter kept) {
    Var twice = tape.parameter(v).matmul(tape.parameter(u)).tanh();
    Var layer =
        tape.dense(twice, tape.parameter(w), tape.parameter(kept), Activation.SOFTPLUS).mean();
    return layer.plus(tape.parameter(u).square().mean());
  }

  @Test
  default void whatASessionPreparesIsDoneOnceAndItsFailureIsThrownWhereItIsWaitedFor() {
    try (Engine engine = engine();
        Engine.Session session = engine.session();
        Tape tape = engine.newTape()) {
      for (boolean step : new boolean[] {true, false}) {
        AtomicInteger done = new AtomicInteger();
        Runnable wait = session.prepare(done::incrementAndGet);
        if (step) {
          Parameters parameters = parameters();
          tape.backward(everything(tape, parameters), parameters, EngineContract::halfStep);
          tape.reset();
        }
        wait.run();
        assertThat(done).hasValue(1);
      }
      Runnable failing =
          session.prepare(
              () -> {
                throw new IllegalArgumentException("row 7");
              });
      Parameters parameters = parameters();
      tape.backward(everything(tape, parameters), parameters, EngineContract::halfStep);
      assertThatThrownBy(failing::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("row 7");
    }
  }

  @Test
  default void aClosedEngineIsRefusedEverywhereInTheSameWords() {
    Engine engine = engine();
    Tape tape = engine.newTape();
    Engine.Session session = engine.session();
    Parameter w = Parameter.trainable("w", random("w").gaussian(2, 2));
    Tensor other = Tensor.zeros(2, 2);
    Var x = tape.constant(other);
    Var objective = tape.parameter(w).sum();
    engine.close();
    List<ThrowingCallable> uses =
        List.of(
            engine::newTape,
            engine::newForwardTape,
            engine::session,
            () -> engine.adam(w.value(), other, other.copy(), other.copy(), 1, 0.5, 0.5, 1, 1),
            () -> engine.momentum(w.value(), other, other.copy(), 1, 0),
            () -> session.prepare(() -> {}),
            () -> tape.constant(other),
            () -> tape.constant(1.0),
            () -> tape.parameter(w),
            () -> tape.noise(random("noise"), 2, 2),
            () -> tape.backward(objective, Parameters.of(w)),
            () -> x.square(),
            () -> x.matmul(x),
            () -> objective.plus(1));
    for (int i = 0; i < uses.size(); i++) {
      assertThatThrownBy(uses.get(i))
          .as("use %d", i)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the engine is closed");
    }
    if (engine.description().isBlank()) {
      throw new AssertionError("a closed engine has no description");
    }
    session.close();
    tape.close();
    engine.close(); // once more changes nothing
  }

  @Test
  default void aClosedTapeIsRefused() {
    try (Engine engine = engine()) {
      Tape tape = engine.newTape();
      tape.close();
      assertThatThrownBy(() -> tape.constant(1.0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the tape is closed");
    }
  }

  @Test
  default void aReusedTapeGivesTheSameBits() {
    onTape(
        tape -> {
          List<float[]> first = gradients(tape, parameters());
          for (int i = 0; i < 5; i++) {
            tape.reset();
            tape.noise(random("something else"), 7, 3 + i).exp().sum();
            tape.reset();
            assertThat(gradients(tape, parameters())).containsExactlyElementsOf(first);
          }
          return first;
        });
  }

  @Test
  default void threadsWithTapesOfTheirOwnDoNotDisturbOneAnother() {
    try (Engine engine = engine();
        Engine.Session session = engine.session()) {
      List<List<float[]>> found =
          IntStream.range(0, 8)
              .parallel()
              .mapToObj(
                  thread -> {
                    try (Tape tape = engine.newTape()) {
                      return gradients(tape, parameters());
                    }
                  })
              .toList();
      for (List<float[]> gradients : found) {
        assertThat(gradients).containsExactlyElementsOf(found.get(0));
      }
      assertThat(session).isNotNull();
    }
  }

  @Test
  default void kernelsAreApplied() {
    Parameter x = Parameter.trainable("x", random("x").gaussian(4, 3));
    onTape(
        tape -> {
          Var y = tape.apply(new CubeKernel(), tape.parameter(x));
          assertThat(y.shape()).containsExactly(4, 3);
          tape.backward(y.sum(), Parameters.of(x));
          for (int i = 0; i < 12; i++) {
            double number = x.value().data()[i];
            new Estimate(y.toDoubles()[i], 8 * Rounding.FLOAT * Math.abs(number * number * number))
                .assertIs("x³", number * number * number);
            new Estimate(x.gradient().data()[i], 8 * Rounding.FLOAT * 3 * number * number)
                .assertIs("3x²", 3 * number * number);
          }
          return y;
        });
  }

  @Test
  default void adamFollowsItsFormula() {
    try (Engine engine = engine()) {
      Tensor w = Tensor.of(new float[] {1, -2}, 2);
      Tensor m = Tensor.of(new float[] {0.5f, 0}, 2);
      Tensor v = Tensor.of(new float[] {0.25f, 0}, 2);
      engine.adam(w, Tensor.of(new float[] {4, -8}, 2), m, v, 0.125, 0.5, 0.75, 0.5, 2);
      // m: 0.5·0.5 + 0.5·4 and 0.5·(−8); v: 0.75·0.25 + 0.25·16 and 0.25·64; corrections 0.75 and
      // 0.4375.
      assertNear("m", m.data(), 2.25, -4);
      assertNear("v", v.data(), 4.1875, 16);
      assertNear(
          "w",
          w.data(),
          1 - 0.125 * 3 / (Math.sqrt(4.1875 / 0.4375) + 0.5),
          -2 + 0.125 * (4 / 0.75) / (Math.sqrt(16 / 0.4375) + 0.5));
    }
  }

  @Test
  default void momentumFollowsItsFormula() {
    try (Engine engine = engine()) {
      Tensor w = Tensor.of(new float[] {1, -2}, 2);
      Tensor u = Tensor.of(new float[] {0.5f, 0}, 2);
      engine.momentum(w, Tensor.of(new float[] {4, -8}, 2), u, 0.125, 0.5);
      assertNear("u", u.data(), 4.25, -8);
      assertNear("w", w.data(), 1 - 0.125 * 4.25, -1);
    }
  }

  private static void assertNear(String what, float[] found, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      new Estimate(found[i], 8 * Rounding.FLOAT * Math.abs(expected[i]))
          .assertIs(what, expected[i]);
    }
  }
}
