package org.latent4j.training;

import java.util.List;
import java.util.Optional;

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

  /**
   * What of it lies beyond a training of so many epochs, in words; empty if nothing does.
   *
   * @param epochs passes that the whole training makes, at least 1
   */
  public Optional<String> unreached(int epochs) {
    if (warmUpEpochs > epochs) {
      return Optional.of(
          "the learning rate rises over "
              + warmUpEpochs
              + " epochs (training.warm-up-epochs), but training makes "
              + epochs
              + " (training.epochs): the rate does not come to optimizer.rate");
    }
    if (decay instanceof Decay.Step step) {
      List<Double> beyond = step.milestones().stream().filter(at -> at >= epochs).toList();
      if (!beyond.isEmpty()) {
        return Optional.of(
            "the learning rate falls at epochs "
                + beyond
                + " (training.milestones), but training makes "
                + epochs
                + " (training.epochs): it does not fall there");
      }
    }
    return Optional.empty();
  }
}
