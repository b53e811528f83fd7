package org.latent4j.networks;

/** What stands between a hidden layer's product and its activation. */
public enum Normalization {
  NONE,
  /** Each unit over the batch (Ioffe and Szegedy, 2015). */
  BATCH,
  /** Each example over the layer's units (Ba, Kiros and Hinton, 2016). */
  LAYER
}
