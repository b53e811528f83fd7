package org.latent4j.models.betavae;

import java.util.Map;
import java.util.Optional;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Var;

/**
 * β · KL (Higgins et al., 2017).
 *
 * @param beta β over training; at 1 the model is the variational autoencoder, to the last bit
 */
public record WeightedRate(BetaSchedule beta) implements RatePenalty {
  @Override
  public Var of(Var divergence, double epoch) {
    return divergence.times(beta.at(epoch));
  }

  @Override
  public Map<String, Var> terms(Tape tape, double epoch) {
    return Map.of("beta", tape.constant(beta.at(epoch)));
  }

  @Override
  public String words() {
    return beta.words();
  }

  @Override
  public Optional<String> unreached(double epochs) {
    return beta.unreached(epochs);
  }
}
