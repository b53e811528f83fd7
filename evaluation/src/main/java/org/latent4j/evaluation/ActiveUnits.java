package org.latent4j.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.latent4j.api.model.Mode;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Var;

/**
 * {@code active_units}: in how many latent dimensions the code depends on the example at all, that
 * is Var_x E[z|x] &gt; 0.01 (Burda, Grosse and Salakhutdinov, 2016). The threshold is on the scale
 * of the codes, as in the paper, whatever the prior's. A few inactive dimensions are what a model
 * leaves unused; where none is active the posterior has collapsed, and a {@code warning} among the
 * settings says so.
 */
public final class ActiveUnits implements Estimator {
  private static final double THRESHOLD = 0.01;

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
    SampleMean[] codes = Stream.generate(SampleMean::new).limit(latent).toArray(SampleMean[]::new);
    subject.forEachBatch(
        batch -> {
          Var mean = subject.model().encoder().encode(batch.onTape(), Mode.EVALUATION).mean();
          double[] values = mean.toDoubles();
          for (int i = 0; i < values.length; i++) {
            codes[i % latent].add(values[i]);
          }
        });
    double[] variances = Arrays.stream(codes).mapToDouble(SampleMean::variance).toArray();
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
    return Map.of("active_units", Estimate.of(active, settings));
  }
}
