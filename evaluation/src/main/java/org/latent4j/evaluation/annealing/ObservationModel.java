package org.latent4j.evaluation.annealing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.evaluation.BaseMeasure;
import org.latent4j.evaluation.Subject;

/**
 * p(x|z) as an estimate of ln p(x) takes it: the model's own likelihood, or one put in its place so
 * that models trained on different terms are compared on the same.
 */
interface ObservationModel {
  /** ln p(x|z), {@code [n]}, from the decoder's outputs. */
  Var logDensity(Var outputs, Var x);

  /** One x for each row of the decoder's outputs. */
  Tensor sample(Var outputs, RandomStream random);

  /** What ln p(x) of the subject's examples is under it. */
  BaseMeasure measure(Subject subject);

  /** What it is, for the settings of an estimate. */
  Map<String, Object> description();

  /** The model's own. */
  static ObservationModel of(Likelihood likelihood) {
    return new ObservationModel() {
      @Override
      public Var logDensity(Var outputs, Var x) {
        return likelihood.logDensity(outputs, x);
      }

      @Override
      public Tensor sample(Var outputs, RandomStream random) {
        return likelihood.sample(outputs.value(), random);
      }

      @Override
      public BaseMeasure measure(Subject subject) {
        return subject.measure();
      }

      @Override
      public Map<String, Object> description() {
        return Map.of("observation", "the model's own likelihood");
      }
    };
  }

  /** N(E[x|z], σ² I). */
  static ObservationModel gaussian(Likelihood likelihood, double sigma) {
    return new ObservationModel() {
      @Override
      public Var logDensity(Var outputs, Var x) {
        Var logVariance = x.tape().constant(2 * Math.log(sigma));
        return x.tape().gaussianLogDensity(x, likelihood.mean(outputs), logVariance);
      }

      @Override
      public Tensor sample(Var outputs, RandomStream random) {
        Var mean = likelihood.mean(outputs);
        Var noise = mean.tape().noise(random, mean.shape());
        return mean.plus(noise.times(sigma)).value().copyOfRows(0, mean.rows());
      }

      @Override
      public BaseMeasure measure(Subject subject) {
        return BaseMeasure.ofDensity(subject.data());
      }

      @Override
      public Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("observation", "N(E[x|z], σ² I), σ chosen on validation examples");
        description.put("sigma", sigma);
        return description;
      }
    };
  }
}
