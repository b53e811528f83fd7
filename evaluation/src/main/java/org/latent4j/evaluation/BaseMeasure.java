package org.latent4j.evaluation;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.Tensor;

/**
 * What ln p(x) of some examples is the logarithm of: a density, in which units; or nothing of the
 * kind, where values lie between the ends of a {@linkplain Support#binary() binary} likelihood, as
 * those of grey images under a Bernoulli likelihood do.
 *
 * <p>Of such values x, the likelihood knows E ln p(b|z) over binary features b drawn with the
 * probabilities x. The distortion is that mean's negative, averaged over codes. What takes the
 * place of ln p(x) is F(x) = ln ∫ p(z) exp E ln p(b|z) dz; as ln ∫ exp is convex, F(x) ≤ E ln p(b)
 * (Jensen). The ELBO, importance sampling and annealed importance sampling bound F(x) from below,
 * and so E ln p(b); none of them estimates it.
 *
 * @param isBetweenEnds whether there are such values
 * @param logUnit Σ ln {@link DataSet#unit} over the features that have a density: ln p(x) in the
 *     units of the data's source is less by that
 */
public record BaseMeasure(boolean isBetweenEnds, double logUnit) {
  /** The setting that says what a figure is where it is no logarithm of a density. */
  private static final String DENSITY = "density";

  /** The setting that says what is to be added to a figure for the units of the data's source. */
  private static final String TO_SOURCE_UNITS = "to_source_units";

  private static final String OF_SOURCE = "_in_source_units";

  /** A figure that depends on the measure. */
  public enum Figure {
    /** An estimate or bound from below of ln p(x). */
    LOG_DENSITY(
        -1,
        "a lower bound of E ln p(b) over binary features b drawn with the values as probabilities"),
    /** An estimate or bound from above of −ln p(x). */
    NEGATIVE_LOG_DENSITY(
        1,
        "an upper bound of −E ln p(b) over binary features b drawn with the values as"
            + " probabilities"),
    /** −E ln p(x|z). */
    DISTORTION(1, "−E ln p(b|z) over binary features b drawn with the values as probabilities"),
    /** A difference of bounds on examples that the model draws. */
    GAP(0, "the gap is that of examples that the model draws, whose features are binary");

    private final int sign;
    private final String betweenEnds;

    Figure(int sign, String betweenEnds) {
      this.sign = sign;
      this.betweenEnds = betweenEnds;
    }
  }

  /** Under a model's likelihood; reads the examples. */
  static BaseMeasure of(Subject subject) {
    Likelihood likelihood = subject.model().likelihood();
    int features = likelihood.features();
    Support[] supports =
        IntStream.range(0, features).mapToObj(likelihood::support).toArray(Support[]::new);
    boolean[] between = {false};
    if (IntStream.range(0, features).anyMatch(feature -> supports[feature].binary())) {
      subject.forEachBatch(
          batch -> between[0] = between[0] || isBetweenEnds(batch.examples(), supports));
    }
    double logUnit =
        IntStream.range(0, features)
            .filter(feature -> !supports[feature].binary())
            .mapToDouble(feature -> Math.log(subject.data().unit(feature)))
            .sum();
    return new BaseMeasure(between[0], logUnit);
  }

  private static boolean isBetweenEnds(Tensor examples, Support[] supports) {
    float[] values = examples.data();
    for (int i = 0; i < values.length; i++) {
      if (supports[i % supports.length].isBetweenEnds(values[i])) {
        return true;
      }
    }
    return false;
  }

  /** Under a density over all features. */
  public static BaseMeasure ofDensity(DataSet data) {
    return new BaseMeasure(
        false,
        IntStream.range(0, data.shape().features())
            .mapToDouble(feature -> Math.log(data.unit(feature)))
            .sum());
  }

  /**
   * Adds to a figure's settings what it is the logarithm of, as far as that is not p(x) as read.
   */
  public void describe(Figure figure, Map<String, Object> settings) {
    if (isBetweenEnds) {
      settings.put(
          DENSITY,
          "none: values between 0 and 1 under a likelihood of 0 and 1; " + figure.betweenEnds);
    }
    if (logUnit != 0 && figure.sign != 0) {
      settings.put(TO_SOURCE_UNITS, figure.sign * logUnit);
    }
  }

  /** What an estimate is where it is no logarithm of a density; empty where it is one. */
  public static Optional<String> insteadOfDensity(Estimate estimate) {
    return Optional.ofNullable(estimate.settings().get(DENSITY)).map(String::valueOf);
  }

  /** An estimate in the units of the data's source; empty where those are the ones it is in. */
  static Optional<Estimate> inSourceUnits(Estimate estimate) {
    if (estimate.value().isPresent()
        && estimate.settings().get(TO_SOURCE_UNITS) instanceof Double added) {
      return Optional.of(
          Estimate.of(
              estimate.value().getAsDouble() + added,
              estimate.standardError().orElse(Double.NaN),
              Map.of("added", added)));
    }
    return Optional.empty();
  }

  /** The name of a metric in the units of the data's source. */
  static String nameInSourceUnits(String metric) {
    return metric + OF_SOURCE;
  }

  /** The metric that a name is for in the units of the data's source; empty if it is not. */
  public static Optional<String> metricInSourceUnits(String name) {
    return name.endsWith(OF_SOURCE)
        ? Optional.of(name.substring(0, name.length() - OF_SOURCE.length()))
        : Optional.empty();
  }
}
