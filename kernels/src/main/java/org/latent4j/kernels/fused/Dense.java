package org.latent4j.kernels.fused;

import java.util.Arrays;
import org.latent4j.api.tensor.Activation;

/**
 * activation(X·W + b). Forward, each thread fills its block with the bias, adds the product, and
 * applies the activation while the block is still in its cache. Backward, one pass turns the
 * gradient into that before the activation and sums it up for the bias; both products follow.
 */
final class Dense extends Node implements Products.Surroundings {
  private final Node x;
  private final Node weight;
  private final Node bias;
  private final Activation activation;

  Dense(Node x, Node weight, Node bias, Activation activation) {
    super(x.tape, x.rows, weight.columns, false);
    if (x.vector
        || weight.vector
        || !bias.vector
        || x.columns != weight.rows
        || bias.rows != weight.columns) {
      throw new IllegalArgumentException(
          "dense layer of input "
              + Arrays.toString(x.shape())
              + ", weight "
              + Arrays.toString(weight.shape())
              + " and bias "
              + Arrays.toString(bias.shape())
              + "; [n, inputs], [inputs, outputs] and [outputs] are needed");
    }
    this.x = x;
    this.weight = weight;
    this.bias = bias;
    this.activation = activation;
    tape.products.multiply(
        new Products.Product(
            false, false, rows, columns, x.columns, x.data, weight.data, true, data),
        this);
  }

  /** The product is added to the bias: BLAS would fill the block with zeros otherwise. */
  @Override
  public void before(int fromRow, int toRow, int fromColumn, int toColumn) {
    for (int row = fromRow; row < toRow; row++) {
      System.arraycopy(
          bias.data, fromColumn, data, row * columns + fromColumn, toColumn - fromColumn);
    }
  }

  @Override
  public void after(int fromRow, int toRow, int fromColumn, int toColumn) {
    if (activation == Activation.IDENTITY) {
      return;
    }
    for (int row = fromRow; row < toRow; row++) {
      tape.arrays.activate(activation, data, row * columns + fromColumn, toColumn - fromColumn);
    }
  }

  @Override
  boolean inputsWanted() {
    return x.wanted || weight.wanted || bias.wanted;
  }

  @Override
  void backward() {
    float[] dy =
        gradient(); // complete, and nobody else's: it becomes the gradient before the activation
    // Where the bias gradient is not wanted its sums go to a spare array.
    float[] db = bias.wanted ? bias.gradientToAddTo() : tape.take(columns);
    if (tape.products.isCutByRows(rows, columns)) {
      throughActivationByRows(dy, db);
    } else {
      tape.shareColumns(
          columns,
          (long) rows * columns,
          (from, to) -> {
            for (int row = 0; row < rows; row++) {
              tape.arrays.activationGradient(
                  activation, data, dy, row * columns + from, db, from, to - from);
            }
          });
    }
    if (weight.wanted) {
      tape.addTransposedProduct(weight, x.columns, columns, rows, x.data, dy);
    }
    if (x.wanted) {
      boolean add = x.hasGradient();
      tape.multiply(
          false, true, rows, x.columns, columns, dy, weight.data, add, x.gradientToWrite());
    }
  }

  /** Each thread sums its rows up for the bias, then the sums are added. */
  private void throughActivationByRows(float[] dy, float[] db) {
    float[] sums = tape.take(tape.parts() * columns);
    Arrays.fill(sums, 0f);
    tape.shareRowsByPart(
        rows,
        columns,
        (part, from, to) -> {
          for (int row = from; row < to; row++) {
            tape.arrays.activationGradient(
                activation, data, dy, row * columns, sums, part * columns, columns);
          }
        });
    for (int i = 0; i < sums.length; i++) {
      db[i % columns] += sums[i];
    }
  }
}
