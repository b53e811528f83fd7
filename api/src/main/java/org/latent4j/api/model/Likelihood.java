package org.latent4j.api.model;

import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * p(x|z), given by what the decoder puts out for z. Where a feature needs several numbers, the
 * outputs stand in blocks of {@code features()} columns: all first numbers, then all second ones.
 */
public interface Likelihood {
  /** The number of features of an example. */
  int features();

  /** The number of columns it wants from the decoder. */
  int decoderOutputs();

  /** The values that feature may take; checked against the data before training. */
  Support support(int feature);

  /**
   * ln p(x|z) in nats, summed over features, normalising constant included.
   *
   * @param outputs the decoder's, {@code [n, decoderOutputs]}
   * @param x {@code [n, features]}
   * @return {@code [n]}
   */
  Var logDensity(Var outputs, Var x);

  /**
   * E[x|z], {@code [n, features]}.
   *
   * @param outputs the decoder's, {@code [n, decoderOutputs]}
   */
  Var mean(Var outputs);

  /**
   * Draws one x for each row.
   *
   * @param outputs the decoder's, {@code [n, decoderOutputs]}
   * @return {@code [n, features]}
   */
  Tensor sample(Tensor outputs, RandomStream random);

  /** What is learned of it beside the decoder, such as a variance shared by all examples. */
  default Parameters parameters() {
    return Parameters.none();
  }
}
