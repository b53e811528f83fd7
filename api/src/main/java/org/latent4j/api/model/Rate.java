package org.latent4j.api.model;

import java.util.Optional;
import org.latent4j.api.tensor.Var;

/**
 * The rate KL(q(z|x) ‖ p(z)) in nats: the information an example's code costs under the prior
 * (Alemi et al., 2018).
 */
public final class Rate {
  public static final String CLOSED_FORM = "closed form";
  public static final String MONTE_CARLO = "Monte Carlo, one draw an example";

  private Rate() {}

  /**
   * The rate of each example: in closed form where the prior knows one for this posterior, else the
   * unbiased one-draw estimate ln q(z|x) − ln p(z).
   *
   * @param z one draw from q for each example, {@code [n, latent]}
   * @return {@code [n]}; empty if q has no density
   */
  public static Optional<Var> of(Posterior q, Var z, Prior p) {
    return p.klFrom(q).or(() -> q.logDensity(z).map(logQ -> logQ.minus(p.logDensity(z))));
  }

  /** Which of the two {@link #of} uses. */
  public static String method(Posterior q, Prior p) {
    return p.klFrom(q).isPresent() ? CLOSED_FORM : MONTE_CARLO;
  }
}
