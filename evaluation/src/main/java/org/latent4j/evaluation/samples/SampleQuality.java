package org.latent4j.evaluation.samples;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.evaluation.EvaluationStoppedException;
import org.latent4j.evaluation.HalfSamples;
import org.latent4j.evaluation.SampleMean;
import org.latent4j.evaluation.Subject;
import org.latent4j.evaluation.generation.Generator;

/**
 * How a model's samples E[x|z] compare with held-out examples:
 *
 * <ul>
 *   <li>{@code frechet_distance}, squared, of features, and {@code precision} and {@code recall},
 *       shares of samples and of examples that lie where the others do (Heusel et al., 2017;
 *       Kynkäänniemi et al., 2019). Features are the 128 units before the last layer of a small
 *       classifier of the labels, so that there are none without labels;
 *   <li>{@code nearest_neighbour_ratio}, the mean distance of samples from their nearest training
 *       examples over that of held-out examples: near 0 where training examples are repeated.
 * </ul>
 *
 * <p>Each for z ~ p(z), and under the name with {@code _ex_post} for z from a {@linkplain
 * ExPostPrior mixture} of 10 normal distributions fitted to codes of training examples. What as
 * many training examples get in the place of samples is the setting {@code of_training_examples}.
 *
 * <p>The classifier follows from the stream alone, so that models evaluated with the same seed have
 * the same features; numbers from other seeds or data are not comparable.
 *
 * <p>Standard errors are over samples and held-out examples: of the distance by a jackknife, of the
 * shares by {@linkplain HalfSamples random halves} of both, of the ratio from those of both means.
 * The classifier, the mixture and the training examples are as they are; the setting {@value
 * Estimator#ERROR_EXCLUDES} says so.
 */
public final class SampleQuality implements Estimator {
  private static final String RATIO = "nearest_neighbour_ratio";
  private static final String DISTANCE = "frechet_distance";
  private static final String PRECISION = "precision";
  private static final String RECALL = "recall";
  private static final String EX_POST = "_ex_post";
  private static final int CODES = 10_000;

  /** Each is compared with all training examples. */
  private static final int NEIGHBOURS_OF = 1_000;

  private final DataSet training;
  private final int samples;

  /**
   * An estimator from at most this many samples, and as many held-out examples.
   *
   * @param training what the model was trained on
   * @param samples at least 20; the time of precision and recall grows with the square
   */
  public SampleQuality(DataSet training, int samples) {
    if (samples < FrechetDistance.LEAST) {
      throw new IllegalArgumentException("sample quality from " + samples + " samples");
    }
    this.training = training;
    this.samples = samples;
  }

  @Override
  public List<String> metrics() {
    return Stream.of("", EX_POST)
        .flatMap(suffix -> Stream.of(DISTANCE, PRECISION, RECALL, RATIO).map(m -> m + suffix))
        .toList();
  }

