package org.latent4j.evaluation.generation;

import org.latent4j.api.tensor.Tensor;

/**
 * What a model makes of draws from its prior.
 *
 * @param codes z ~ p(z), {@code [n, latent]}
 * @param means E[x|z], {@code [n, features]}: usually shown
 * @param draws x ~ p(x|z), {@code [n, features]}: what the model claims that data looks like
 */
public record Samples(Tensor codes, Tensor means, Tensor draws) {}
