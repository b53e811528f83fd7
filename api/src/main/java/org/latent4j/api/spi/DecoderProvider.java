package org.latent4j.api.spi;

import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.tensor.RandomStream;

/** Makes decoders, and any other network from vectors to vectors. */
public interface DecoderProvider extends Provider {
  Decoder create(Site site, Options options);

  /**
   * What a decoder is made for.
   *
   * @param name the prefix of its parameters' names
   * @param inputs columns of its input
   * @param outputs columns of its output
   * @param shape what the output describes, for networks that know images; a discriminator's is a
   *     table of one column
   * @param initialization for the initial weights
   */
  record Site(String name, int inputs, int outputs, DataShape shape, RandomStream initialization) {}
}
