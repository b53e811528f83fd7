package org.latent4j.report;

import java.util.List;

/**
 * What a metric is, for readers.
 *
 * @param key such as {@code elbo}
 * @param title as a table heads it
 * @param unit empty if it has none
 * @param better which way is better; {@link Direction#NEITHER} where that depends on what is wanted
 * @param meaning one line
 */
public record Metric(String key, String title, String unit, Direction better, String meaning) {
  public static final String TRAIN_SECONDS = "train_seconds";

  /** Which of two values is the better one. */
  public enum Direction {
    HIGHER,
    LOWER,
    NEITHER
  }

  private static final List<Metric> KNOWN =
      List.of(
          new Metric(
              "elbo",
              "ELBO",
              "nats per example",
              Direction.HIGHER,
              "Lower bound of ln p(x): how well the model predicts examples it has not seen. It is"
                  + " −(distortion + rate)."),
          new Metric(
              "distortion",
              "Distortion",
              "nats per example",
              Direction.NEITHER,
              "−E ln p(x|z): what is lost of an example when it is decoded from its code. Less"
                  + " distortion costs more rate."),
          new Metric(
              "rate",
              "Rate",
              "nats per example",
              Direction.NEITHER,
              "KL(q(z|x) ‖ p(z)): what the code of an example costs under the prior. Less rate"
                  + " costs more distortion."),
          new Metric(
              "reconstruction_mse",
              "Reconstruction error",
              "squared, per feature",
              Direction.LOWER,
              "Mean squared difference between an example and what is decoded from its mean"
                  + " code."),
          new Metric(
              "active_units",
              "Active units",
              "latent dimensions",
              Direction.NEITHER,
              "Dimensions of the code that vary with the example at all: variance of the mean code"
                  + " above 0.01."),
          new Metric(
              "mmd",
              "MMD²",
              "",
              Direction.LOWER,
              "How far the codes of the data, taken together, are from the prior that samples start"
                  + " from. 0 is equal; an unbiased estimate may fall slightly below."),
          new Metric(
              "parameters",
              "Parameters",
              "",
              Direction.NEITHER,
              "Numbers that training moves, those of a discriminator included."),
          new Metric(
              TRAIN_SECONDS,
              "Training time",
              "seconds",
              Direction.NEITHER,
              "Wall time of training on this machine."));

  /** What is known of a metric; of one unknown to the report, its name. */
  public static Metric of(String key) {
    return KNOWN.stream()
        .filter(metric -> metric.key.equals(key))
        .findFirst()
        .orElseGet(() -> new Metric(key, key.replace('_', ' '), "", Direction.NEITHER, ""));
  }
}