  @Override
  public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
    int count = Math.min(samples, subject.data().size());
    if (count < FrechetDistance.LEAST || training.size() < FrechetDistance.LEAST) {
      return all(
          Estimate.absent(
              "it needs at least "
                  + FrechetDistance.LEAST
                  + " examples; there are "
                  + training.size()
                  + " to train on and "
                  + subject.data().size()
                  + " held out"));
    }
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    try (Subject learned = subject.on(training, random.split("training"));
        Generator generator =
            new Generator(subject.model(), subject.engine(), subject.batchSize())) {
      Comparison comparison = new Comparison(subject, learned, count, random);
      Tensor codes = generator.prior(count, random.split("prior"));
      estimates.putAll(
          comparison.of(generator.mean(codes), "", Map.of("sample", "mean E[x|z], z ~ p(z)"), ""));
      try {
        estimates.putAll(exPost(comparison, generator, learned, count, random));
      } catch (EvaluationStoppedException e) {
        throw e;
      } catch (Latent4jException e) {
        Stream.of(DISTANCE, PRECISION, RECALL, RATIO)
            .forEach(
                m -> estimates.put(m + EX_POST, Estimate.absent(String.valueOf(e.getMessage()))));
      }
    }
    return estimates;
  }

  private Map<String, Estimate> all(Estimate absent) {
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    metrics().forEach(metric -> estimates.put(metric, absent));
    return estimates;
  }

  private static Map<String, Estimate> exPost(
      Comparison comparison, Generator generator, Subject learned, int count, RandomStream random) {
    int codes = Math.min(CODES, learned.data().size());
    ExPostPrior mixture = ExPostPrior.of(learned, codes, random.split("mixture-codes"));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("sample", "mean E[x|z], z ~ mixture of normal distributions fitted to codes");
    settings.put("components", mixture.components());
    settings.put("codes", codes);
    settings.put("converged", mixture.converged());
    Tensor z = mixture.sample(random.split("mixture"), count);
    return comparison.of(
        generator.mean(z), EX_POST, settings, "; the fit of the mixture, and the codes for it");
  }

  /** Random rows of a set, at most so many. */
  private static int[] some(DataSet data, int count, RandomStream random) {
    return Arrays.copyOf(random.permutation(data.size()), Math.min(count, data.size()));
  }

  /** What samples are compared with, the same for all of them. */
  private final class Comparison {
    private final Subject learned;
    private final Tensor held;
    private final SampleMean heldDistance;
    private final Optional<Features> features;

    Comparison(Subject subject, Subject learned, int count, RandomStream random) {
      this.learned = learned;
      int[] rows = some(subject.data(), count, random.split("examples"));
      held = subject.read(rows);
      heldDistance = nearest(held);
      features =
          label(subject.data()).isPresent()
              ? Optional.of(new Features(subject, rows, random))
              : Optional.empty();
    }

    private OptionalInt label(DataSet data) {
      OptionalInt label = FeatureClassifier.label(training);
      return label.equals(FeatureClassifier.label(data)) ? label : OptionalInt.empty();
    }

    Map<String, Estimate> of(
        Tensor points, String suffix, Map<String, Object> description, String excluded) {
      Map<String, Object> settings = new LinkedHashMap<>(description);
      settings.put(ERROR_EXCLUDES, "the training of the classifier of features" + excluded);
      settings.put("samples", points.rows());
      settings.put("examples", held.rows());
      Map<String, Estimate> estimates = new LinkedHashMap<>();
      if (features.isPresent()) {
        features
            .get()
            .of(points, settings)
            .forEach((metric, estimate) -> estimates.put(metric + suffix, estimate));
      } else {
        Estimate absent =
            Estimate.absent(
                "the data has no labels, and its features are those of a classifier of labels");
        Stream.of(DISTANCE, PRECISION, RECALL).forEach(m -> estimates.put(m + suffix, absent));
      }
      settings.put(ERROR_EXCLUDES, "the choice of the training examples" + excluded);
      estimates.put(RATIO + suffix, ratio(points, settings));
      return estimates;
    }

    private Estimate ratio(Tensor points, Map<String, Object> description) {
      SampleMean distance = nearest(points);
      double expected = heldDistance.mean();
      if (expected == 0) {
        return Estimate.absent("each held-out example is a training example as well");
      }
      double ratio = distance.mean() / expected;
      double error =
          Math.hypot(distance.standardError(), ratio * heldDistance.standardError()) / expected;
      Map<String, Object> settings = new LinkedHashMap<>(description);
      settings.put("samples", distance.count());
      settings.put("examples", heldDistance.count());
      settings.put("training_examples", training.size());
      settings.put("distance", distance.mean());
      settings.put("distance_of_examples", expected);
      return Estimate.of(ratio, error, settings);
    }

    /** The distances of the first points from their nearest training examples. */
    private SampleMean nearest(Tensor points) {
      Tensor first = points.copyOfRows(0, Math.min(NEIGHBOURS_OF, points.rows()));
      SampleMean mean = new SampleMean();
      Arrays.stream(NearestExamples.among(learned, first).distances()).forEach(mean::add);
      return mean;
    }

    /** Held-out and training examples in the space of the classifier's features. */
    private final class Features {
      private final Subject subject;
      private final FeatureClassifier classifier;
      private final double accuracy;
      private final Tensor examples;
      private final Manifold manifold;
      private final Map<String, Double> ofTrainingExamples;
      private final RandomStream halves;

      Features(Subject subject, int[] rows, RandomStream random) {
        this.subject = subject;
        int label = label(subject.data()).orElseThrow();
        classifier =
            FeatureClassifier.train(subject.engine(), training, label, random.split("classifier"));
        accuracy = classifier.accuracy(subject, label, rows);
        examples = classifier.features(held);
        manifold = Manifold.of(subject.tape(), examples);
        Tensor others =
            learned.read(some(training, rows.length, random.split("training-examples")));
        ofTrainingExamples = values(classifier.features(others));
        halves = random.split("halves");
      }

      Map<String, Estimate> of(Tensor points, Map<String, Object> description) {
        return compare(
            classifier.features(points),
            metric -> {
              Map<String, Object> settings = new LinkedHashMap<>(description);
              settings.put("features", "the last hidden layer of a classifier of the labels");
              settings.put("classifier_accuracy", accuracy);
              if (ofTrainingExamples.containsKey(metric)) {
                settings.put("of_training_examples", ofTrainingExamples.get(metric));
              }
              if (!metric.equals(DISTANCE)) {
                settings.put("neighbours", Manifold.NEIGHBOURS);
                settings.put(
                    ERROR_OVER, HalfSamples.COUNT + " random halves of samples and examples");
              }
              return settings;
            });
      }

      private Map<String, Estimate> compare(Tensor points, Settings settings) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        if (!finite(points)) {
          Estimate absent = Estimate.absent("samples are not finite");
          Stream.of(DISTANCE, PRECISION, RECALL).forEach(m -> estimates.put(m, absent));
          return estimates;
        }
        estimates.put(DISTANCE, FrechetDistance.between(points, examples, settings.of(DISTANCE)));
        estimates.put(
            PRECISION,
            Estimate.of(
                manifold.share(subject.tape(), points),
                Manifold.standardError(subject.tape(), points, examples, halves),
                settings.of(PRECISION)));
        estimates.put(
            RECALL,
            Estimate.of(
                recall(points),
                Manifold.standardError(subject.tape(), examples, points, halves),
                settings.of(RECALL)));
        return estimates;
      }

      /** Of other examples in the place of samples; none where their features are not finite. */
      private Map<String, Double> values(Tensor points) {
        Map<String, Double> values = new LinkedHashMap<>();
        if (finite(points)) {
          FrechetDistance.between(points, examples, Map.of())
              .value()
              .ifPresent(distance -> values.put(DISTANCE, distance));
          values.put(PRECISION, manifold.share(subject.tape(), points));
          values.put(RECALL, recall(points));
        }
        return values;
      }

      private double recall(Tensor points) {
        return Manifold.of(subject.tape(), points).share(subject.tape(), examples);
      }

      private static boolean finite(Tensor points) {
        for (float value : points.data()) {
          if (!Float.isFinite(value)) {
            return false;
          }
        }
        return true;
      }
    }
  }

  /** What is shown with a metric. */
  @FunctionalInterface
  private interface Settings {
    Map<String, Object> of(String metric);
  }
}
