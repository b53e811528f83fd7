package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.latent4j.api.tensor.RandomStream;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.Entropy;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.EnsembleModel;

/** Decision trees that vote, and how much each input helps them. */
final class Forest implements Classifier {
  // Trees that grow to the last example take splits by noise for help.
  private static final float LEAST_NODE = 0.01f;

  /** How the trees are described in settings. */
  static final String TREES =
      "bagged CART, entropy, nodes of a hundredth of the examples, all dimensions at each split (Tribuo)";

  private final Classifier vote;
  private final double[] importances;

  private Forest(Classifier vote, double[] importances) {
    this.vote = vote;
    this.importances = importances;
  }

  /**
   * Learns trees, each from a bootstrap sample of the points. A node with less than a hundredth of
   * them is not split.
   */
  static Forest of(Points points, int trees, RandomStream random) {
    BaggingTrainer<Label> trainer =
        new BaggingTrainer<>(
            new CARTClassificationTrainer(
                Integer.MAX_VALUE,
                LEAST_NODE * points.labels().length,
                0,
                1,
                new Entropy(),
                Classifier.seed(random)),
            new VotingCombiner(),
            trees,
            Classifier.seed(random));
    EnsembleModel<Label> model = trainer.train(Classifier.dataset(points));
    double[] importances = new double[points.inputs()[0].length];
    int[] all = IntStream.range(0, points.labels().length).toArray();
    for (Model<Label> member : model.getModels()) {
      addEntropyDecreases(((TreeModel<Label>) member).getRoot(), points, all, importances);
    }
    double sum = Arrays.stream(importances).sum();
    return new Forest(
        Classifier.of(model),
        Arrays.stream(importances).map(decrease -> sum > 0 ? decrease / sum : 0).toArray());
  }

  @Override
  public int label(double[] input) {
    return vote.label(input);
  }

  /**
   * By how much the splits by each input decrease the entropy of the labels, over all points that
   * the trees were learned from, as shares that sum to 1; all 0 if no split does.
   */
  double[] importances() {
    return importances.clone();
  }

  private static void addEntropyDecreases(
      Node<Label> node, Points points, int[] reaching, double[] decreases) {
    if (node instanceof SplitNode<Label> split) {
      int[] above =
          Arrays.stream(reaching)
              .filter(i -> points.inputs()[i][split.getFeatureID()] > split.splitValue())
              .toArray();
      int[] below =
          Arrays.stream(reaching)
              .filter(i -> points.inputs()[i][split.getFeatureID()] <= split.splitValue())
              .toArray();
      decreases[split.getFeatureID()] +=
          entropy(points, reaching) - entropy(points, above) - entropy(points, below);
      addEntropyDecreases(split.getGreaterThan(), points, above, decreases);
      addEntropyDecreases(split.getLessThanOrEqual(), points, below, decreases);
    }
  }

  /** −n Σ pᵢ ln pᵢ for n points of which the share pᵢ has label i. */
  private static double entropy(Points points, int[] reaching) {
    double[] counts = new double[Arrays.stream(points.labels()).max().orElse(0) + 1];
    for (int i : reaching) {
      counts[points.labels()[i]]++;
    }
    return Arrays.stream(counts)
        .filter(count -> count > 0)
        .map(count -> -count * Math.log(count / reaching.length))
        .sum();
  }
}
