package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.HalfSamples;
import org.latent4j.evaluation.SampleMean;
import org.latent4j.evaluation.Subject;

/**
 * {@code linear_probe}: the share of examples whose label a linear classifier tells from the code
 * E[z|x] (Alain and Bengio, Understanding intermediate layers using linear classifier probes,
 * 2016). It is learned from codes of the training split and measured on all of the subject's data.
 *
 * <p>The label is the factor of that name. Data that has none is probed for each of its factors
 * that varies, and the value is the mean of the accuracies, which the settings give one by one. The
 * standard error is over the examples measured on and, by {@linkplain HalfSamples random halves},
 * over those learned from.
 */
public final class LinearProbe implements Estimator {
  private static final String LABEL = "label";

  /**
   * Newton steps from the fit to all examples to that of a half. A few do (Andrews, Higher-order
   * improvements of a computationally attractive k-step bootstrap, 2002), where convergence, on
   * halves that are nearly separable, would take twenty times the probe's own time.
   */
  private static final int STEPS_OF_HALF = 2;

  private final DataSet training;
  private final int examples;

  /** A probe that learns from 10,000 examples. */
  public LinearProbe(DataSet training) {
    this(training, RepresentationSettings.published().probeExamples());
  }

  /**
   * A probe that learns from at most so many examples.
   *
   * @param training the split that the model was trained on
   * @param examples drawn from it at random, at least 2
   */
  public LinearProbe(DataSet training, int examples) {
    if (examples < 2) {
      throw new IllegalArgumentException("a probe learned from " + examples + " examples");
    }
    this.training = training;
    this.examples = examples;
  }

  @Override
  public List<String> metrics() {
    return List.of("linear_probe");
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    return Map.of("linear_probe", probe(subject, random));
  }

  private Estimate probe(Subject subject, RandomStream random) {
    List<Factor> factors = subject.data().factors();
    if (factors.isEmpty()) {
      return Estimate.absent("the data has no labels and no other factors");
    }
    if (!training.factors().equals(factors)) {
      return Estimate.absent("the training data has other factors than the data evaluated on");
    }
    int[] rows =
        Arrays.copyOf(
            random.split("examples").permutation(training.size()),
            Math.min(examples, training.size()));
    int[] probed = probed(factors, FactorCodes.varied(training, rows));
    if (probed.length == 0) {
      return Estimate.absent(
          "all " + rows.length + " training examples are alike in what would be probed for");
    }
    FactorCodes learned;
    try (Subject trained = subject.on(training, random.split("training"))) {
      learned = FactorCodes.of(trained, rows, probed);
    }
    FactorCodes measured =
        FactorCodes.of(subject, IntStream.range(0, subject.data().size()).toArray(), probed);
    if (!learned.finite() || !measured.finite()) {
      return Estimate.absent("codes are not finite");
    }
    LogisticRegression[] classifiers = new LogisticRegression[probed.length];
    for (int k = 0; k < probed.length; k++) {
      classifiers[k] =
          LogisticRegression.fit(new Points(learned.codes(), learned.values(k)), Optional.empty());
    }
    List<double[]> right = right(classifiers, measured);
    SampleMean mean = new SampleMean();
    for (int n = 0; n < measured.size(); n++) {
      int example = n;
      mean.add(right.stream().mapToDouble(ofFactor -> ofFactor[example]).average().orElseThrow());
    }
    OptionalDouble ofLearning =
        HalfSamples.standardError(
            random.split("halves"), own -> ofHalf(learned, measured, classifiers, own));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("codes", "E[z|x]");
    settings.put("factors", learned.factors());
    settings.put("by_factor", right.stream().map(Points::mean).toList());
    settings.put("training_examples", learned.size());
    settings.put("examples", measured.size());
    settings.put("classifier", LogisticRegression.DESCRIPTION);
    settings.put(
        ERROR_OVER,
        "examples measured on, and "
            + HalfSamples.COUNT
            + " random halves of those learned from, each learned from by "
            + STEPS_OF_HALF
            + " Newton steps");
    Arrays.stream(classifiers)
        .flatMap(classifier -> classifier.warning().stream())
        .findFirst()
        .ifPresent(warning -> settings.put("warning", warning));
    return Estimate.of(
        mean.mean(), Math.hypot(mean.standardError(), ofLearning.orElse(Double.NaN)), settings);
  }

  /** For each factor, 1 where the value is found and 0 where not. */
  private static List<double[]> right(LogisticRegression[] classifiers, FactorCodes measured) {
    return IntStream.range(0, classifiers.length)
        .mapToObj(k -> new Points(measured.codes(), measured.values(k)).right(classifiers[k]))
        .toList();
  }

  /** The accuracy of what half of the examples teach. */
  private static double ofHalf(
      FactorCodes learned, FactorCodes measured, LogisticRegression[] whole, RandomStream random) {
    FactorCodes half = learned.at(HalfSamples.draw(learned.size(), random));
    LogisticRegression[] classifiers = new LogisticRegression[whole.length];
    for (int k = 0; k < whole.length; k++) {
      classifiers[k] =
          LogisticRegression.fit(
              new Points(half.codes(), half.values(k)), Optional.of(whole[k]), STEPS_OF_HALF);
    }
    return right(classifiers, measured).stream().mapToDouble(Points::mean).average().orElseThrow();
  }

  /** The label alone, if there is one; else all factors that vary. */
  private static int[] probed(List<Factor> factors, int[] varied) {
    boolean labelled = factors.stream().anyMatch(factor -> factor.name().equals(LABEL));
    return Arrays.stream(varied)
        .filter(factor -> !labelled || factors.get(factor).name().equals(LABEL))
        .toArray();
  }
}
