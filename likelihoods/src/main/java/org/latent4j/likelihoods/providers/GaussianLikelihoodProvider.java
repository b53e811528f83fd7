package org.latent4j.likelihoods.providers;

import java.util.List;
import org.latent4j.api.SettingException;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;

/** The plugin {@code gaussian}. */
public final class GaussianLikelihoodProvider implements LikelihoodProvider {
  private static final Option<GaussianVariance> VARIANCE =
      Option.choice(
          "variance",
          GaussianVariance.UNIT,
          "1, a fixed value, one learned, one learned for each feature, or put out by the decoder");

  private static final Option<Double> VALUE =
      Option.real(
              "value", 1.0, "the fixed variance, or the one that shared and per-feature start from")
          .where(v -> v > 0 && Double.isFinite(v), "greater than 0");

  // A standard deviation of 0.01: a hundredth of a standardised column's spread or of [0, 1].
  private static final Option<Double> FLOOR =
      Option.real("floor", 1e-4, "no learned or predicted variance falls below it")
          .where(v -> v > 0 && Double.isFinite(v), "greater than 0");

  private static final Option<GaussianMean> MEAN =
      Option.choice(
          "mean", GaussianMean.IDENTITY, "the decoder's output itself, or squashed into (0, 1)");

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public String summary() {
    return "independent Gaussian features; unit, fixed, learned or predicted variance";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(VARIANCE, VALUE, FLOOR, MEAN);
  }

  @Override
  public Likelihood create(Site site, Assembly assembly, Options options) {
    int features = site.shape().features();
    GaussianMean mean = options.get(MEAN);
    GaussianVariance variance = options.get(VARIANCE);
    double value = options.get(VALUE);
    double floor = options.get(FLOOR);
    boolean valueUsed = variance != GaussianVariance.UNIT && variance != GaussianVariance.PREDICTED;
    boolean floorUsed = variance != GaussianVariance.UNIT && variance != GaussianVariance.FIXED;
    if (!valueUsed) {
      refuseOther(site, options, VALUE, "fixed, shared or per-feature");
    }
    if (!floorUsed) {
      refuseOther(site, options, FLOOR, "shared, per-feature or predicted");
    }
    if (valueUsed && floorUsed && value <= floor) {
      throw new SettingException(
          "%s 'gaussian'.value: %s is not above the floor of %s; give a larger value or a lower floor"
              .formatted(site.name(), value, floor));
    }
    return switch (variance) {
      case UNIT -> GaussianLikelihood.unitVariance(features, mean);
      case FIXED -> GaussianLikelihood.fixedVariance(features, mean, value);
      case SHARED -> GaussianLikelihood.sharedVariance(features, mean, site.name(), value, floor);
      case PER_FEATURE ->
          GaussianLikelihood.perFeatureVariance(features, mean, site.name(), value, floor);
      case PREDICTED -> GaussianLikelihood.predictedVariance(features, mean, floor);
    };
  }

  /** An option that the chosen variance ignores must not pretend to do something. */
  private static void refuseOther(
      Site site, Options options, Option<Double> option, String variances) {
    if (!options.get(option).equals(option.defaultValue())) {
      throw new SettingException(
          "%s 'gaussian'.%s: %s has no effect with variance %s; it is for variance %s"
              .formatted(
                  site.name(),
                  option.name(),
                  options.get(option),
                  options.toMap().get(VARIANCE.name()),
                  variances));
    }
  }
}
