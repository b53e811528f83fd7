package org.latent4j.models.aae;

import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * The game of discriminator and encoder over codes (Goodfellow et al., 2014). All in nats; D is the
 * probability, in the discriminator's eyes, that a code was drawn from the prior.
 */
final class Game {
  private final Decoder discriminator;

  Game(Decoder discriminator) {
    this.discriminator = discriminator;
  }

  /** The logit of D for each code, {@code [n, 1]}. */
  Var logits(Var codes, Mode mode) {
    return discriminator.decode(codes, mode);
  }

  /**
   * The discriminator's loss, its cross-entropy for a code that is as often drawn from the prior as
   * encoded: −½ (E ln D(draw) + E ln(1 − D(code))). It is ln 2 where the two cannot be told apart;
   * ln 2 less its minimum is their Jensen–Shannon divergence.
   *
   * @return {@code [1]}
   */
  static Var discriminatorLoss(Var onDraws, Var onCodes) {
    // −ln D = softplus(−logit), −ln(1 − D) = softplus(logit)
    return onDraws.negate().softplus().mean().plus(onCodes.softplus().mean()).times(0.5);
  }

  /**
   * The encoder's loss: −E ln D(code), the form whose gradient does not fade while the
   * discriminator wins.
   *
   * @return {@code [1]}
   */
  static Var generatorLoss(Var onCodes) {
    return onCodes.negate().softplus().mean();
  }

  /** The part of draws and codes that the discriminator takes for what they are; ½ by guessing. */
  static double accuracy(Var onDraws, Var onCodes) {
    Tensor draws = onDraws.value();
    Tensor codes = onCodes.value();
    int right = 0;
    for (float logit : draws.data()) {
      right += logit > 0 ? 1 : 0;
    }
    for (float logit : codes.data()) {
      right += logit <= 0 ? 1 : 0;
    }
    return (double) right / (draws.size() + codes.size());
  }
}
