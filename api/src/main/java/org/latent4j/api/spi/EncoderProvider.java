package org.latent4j.api.spi;

import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.tensor.RandomStream;

/** Makes encoders. */
public interface EncoderProvider extends Provider {
  Encoder create(Site site, Options options);

  /**
   * What an encoder is made for.
   *
   * @param name the prefix of its parameters' names
   * @param input what it encodes
   * @param latent the number of latent dimensions
   * @param family the posterior that the model asks for
   * @param initialization for the initial weights
   */
  record Site(
      String name,
      DataShape input,
      int latent,
      PosteriorFamily family,
      RandomStream initialization) {}
}
