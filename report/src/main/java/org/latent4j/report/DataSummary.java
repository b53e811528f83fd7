package org.latent4j.report;

import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;

/**
 * What the models were trained and evaluated on.
 *
 * @param name such as {@code sprites}
 * @param shape what an example is
 * @param train examples trained on
 * @param validation examples chosen by
 * @param test examples reported on
 * @param fingerprint of the training examples, SHA-256, hexadecimal
 */
public record DataSummary(
    String name, DataShape shape, int train, int validation, int test, String fingerprint) {
  public static DataSummary of(DataSplits splits) {
    return new DataSummary(
        splits.name(),
        splits.train().shape(),
        splits.train().size(),
        splits.validation().size(),
        splits.test().size(),
        splits.train().fingerprint());
  }
}
