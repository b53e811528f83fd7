package org.latent4j.evaluation;

import java.util.List;
import java.util.Map;
import org.latent4j.api.tensor.RandomStream;

/**
 * Estimates one or several metrics of a trained model on held-out data. An implementation is
 * immutable: what it needs beside the model and the data (sample counts, further data sets) is
 * given to its constructor.
 */
public interface Estimator {
  /**
   * The setting that says what of all that is drawn or learned a standard error does not contain;
   * where it is missing, the error contains everything but the training of the model.
   */
  String ERROR_EXCLUDES = "standard_error_excludes";

  /** The setting that says what a standard error is taken over, if not over the examples alone. */
  String ERROR_OVER = "standard_error_over";

  /** The names of the metrics it gives, such as {@code elbo}, in the order they are shown. */
  List<String> metrics();

  /**
   * Estimates all of its metrics. A metric that this model does not have (no density, unknown
   * support, too few examples) is an {@linkplain Estimate#absent absent} estimate with the reason,
   * not an error.
   *
   * @param random for the estimator's own draws; the same stream gives the same numbers
   * @return an estimate under each name of {@link #metrics()}
   */
  Map<String, Estimate> estimate(Subject subject, RandomStream random);
}
