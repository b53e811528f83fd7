package org.latent4j.kernels.operations;

import java.util.List;
import java.util.function.BiFunction;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * One operation of the engine's interface with a kind of operands.
 *
 * @param method the method that it covers, as {@code Var.plus(Var)}
 * @param variant what is particular to the operands
 * @param inputs the operands for n rows and d columns
 * @param formula the operation
 * @param rounding how far rounding to float may move the result
 */
public record OperationCase(
    String method,
    String variant,
    BiFunction<Integer, Integer, List<Input>> inputs,
    Formula formula,
    Rounding rounding) {

  /** The operation on a tape. */
  @FunctionalInterface
  public interface Formula {
    Var of(Tape tape, List<Var> inputs);
  }

  /** Which magnitude an error is measured against. */
  public enum Rounding {
    /** Each number against itself: nothing cancels. */
    EACH,
    /** Each number against the largest one, or 1: sums of either sign cancel. */
    LARGEST
  }

  public List<Tensor> draw(int n, int d, RandomStream random) {
    return inputs.apply(n, d).stream().map(input -> input.draw(random)).toList();
  }

  @Override
  public String toString() {
    return variant.isEmpty() ? method : method + " " + variant;
  }
}
