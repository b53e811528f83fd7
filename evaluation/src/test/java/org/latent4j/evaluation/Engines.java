package org.latent4j.evaluation;

import org.latent4j.api.tensor.Engine;
import org.latent4j.kernels.FusedEngine;

/** The engine that the tests run on. */
public final class Engines {
  public static final Engine FUSED = FusedEngine.create(1);

  private Engines() {}
}
