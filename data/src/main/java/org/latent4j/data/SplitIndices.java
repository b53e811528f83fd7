package org.latent4j.data;

/** The three parts of a set, as indices into it, without overlap. */
public final class SplitIndices {
  private final int[] train;
  private final int[] validation;
  private final int[] test;

  SplitIndices(int[] train, int[] validation, int[] test) {
    this.train = train;
    this.validation = validation;
    this.test = test;
  }

  /** A copy of the training part's. */
  public int[] train() {
    return train.clone();
  }

  /** A copy of the validation part's. */
  public int[] validation() {
    return validation.clone();
  }

  /** A copy of the test part's. */
  public int[] test() {
    return test.clone();
  }
}
