package org.latent4j.models.betavae;

import java.util.Map;
import java.util.Optional;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Var;

/**
 * γ · |KL − C|, the KL averaged over the batch, with a capacity C that rises linearly from 0
 * (Burgess et al., 2018).
 *
 * @param gamma γ, greater than 0
 * @param maximum what C rises to, in nats
 * @param epochs the rise's length; 0 for the full capacity from the start
 */
public record RateCapacity(double gamma, double maximum, double epochs) implements RatePenalty {
  public RateCapacity {
    if (!(gamma > 0) || !(maximum >= 0) || !(epochs >= 0)) {
      throw new IllegalArgumentException(
          "γ = "
              + gamma
              + ", capacity "
              + maximum
              + " after "
              + epochs
              + " epochs; γ must be greater than 0, the others 0 or greater");
    }
  }

  /** C at a point of training, in nats. */
  public double at(double epoch) {
    return epoch >= epochs ? maximum : maximum * epoch / epochs;
  }

  @Override
  public Var of(Var divergence, double epoch) {
    return divergence.mean().minus(at(epoch)).abs().times(gamma);
  }

  @Override
  public Map<String, Var> terms(Tape tape, double epoch) {
    return Map.of("capacity", tape.constant(at(epoch)));
  }

  @Override
  public String words() {
    return "held to a capacity of "
        + maximum
        + " nats, reached after "
        + epochs
        + " epochs, with weight "
        + gamma;
  }

  @Override
  public Optional<String> unreached(double after) {
    return after >= epochs
        ? Optional.empty()
        : Optional.of(
            Course.after(after, "the capacity", at(after))
                + " nats: it rises to "
                + maximum
                + " over "
                + epochs
                + " epochs");
  }
}
