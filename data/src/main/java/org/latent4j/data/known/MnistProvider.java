package org.latent4j.data.known;

/** {@code mnist}: see {@link KnownSet#MNIST}. */
public final class MnistProvider extends KnownSetProvider {
  /** Used by the service loader. */
  public MnistProvider() {
    super(KnownSet.MNIST);
  }
}
