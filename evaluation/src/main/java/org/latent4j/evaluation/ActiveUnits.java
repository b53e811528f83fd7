package org.latent4j.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/**
 * {@code active_units}: in how many latent dimensions the code depends on the example at all, that
 * is Var_x E[z|x] &gt; 0.01 (Burda, Grosse and Salakhutdinov, 2016). The threshold is on the scale
 * of the codes, as in the paper, whatever the prior's. A few inactive dimensions are what a model
 * leaves unused; where none is active the posterior has collapsed, and a {@code warning} among the
 * settings says so. The standard error is that of a count whose dimensions are on one side of the
 * threshold or the other independently; it is 0 where none is near it.
 */
public final class ActiveUnits implements Estimator {
  private static final double THRESHOLD = 0.01;

  /** Beyond it the tails of the normal distribution say nothing of a variance's. */
  private static final double LEAST_DOUBT = 1e-3;

  /** Codes are posterior means; there is nothing to choose. */
  public ActiveUnits() {}

  @Override
  public List<String> metrics() {
    return List.of("active_units");
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    int latent = subject.model().encoder().latent();
    if (subject.data().size() < 2) {
      return Map.of(
          "active_units",
          Estimate.absent("a variance over examples needs at least two; there is one"));
    }
    DoubleStatistics[] codes =
        Stream.generate(() -> DoubleStatistics.of(Statistic.VARIANCE, Statistic.KURTOSIS))
            .limit(latent)
            .toArray(DoubleStatistics[]::new);
    subject.forEachBatch(
        batch -> {
          Var mean = subject.model().encoder().encode(batch.onTape(), Mode.EVALUATION).mean();
          double[] values = mean.toDoubles();
          for (int i = 0; i < values.length; i++) {
            codes[i % latent].accept(values[i]);
          }
        });
    double[] variances =
        Arrays.stream(codes).mapToDouble(code -> code.getAsDouble(Statistic.VARIANCE)).toArray();
    if (!Arrays.stream(variances).allMatch(Double::isFinite)) {
      return Map.of("active_units", Estimate.absent("codes are not finite"));
    }
    double active = Arrays.stream(variances).filter(variance -> variance > THRESHOLD).count();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("threshold", THRESHOLD);
    settings.put("latent", latent);
    if (active == 0) {
      settings.put(
          "warning",
          "posterior collapse: no latent dimension depends on the example, so the decoder works"
              + " without the code; lower beta or raise it from 0 over the first epochs, or give the"
              + " decoder fewer layers");
    }
    double error = Math.sqrt(Arrays.stream(codes).mapToDouble(ActiveUnits::doubt).sum());
    return Map.of("active_units", Estimate.of(active, error, settings));
  }

  /**
   * p (1 − p), where p is how likely the variance of codes is above the threshold, its estimate s²
   * being normal with variance s⁴ (κ / n + 2 / (n − 1)), κ the excess kurtosis.
   */
  private static double doubt(DoubleStatistics code) {
    double variance = code.getAsDouble(Statistic.VARIANCE);
    double n = code.getCount();
    double kurtosis = code.getAsDouble(Statistic.KURTOSIS);
    double relative = (Double.isFinite(kurtosis) ? kurtosis : 0) / n + 2 / (n - 1);
    double error = variance * Math.sqrt(Math.max(0, relative));
    if (error == 0) {
      return 0;
    }
    double p = new NormalDistribution().cumulativeProbability((variance - THRESHOLD) / error);
    double doubt = p * (1 - p);
    return doubt < LEAST_DOUBT ? 0 : doubt;
  }
}
