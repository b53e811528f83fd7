package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/** Formulas evaluated on tapes of their own, and held against one another. */
final class Computation {
  private Computation() {}

  /** The result in double precision. */
  static double[] exactly(Function<Tape, Var> formula) {
    return on(Engines.reference(), formula);
  }

  /** The result in the engine that trains. */
  static double[] fused(Function<Tape, Var> formula) {
    return on(Engines.fused(), formula);
  }

  private static double[] on(Engine engine, Function<Tape, Var> formula) {
    try (Tape tape = engine.newTape()) {
      return formula.apply(tape).toDoubles();
    }
  }

  static int[] shape(Function<Tape, Var> formula) {
    try (Tape tape = Engines.fused().newTape()) {
      return formula.apply(tape).shape();
    }
  }

  /**
   * The engine that trains gives the same as the reference, to within rounding.
   *
   * @param summands the most numbers that the formula adds up
   */
  static void assertEnginesAgree(String what, int summands, Function<Tape, Var> formula) {
    assertClose(what + ", engine that trains", fused(formula), exactly(formula), summands);
  }

  /** The engine that trains gives the same bits each time. */
  static void assertSameBitsTwice(String what, Function<Tape, Var> formula) {
    assertThat(fused(formula)).as(what + ", computed again").isEqualTo(fused(formula));
  }

  /**
   * What is computed for a row does not depend on the rows beside it.
   *
   * @param formula gives as many rows as it is given
   */
  static void assertRowsStandAlone(
      String what, int summands, Tensor rows, BiFunction<Tape, Tensor, Var> formula) {
    double[] together = fused(tape -> formula.apply(tape, rows));
    int width = together.length / rows.rows();
    for (int row = 0; row < rows.rows(); row++) {
      Tensor single = rows.copyOfRows(row, row + 1);
      double[] alone = fused(tape -> formula.apply(tape, single));
      double[] inBatch = Arrays.copyOfRange(together, row * width, (row + 1) * width);
      assertClose(what + ", row " + row + " alone", alone, inBatch, summands);
    }
  }

  private static void assertClose(String what, double[] found, double[] expected, int summands) {
    assertThat(found.length).as(what + ": how many numbers").isEqualTo(expected.length);
    double largest = 1;
    for (double number : expected) {
      largest = Math.max(largest, Math.abs(number));
    }
    double tolerance = Rounding.ofFloatFormula(summands, largest);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= tolerance)) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "%s: number %d is %.9g, not %.9g ± %.2g",
                what,
                i,
                found[i],
                expected[i],
                tolerance));
      }
    }
  }

  /** A row, many times. */
  static Tensor repeated(Tensor rows, int row, int times) {
    int columns = rows.columns();
    Tensor repeated = Tensor.zeros(times, columns);
    for (int i = 0; i < times; i++) {
      System.arraycopy(rows.data(), row * columns, repeated.data(), i * columns, columns);
    }
    return repeated;
  }
}
