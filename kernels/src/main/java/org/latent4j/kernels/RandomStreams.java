package org.latent4j.kernels;

import org.latent4j.api.tensor.RandomStream;
import org.latent4j.kernels.random.PhiloxStream;

/** Makes random streams. */
public final class RandomStreams {
  private RandomStreams() {}

  /** The root stream of a seed, from which all others are split. */
  public static RandomStream seeded(long seed) {
    return PhiloxStream.seeded(seed);
  }
}
