package org.latent4j.data.known;

/** {@code mnist-binarized}: see {@link KnownSet#MNIST_BINARIZED}. */
public final class MnistBinarizedProvider extends KnownSetProvider {
  /** Used by the service loader. */
  public MnistBinarizedProvider() {
    super(KnownSet.MNIST_BINARIZED);
  }
}
