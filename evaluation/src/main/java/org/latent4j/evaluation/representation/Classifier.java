package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.latent4j.api.tensor.RandomStream;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Tells a point's label from its numbers. Learned by Tribuo. */
@FunctionalInterface
interface Classifier {
  /** How {@link #logisticRegression} is described in settings. */
  String LOGISTIC_REGRESSION =
      "multinomial logistic regression on standardised inputs, 50 epochs of AdaGrad (Tribuo)";

  /** How {@link #linearSvm} is described in settings. */
  String LINEAR_SVM =
      "linear SVM, one against the rest, squared hinge loss, C = 0.01, balanced classes (LIBLINEAR)";

  /** The label found; one of those learned from. */
  int label(double[] input);

  /**
   * Multinomial logistic regression, whose classes may lie in a row on a line. Inputs are
   * standardised by mean and standard deviation of those learned from.
   */
  static Classifier logisticRegression(Points points, RandomStream random) {
    int n = points.inputs()[0].length;
    double[] mean = new double[n];
    double[] deviation = new double[n];
    for (int i = 0; i < n; i++) {
      int dimension = i;
      double[] column =
          Arrays.stream(points.inputs()).mapToDouble(input -> input[dimension]).toArray();
      mean[i] = Mean.of(column).getAsDouble();
      deviation[i] = StandardDeviation.of(column).getAsDouble();
    }
    double[][] scaled =
        Arrays.stream(points.inputs())
            .map(input -> standardised(input, mean, deviation))
            .toArray(double[][]::new);
    Classifier classifier =
        learned(
            new LinearSGDTrainer(
                new LogMulticlass(), new AdaGrad(1, 1e-6), 50, -1, 1, seed(random)),
            new Points(scaled, points.labels()));
    return input -> classifier.label(standardised(input, mean, deviation));
  }

  private static double[] standardised(double[] input, double[] mean, double[] deviation) {
    double[] scaled = new double[input.length];
    for (int i = 0; i < input.length; i++) {
      scaled[i] = deviation[i] > 0 ? (input[i] - mean[i]) / deviation[i] : 0;
    }
    return scaled;
  }

  /** A linear support vector machine for each label, all labels weighing the same. */
  static Classifier linearSvm(Points points, RandomStream random) {
    LibLinearClassificationTrainer trainer =
        new LibLinearClassificationTrainer(
            new LinearClassificationType(LinearType.L2R_L2LOSS_SVC),
            0.01,
            1000,
            1e-3,
            seed(random));
    Map<Integer, Integer> counts = new HashMap<>();
    for (int label : points.labels()) {
      counts.merge(label, 1, Integer::sum);
    }
    Map<Label, Float> weights = new HashMap<>();
    counts.forEach(
        (label, count) ->
            weights.put(
                new Label(Integer.toString(label)),
                points.labels().length / ((float) counts.size() * count)));
    trainer.setLabelWeights(weights);
    return learned(trainer, points);
  }

  /** Where there is one label only, there is nothing to learn. */
  private static Classifier learned(Trainer<Label> trainer, Points points) {
    int first = points.labels()[0];
    return Arrays.stream(points.labels()).allMatch(label -> label == first)
        ? input -> first
        : of(trainer.train(dataset(points)));
  }

  /** The classifier that a model of Tribuo is. */
  static Classifier of(Model<Label> model) {
    return input ->
        Integer.parseInt(
            model.predict(example(LabelFactory.UNKNOWN_LABEL, input)).getOutput().getLabel());
  }

  /** The points for Tribuo, whose feature numbers are places in the input. */
  static Dataset<Label> dataset(Points points) {
    // Its trainers tell of their progress by this logger.
    Logger.getLogger("org.tribuo").setLevel(Level.WARNING);
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("codes", labels), labels);
    for (int i = 0; i < points.labels().length; i++) {
      dataset.add(example(new Label(Integer.toString(points.labels()[i])), points.inputs()[i]));
    }
    return dataset;
  }

  private static Example<Label> example(Label label, double[] input) {
    String[] names = new String[input.length];
    // Tribuo numbers features in the order of their names.
    Arrays.setAll(names, i -> Integer.toString(1_000_000 + i));
    return new ArrayExample<>(label, names, input.clone());
  }

  static long seed(RandomStream random) {
    return random.nextInt(Integer.MAX_VALUE);
  }
}
