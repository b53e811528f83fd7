package org.latent4j.kernels.fused;

import java.util.Arrays;

/**
 * Σ x l − ln(1 + eˡ) for each row. One pass over the logits gives the density and, for later, its
 * derivative x − σ(l); backward only scales the rows of that.
 */
final class BernoulliLogDensity extends Node {
  /** What a number takes, in cheap operations: there is an exponential and a logarithm in it. */
  private static final long OPERATIONS = 8;

  private final Node logits;
  private final Node x;
  private final float[] derivative;

  /** Whether the derivative has been given away as the logits' gradient. */
  private boolean spent;

  BernoulliLogDensity(Node logits, Node x) {
    super(logits.tape, logits.rows, 1, true);
    if (logits.vector || x.vector || logits.rows != x.rows || logits.columns != x.columns) {
      throw new IllegalArgumentException(
          "Bernoulli density of logits "
              + Arrays.toString(logits.shape())
              + " and x "
              + Arrays.toString(x.shape())
              + "; both must be matrices of the same shape");
    }
    this.logits = logits;
    this.x = x;
    this.derivative = tape.take(tape.differentiable ? logits.size() : 0);
    tape.shareRows(
        rows, OPERATIONS * logits.columns, tape.differentiable ? this::forward : this::valuesAlone);
  }

  private void forward(int fromRow, int toRow) {
    int d = logits.columns;
    for (int row = fromRow; row < toRow; row++) {
      data[row] = (float) tape.arrays.bernoulli(logits.data, x.data, derivative, row * d, d);
    }
  }

  private void valuesAlone(int fromRow, int toRow) {
    int d = logits.columns;
    for (int row = fromRow; row < toRow; row++) {
      data[row] = (float) tape.arrays.bernoulli(logits.data, x.data, row * d, d);
    }
  }

  @Override
  boolean inputsWanted() {
    return logits.wanted || x.wanted;
  }

  @Override
  void backward() {
    float[] dy = gradient();
    int d = logits.columns;
    if (logits.wanted) {
      if (spent) { // a second backward pass over the same tape
        tape.shareRows(rows, OPERATIONS * d, this::forward);
        spent = false;
      }
      boolean adopt = !logits.hasGradient() && logits.adoptsGradients();
      float[] dl = adopt ? derivative : logits.gradientToAddTo();
      tape.shareRows(
          rows,
          d,
          (from, to) -> {
            for (int row = from; row < to; row++) {
              if (adopt) {
                tape.arrays.scale(dy[row], derivative, row * d, d);
              } else {
                tape.arrays.addScaled(dy[row], derivative, dl, row * d, d);
              }
            }
          });
      if (adopt) {
        logits.adoptGradient(derivative);
        spent = true;
      }
    }
    if (x.wanted) {
      float[] dx = x.gradientToAddTo();
      for (int row = 0; row < rows; row++) {
        for (int i = row * d; i < (row + 1) * d; i++) {
          dx[i] += dy[row] * logits.data[i];
        }
      }
    }
  }
}
