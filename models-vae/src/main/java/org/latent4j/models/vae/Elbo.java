package org.latent4j.models.vae;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.tensor.Var;

/**
 * The evidence lower bound of a minibatch in its parts, in nats: ELBO = −(distortion + rate), a
 * lower bound of ln p(x).
 *
 * @param distortion −ln p(x|z), averaged over the draws of z, {@code [n]}
 * @param rate KL(q(z|x) ‖ p(z)), {@code [n]}; empty if q has no density
 * @param divergence what holds q near p, {@code [n]} or {@code [1]}
 * @param divergenceIsRate whether the divergence is the rate itself
 */
public record Elbo(Var distortion, Optional<Var> rate, Var divergence, boolean divergenceIsRate) {
  /** The bound of each example, {@code [n]}; empty if q has no density. */
  public Optional<Var> value() {
    return rate.map(cost -> distortion.plus(cost).negate());
  }

  /**
   * What is minimised: distortion and divergence, averaged over the batch, {@code [1]}. It is the
   * negative bound where the divergence is the rate.
   */
  public Var objective() {
    return distortion.plus(divergence).mean();
  }

  /** The name under which {@link #terms()} has the divergence. */
  public static String divergenceTerm(boolean divergenceIsRate) {
    return divergenceIsRate ? "rate" : "divergence";
  }

  /**
   * The parts by name, for logs: {@code elbo}, {@code distortion}, {@code rate} and, where it is
   * not the rate, {@code divergence}.
   */
  public Map<String, Var> terms() {
    Map<String, Var> terms = new LinkedHashMap<>();
    value().ifPresent(bound -> terms.put("elbo", bound));
    terms.put("distortion", distortion);
    rate.ifPresent(cost -> terms.put("rate", cost));
    terms.put(divergenceTerm(divergenceIsRate), divergence);
    return terms;
  }
}
