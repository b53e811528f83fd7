package org.latent4j.report.statistics;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.evaluation.BaseMeasure;
import org.latent4j.report.ModelResult;

/** What figures of ln p(x) are not, for the data that they are of; a sentence or two each. */
public final class DensityLimits {
  private DensityLimits() {}

  /** What is to be said of the figures that the models have; nothing where they are densities. */
  public static List<String> of(List<ModelResult> models) {
    List<String> limits = new ArrayList<>();
    if (isBetweenEnds(models)) {
      limits.add(
          "The data has values between 0 and 1, for which a likelihood of 0 and 1 has no density:"
              + " they stand for the probabilities that a feature is on. ELBO, importance sampling"
              + " and AIS are lower bounds of the mean of ln p(b) over examples b drawn so, not of"
              + " ln p(x). They compare only with those of the same values, not with those of"
              + " binarised data.");
    }
    if (models.stream()
        .flatMap(model -> model.metrics().stream())
        .anyMatch(key -> BaseMeasure.metricInSourceUnits(key).isPresent())) {
      limits.add(
          "Columns were rescaled as the data was read (standardize, divide-by), and densities are"
              + " those of rescaled columns. Lines with 'source units' give them for columns as they"
              + " stand in the source; the difference is the same for all models.");
    }
    return limits;
  }

  /** Whether a model has figures of values for which its likelihood has no density. */
  public static boolean isBetweenEnds(List<ModelResult> models) {
    return models.stream()
        .anyMatch(model -> model.metrics().stream().anyMatch(model::isBetweenEnds));
  }
}
