package org.latent4j.training;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns, once each, of a training that goes wrong though every number is finite; by an epoch's
 * means of the terms {@code rate}, {@code discriminator_loss} and {@code discriminator_accuracy}.
 *
 * <ul>
 *   <li>Posterior collapse: a rate below 0.01 nats. With a standard normal prior the rate is at
 *       least ½ Σ Var(μⱼ), so that at most one latent dimension is then active as Burda et al.
 *       (2016) count it, Var(μⱼ) &gt; 0.01; below 0.005 nats none is.
 *   <li>A discriminator that wins: its cross-entropy ℓ bounds the Jensen–Shannon divergence of
 *       codes and prior from below by ln 2 − ℓ, and ln 2 is the most there is: below ℓ = 0.01 nats
 *       the two are told apart all the time, and the encoder is not following.
 *   <li>A discriminator that is blind: it gives every code and draw the same answer, so that
 *       exactly half of its guesses are right, in five epochs on end. (Among 200 guesses at random,
 *       half are right with a probability of 0.06.) A loss of ln 2 alone is no symptom: the game is
 *       meant to end there.
 * </ul>
 */
final class Symptoms {
  private static final Logger log = LoggerFactory.getLogger(Symptoms.class);

  private static final double COLLAPSED = 0.01;
  private static final double WINNING = 0.01;
  private static final int BLIND_EPOCHS = 5;

  private enum Symptom {
    COLLAPSE,
    WINNING,
    BLIND
  }

  private final Set<Symptom> told = EnumSet.noneOf(Symptom.class);
  private int halves;

  /**
   * Looks at an epoch.
   *
   * @param heldOut empty if there are no held-out examples
   */
  void look(EpochMetrics train, Optional<EpochMetrics> heldOut) {
    Map<String, Double> trained = train.terms();
    term(heldOut.map(EpochMetrics::terms).orElse(trained), "rate")
        .filter(rate -> rate < COLLAPSED)
        .ifPresent(
            rate ->
                warn(
                    Symptom.COLLAPSE,
                    train.epoch(),
                    "posterior collapse: the rate is %.2g nats, and the codes say next to nothing"
                        + " of the examples; weigh the rate less (a smaller model.beta, or a"
                        + " beta-vae with schedule warm-up) or use a weaker decoder",
                    rate));
    term(trained, "discriminator_loss")
        .filter(loss -> loss < WINNING)
        .ifPresent(
            loss ->
                warn(
                    Symptom.WINNING,
                    train.epoch(),
                    "the discriminator wins: its loss is %.2g nats, and the codes stay apart from"
                        + " the prior; slow it down (the rate of model.discriminator-optimizer) or"
                        + " let the encoder be faster (model.generator-optimizer)",
                    loss));
    halves =
        term(trained, "discriminator_accuracy").filter(right -> right == 0.5).isPresent()
            ? halves + 1
            : 0;
    if (halves == BLIND_EPOCHS) {
      warn(
          Symptom.BLIND,
          train.epoch(),
          "the discriminator is blind: for %.0f epochs exactly half of its guesses have been right,"
              + " for it gives every code the same answer, and the codes are not held near the"
              + " prior; use another network (model.discriminator) or rate"
              + " (model.discriminator-optimizer)",
          halves);
    }
  }

  private static Optional<Double> term(Map<String, Double> terms, String name) {
    return Optional.ofNullable(terms.get(name));
  }

  private void warn(Symptom symptom, int epoch, String words, double value) {
    if (told.add(symptom)) {
      log.warn("after epoch {}: {}", epoch, String.format(Locale.ROOT, words, value));
    }
  }
}
