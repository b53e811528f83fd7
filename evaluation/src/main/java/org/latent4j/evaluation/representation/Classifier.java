package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
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
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Tells a point's label from its numbers. */
@FunctionalInterface
interface Classifier {
  /** How {@link #linearSvm} is described in settings. */
  String LINEAR_SVM =
      "linear SVM, one against the rest, squared hinge loss, C = 0.01, balanced classes (LIBLINEAR)";

  /** The label found; one of those learned from. */
  int label(double[] input);

  /** What there is to say of how it was learned, such as that it did not converge. */
  default Optional<String> warning() {
    return Optional.empty();
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
