package org.latent4j.evaluation;

import java.util.List;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/** A model of given components that is not trained. */
public record ComposedModel(
    Encoder encoder, Decoder decoder, Prior prior, Likelihood likelihood, Parameters parameters)
    implements Model {

  /** A posterior for each example. */
  @FunctionalInterface
  public interface Encoding {
    Posterior encode(Var x);
  }

  /** The decoder's outputs for codes. */
  @FunctionalInterface
  public interface Decoding {
    Var decode(Var z);
  }

  public static ComposedModel of(
      Encoding encoding, Decoding decoding, Prior prior, Likelihood likelihood) {
    Encoder encoder =
        new Encoder() {
          @Override
          public int latent() {
            return prior.latent();
          }

          @Override
          public Posterior encode(Var x, Mode mode) {
            return encoding.encode(x);
          }

          @Override
          public Parameters parameters() {
            return Parameters.none();
          }
        };
    Decoder decoder =
        new Decoder() {
          @Override
          public Var decode(Var z, Mode mode) {
            return decoding.decode(z);
          }

          @Override
          public Parameters parameters() {
            return Parameters.none();
          }
        };
    return new ComposedModel(encoder, decoder, prior, likelihood, Parameters.none());
  }

  public ComposedModel with(Prior other) {
    return new ComposedModel(encoder, decoder, other, likelihood, parameters);
  }

  @Override
  public List<Phase> phases() {
    return List.of();
  }

  @Override
  public Loss validation(Var x, RandomStream random) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String criterion() {
    return "none";
  }

  @Override
  public String divergence() {
    return "none";
  }
}
