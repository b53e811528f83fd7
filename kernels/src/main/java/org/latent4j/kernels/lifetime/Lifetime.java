package org.latent4j.kernels.lifetime;

/** How long an engine may be used, with its sessions and tapes; both engines say it alike. */
public final class Lifetime {
  private volatile boolean ended;

  /** It may not be used from now on. */
  public void end() {
    ended = true;
  }

  public boolean hasEnded() {
    return ended;
  }

  /**
   * Sees that the engine may be used.
   *
   * @throws IllegalStateException if it is closed
   */
  public void require() {
    if (ended) {
      throw new IllegalStateException("the engine is closed; open another one");
    }
  }
}
