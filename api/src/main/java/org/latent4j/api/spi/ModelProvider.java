package org.latent4j.api.spi;

import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.model.Prior;

/** Makes models of components. */
public interface ModelProvider extends Provider {
  /** The posterior that the model asks its encoder for. */
  PosteriorFamily posterior(Options options);

  /**
   * The divergence used where the configuration names none; empty for a model that brings its own
   * way and takes none.
   */
  Optional<ComponentSpec> defaultDivergence();

  Model create(Components components, Assembly assembly, Options options);

  /**
   * What a model is made of.
   *
   * @param divergence empty exactly if {@link #defaultDivergence()} is
   */
  record Components(
      Encoder encoder,
      Decoder decoder,
      Prior prior,
      Likelihood likelihood,
      Optional<Divergence> divergence) {}
}
