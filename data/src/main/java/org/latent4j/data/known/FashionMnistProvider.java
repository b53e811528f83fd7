package org.latent4j.data.known;

/** {@code fashion-mnist}: see {@link KnownSet#FASHION_MNIST}. */
public final class FashionMnistProvider extends KnownSetProvider {
  /** Used by the service loader. */
  public FashionMnistProvider() {
    super(KnownSet.FASHION_MNIST);
  }
}
