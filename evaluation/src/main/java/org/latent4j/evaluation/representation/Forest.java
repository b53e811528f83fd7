package org.latent4j.evaluation.representation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.latent4j.api.tensor.RandomStream;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.Entropy;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;

/**
 * Decision trees that vote, and how much each input helps them.
 *
 * <p>Inputs that would split a node equally well are treated alike. Where several divide its points
 * into the same two sets, as an input and its double do everywhere, they share what the split
 * helps; which of them the tree names does not matter below, since the sets are the same. Other
 * ties fall to the input that comes first, so each tree has the inputs in a random order of its
 * own.
 */
final class Forest implements Classifier {
  // Trees that grow to the last example take splits by noise for help.
  private static final float LEAST_NODE = 0.01f;

  /** How the trees are described in settings. */
  static final String TREES =
      "bagged CART, entropy, nodes of a hundredth of the examples, all dimensions at each split"
          + " (Tribuo); dimensions that make the same split share its help";

  private final List<Classifier> trees;
  private final int labels;
  private final double[] importances;

  private Forest(List<Classifier> trees, int labels, double[] importances) {
    this.trees = trees;
    this.labels = labels;
    this.importances = importances;
  }

  /**
   * Learns trees, each from a bootstrap sample of the points. A node with less than a hundredth of
   * them is not split.
   */
  static Forest of(Points points, int count, RandomStream random) {
    int n = points.labels().length;
    int columns = points.inputs()[0].length;
    List<Classifier> trees = new ArrayList<>();
    double[] importances = new double[columns];
    for (int tree = 0; tree < count; tree++) {
      RandomStream own = random.split(tree);
      int[] order = own.split("order").permutation(columns);
      Points ordered =
          new Points(
              Arrays.stream(points.inputs())
                  .map(input -> inOrder(input, order))
                  .toArray(double[][]::new),
              points.labels());
      RandomStream drawing = own.split("bag");
      int[] bag = IntStream.generate(() -> drawing.nextInt(n)).limit(n).toArray();
      TreeModel<Label> model =
          new CARTClassificationTrainer(
                  Integer.MAX_VALUE,
                  LEAST_NODE * n,
                  0,
                  1,
                  new Entropy(),
                  Classifier.seed(own.split("splits")))
              .train(Classifier.dataset(ordered.at(bag)));
      double[] decreases = new double[columns];
      addEntropyDecreases(
          model.getRoot(),
          ordered,
          IntStream.range(0, n).toArray(),
          Arrays.stream(bag).distinct().toArray(),
          decreases);
      for (int i = 0; i < columns; i++) {
        importances[order[i]] += decreases[i];
      }
      Classifier learned = Classifier.of(model);
      trees.add(input -> learned.label(inOrder(input, order)));
    }
    double sum = Arrays.stream(importances).sum();
    return new Forest(
        trees,
        Arrays.stream(points.labels()).max().orElse(0) + 1,
        Arrays.stream(importances).map(decrease -> sum > 0 ? decrease / sum : 0).toArray());
  }

  private static double[] inOrder(double[] input, int[] order) {
    return Arrays.stream(order).mapToDouble(i -> input[i]).toArray();
  }

  /** What most trees say. */
  @Override
  public int label(double[] input) {
    int[] votes = new int[labels];
    int most = 0;
    for (Classifier tree : trees) {
      int label = tree.label(input);
      votes[label]++;
      most = votes[label] > votes[most] ? label : most;
    }
    return most;
  }

  /**
   * By how much the splits by each input decrease the entropy of the labels, over all points that
   * the trees were learned from, as shares that sum to 1; all 0 if no split does.
   */
  double[] importances() {
    return importances.clone();
  }

  /**
   * Decreases are those over all points, of which noise has less than of the tree's own; ties are
   * those of the tree's own, by which it chose.
   */
  private static void addEntropyDecreases(
      Node<Label> node, Points points, int[] reaching, int[] own, double[] decreases) {
    if (node instanceof SplitNode<Label> split) {
      int[] ownAbove = side(points, own, split, true);
      int[] ownBelow = side(points, own, split, false);
      int[] alike =
          IntStream.range(0, decreases.length)
              .filter(
                  i ->
                      separates(points, i, ownAbove, ownBelow)
                          || separates(points, i, ownBelow, ownAbove))
              .toArray();
      int[] above = side(points, reaching, split, true);
      int[] below = side(points, reaching, split, false);
      double decrease = entropy(points, reaching) - entropy(points, above) - entropy(points, below);
      for (int i : alike) {
        decreases[i] += decrease / alike.length;
      }
      addEntropyDecreases(split.getGreaterThan(), points, above, ownAbove, decreases);
      addEntropyDecreases(split.getLessThanOrEqual(), points, below, ownBelow, decreases);
    }
  }

  private static int[] side(Points points, int[] reaching, SplitNode<Label> split, boolean above) {
    return Arrays.stream(reaching)
        .filter(i -> points.inputs()[i][split.getFeatureID()] > split.splitValue() == above)
        .toArray();
  }

  /** Whether an input is greater for each of some points than for any of the others. */
  private static boolean separates(Points points, int input, int[] greater, int[] less) {
    double least = Double.POSITIVE_INFINITY;
    for (int i : greater) {
      least = Math.min(least, points.inputs()[i][input]);
    }
    for (int i : less) {
      if (points.inputs()[i][input] >= least) {
        return false;
      }
    }
    return true;
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
