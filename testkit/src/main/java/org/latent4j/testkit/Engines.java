package org.latent4j.testkit;

import org.latent4j.api.tensor.Engine;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;

/** The engines that contracts run on; made once, for starting ND4J takes seconds. */
final class Engines {
  private Engines() {}

  /** In double precision. */
  static Engine reference() {
    return Reference.ENGINE;
  }

  /** The one that trains; on one thread, for tests are small and run side by side. */
  static Engine fused() {
    return Fused.ENGINE;
  }

  private static final class Reference {
    private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);
  }

  private static final class Fused {
    private static final Engine ENGINE = FusedEngine.create(1);
  }
}
