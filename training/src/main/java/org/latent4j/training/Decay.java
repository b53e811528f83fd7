package org.latent4j.training;

import java.util.List;

/** How the learning rate falls over training. */
public sealed interface Decay {
  /**
   * What the configured rate is multiplied by.
   *
   * @param epoch passes over the data made so far, with fraction
   * @param epochs passes that the whole training makes
   */
  double factor(double epoch, double epochs);

  /** The configured rate throughout. */
  record Constant() implements Decay {
    @Override
    public double factor(double epoch, double epochs) {
      return 1;
    }
  }

  /**
   * At each milestone the rate is multiplied by a factor.
   *
   * @param milestones epochs, ascending
   * @param factor such as 0.1
   */
  record Step(List<Double> milestones, double factor) implements Decay {
    public Step {
      milestones = List.copyOf(milestones);
    }

    @Override
    public double factor(double epoch, double epochs) {
      long passed = milestones.stream().filter(milestone -> milestone <= epoch).count();
      return Math.pow(factor, (double) passed);
    }
  }

  /**
   * Half a cosine from the configured rate down to a part of it (Loshchilov and Hutter, 2017,
   * without restarts).
   *
   * @param finalFactor the part that is left at the end
   */
  record Cosine(double finalFactor) implements Decay {
    @Override
    public double factor(double epoch, double epochs) {
      double done = epochs <= 0 ? 1 : Math.min(1, Math.max(0, epoch / epochs));
      return finalFactor + (1 - finalFactor) * 0.5 * (1 + Math.cos(Math.PI * done));
    }
  }
}
