package org.latent4j.training;

/**
 * The learning rate over training, as a multiple of the configured one: a linear warm-up, then a
 * decay.
 *
 * @param decay how the rate falls; a cosine spans what the warm-up leaves, milestones count from
 *     the start of training
 * @param warmUpEpochs epochs over which the rate rises from near 0; 0 for none
 */
public record Schedule(Decay decay, double warmUpEpochs) {
  /** The configured rate throughout. */
  public static final Schedule CONSTANT = new Schedule(new Decay.Constant(), 0);

  /**
   * The multiple for a step.
   *
   * @param step counted from 0
   * @param stepsPerEpoch steps in a pass over the data
   * @param epochs passes that the whole training makes
   */
  public double factor(long step, int stepsPerEpoch, int epochs) {
    double epoch = (double) step / stepsPerEpoch;
    if (epoch < warmUpEpochs) {
      return Math.min(1, (step + 1) / (warmUpEpochs * stepsPerEpoch));
    }
    return decay instanceof Decay.Cosine
        ? decay.factor(epoch - warmUpEpochs, epochs - warmUpEpochs)
        : decay.factor(epoch, epochs);
  }
}
