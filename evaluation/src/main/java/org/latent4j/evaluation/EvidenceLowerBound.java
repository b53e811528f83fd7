package org.latent4j.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Rate;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/**
 * The evidence lower bound and its two terms, in nats per example, averaged over examples:
 *
 * <ul>
 *   <li>{@code distortion}, −E_q ln p(x|z);
 *   <li>{@code rate}, KL(q(z|x) ‖ p(z)), in closed form where the prior knows one, else E_q[ln q −
 *       ln p] by the same draws as the distortion; its {@linkplain Estimate#parts() parts} are the
 *       latent dimensions', where the prior splits it;
 *   <li>{@code elbo}, −(distortion + rate), a lower bound of ln p(x), whatever the model minimised
 *       in training: a β-VAE's is not weighted.
 * </ul>
 *
 * <p>What they are for values that the likelihood has no density for, {@link BaseMeasure} says.
 *
 * <p>A deterministic code has infinite rate, so that neither rate nor bound exists; its distortion
 * is −ln p(x|z) at the code.
 *
 * <p>Standard errors are over examples and contain the scatter of the draws.
 */
public final class EvidenceLowerBound implements Estimator {
  static final String NO_DENSITY =
      "the encoder is deterministic: q(z|x) has no density, so KL(q(z|x) ‖ p(z)) is infinite,"
          + " and there is no evidence lower bound";

  private final int samples;

  /**
   * An estimator with L draws from q(z|x) for each example.
   *
   * @param samples L, at least 1
   */
  public EvidenceLowerBound(int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException("a bound from " + samples + " samples");
    }
    this.samples = samples;
  }

  @Override
  public List<String> metrics() {
    return List.of("elbo", "distortion", "rate");
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    Terms terms = new Terms();
    subject.forEachBatch(
        batch -> addTo(terms, subject.model(), batch, random.split(batch.index())));
    return terms.estimates(subject.measure());
  }

  /** Averages over the draws of one batch, each draw on a tape of its own to bound the memory. */
  private void addTo(Terms terms, Model model, Subject.Batch batch, RandomStream random) {
    double[] distortion = new double[batch.size()];
    double[] rate = new double[batch.size()];
    int draws = samples;
    for (int draw = 0; draw < draws; draw++) {
      Var x = batch.onTape();
      Posterior q = model.encoder().encode(x, Mode.EVALUATION);
      Var z = q.sample(random.split(draw));
      Optional<Var> kl = Rate.of(q, z, model.prior());
      if (kl.isPresent()) {
        terms.rateMethod = Optional.of(Rate.method(q, model.prior()));
        accumulate(rate, kl.get(), 1.0 / draws);
        if (draw == 0) {
          model.prior().klByDimension(q).ifPresent(terms::addByDimension);
        }
      } else {
        // Every draw from a deterministic code is the code itself.
        draws = 1;
      }
      Var outputs = model.decoder().decode(z, Mode.EVALUATION);
      accumulate(distortion, model.likelihood().logDensity(outputs, x), -1.0 / draws);
    }
    terms.draws = draws;
    for (int i = 0; i < batch.size(); i++) {
      terms.add(distortion[i], rate[i]);
    }
  }

  private static void accumulate(double[] sums, Var numbers, double weight) {
    double[] values = numbers.toDoubles();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * values[i];
    }
  }

  /** The bound and its terms over the examples so far. */
  private static final class Terms {
    private final ExampleMean elbo = new ExampleMean();
    private final ExampleMean distortion = new ExampleMean();
    private final ExampleMean rate = new ExampleMean();
    // Empty if q has no density; then the rates are zeros that nobody is shown.
    private Optional<String> rateMethod = Optional.empty();
    private int draws;
    // Sums over examples; of no dimensions where the prior does not split the rate.
    private double[] rateByDimension = new double[0];

    void addByDimension(Var rates) {
      if (rateByDimension.length == 0) {
        rateByDimension = new double[rates.columns()];
      }
      double[] values = rates.toDoubles();
      for (int i = 0; i < values.length; i++) {
        rateByDimension[i % rateByDimension.length] += values[i];
      }
    }

    void add(double distortionOfExample, double rateOfExample) {
      distortion.add(distortionOfExample);
      rate.add(rateOfExample);
      elbo.add(-(distortionOfExample + rateOfExample));
    }

    Map<String, Estimate> estimates(BaseMeasure measure) {
      Map<String, Estimate> estimates = new LinkedHashMap<>();
      estimates.put(
          "distortion", distortion.estimate(settings(measure, BaseMeasure.Figure.DISTORTION)));
      if (rateMethod.isPresent()) {
        estimates.put("elbo", elbo.estimate(settings(measure, BaseMeasure.Figure.LOG_DENSITY)));
        estimates.put("rate", rate(rateMethod.get()));
      } else {
        estimates.put("elbo", Estimate.absent(NO_DENSITY));
        estimates.put("rate", Estimate.absent(NO_DENSITY));
      }
      return estimates;
    }

    private Map<String, Object> settings(BaseMeasure measure, BaseMeasure.Figure figure) {
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("samples", draws);
      measure.describe(figure, settings);
      return settings;
    }

    private Estimate rate(String method) {
      Estimate estimate = rate.estimate(Map.of("method", method));
      return estimate.value().isEmpty()
          ? estimate
          : estimate.withParts(
              Arrays.stream(rateByDimension).map(sum -> sum / rate.count()).boxed().toList());
    }
  }
}
