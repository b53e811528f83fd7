package org.latent4j.api.model;

import java.util.Map;
import org.latent4j.api.tensor.Var;

/**
 * What a phase minimises, and the terms it is made of.
 *
 * @param objective {@code [1]}, nats per example averaged over the batch, unless the phase says
 *     otherwise
 * @param terms named parts, each {@code [n]} (averaged over the batch when logged) or {@code [1]};
 *     iteration order is kept
 */
public record Loss(Var objective, Map<String, Var> terms) {}
