package org.latent4j.evaluation;

import java.util.List;
import java.util.Map;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/**
 * {@code reconstruction_mse}: the squared difference between x and E[x|z], with z = E[z|x] the
 * posterior's mean, averaged over features and examples. The unit is the data's own, squared; the
 * standard error is over examples.
 */
public final class ReconstructionError implements Estimator {
  /** There is nothing to choose. */
  public ReconstructionError() {}

  @Override
  public List<String> metrics() {
    return List.of("reconstruction_mse");
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    Model model = subject.model();
    double features = subject.data().shape().features();
    ExampleMean mean = new ExampleMean();
    subject.forEachBatch(
        batch -> {
          Var x = batch.onTape();
          Var z = model.encoder().encode(x, Mode.EVALUATION).mean();
          Var expected = model.likelihood().mean(model.decoder().decode(z, Mode.EVALUATION));
          for (double squares : x.minus(expected).square().rowSums().toDoubles()) {
            mean.add(squares / features);
          }
        });
    return Map.of("reconstruction_mse", mean.estimate(Map.of("code", "posterior mean")));
  }
}
