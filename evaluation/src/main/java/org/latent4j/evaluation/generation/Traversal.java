package org.latent4j.evaluation.generation;

import java.util.List;
import org.latent4j.api.tensor.Tensor;

/**
 * What is decoded while one latent dimension moves and the others stay.
 *
 * @param dimension which, counted from 0
 * @param positions the values it takes, in the prior's standard deviations from the prior's mean
 * @param means E[x|z] at each position, {@code [positions, features]}
 */
public record Traversal(int dimension, List<Double> positions, Tensor means) {
  public Traversal {
    positions = List.copyOf(positions);
  }
}
