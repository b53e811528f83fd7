package org.latent4j.evaluation.samples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.evaluation.Subject;

/**
 * A classifier of a data set's labels, for the space of features before its last layer: 128
 * rectified linear units, then the logits of the classes. Trained by 2,000 steps of Adam on batches
 * of 100; the same stream gives the same classifier.
 */
final class FeatureClassifier {
  static final int FEATURES = 128;
  private static final int STEPS = 2_000;
  private static final int BATCH = 100;
  private static final double RATE = 1e-3;

  private final Engine engine;
  private final Parameter hiddenWeight;
  private final Parameter hiddenBias = Parameter.trainable("hidden.bias", Tensor.zeros(FEATURES));
  private final Parameter classWeight;
  private final Parameter classBias;

  private FeatureClassifier(Engine engine, int inputs, int classes, RandomStream random) {
    this.engine = engine;
    hiddenWeight =
        Parameter.trainable("hidden.weight", he(inputs, FEATURES, random.split("hidden")));
    classWeight =
        Parameter.trainable("classes.weight", he(FEATURES, classes, random.split("classes")));
    classBias = Parameter.trainable("classes.bias", Tensor.zeros(classes));
  }

  /** N(0, 2 / inputs) (He et al., 2015). */
  private static Tensor he(int inputs, int outputs, RandomStream random) {
    Tensor weights = random.gaussian(inputs, outputs);
    double deviation = Math.sqrt(2.0 / inputs);
    for (int i = 0; i < weights.size(); i++) {
      weights.data()[i] *= (float) deviation;
    }
    return weights;
  }

  /**
   * The factor that examples are classified by: the one called {@code label}, or the only one there
   * is; empty if there is none, or it has but one value.
   */
  static OptionalInt label(DataSet data) {
    return IntStream.range(0, data.factors().size())
        .filter(i -> data.factors().size() == 1 || data.factors().get(i).name().equals("label"))
        .filter(i -> data.factors().get(i).values().size() > 1)
        .findFirst();
  }

  /** Trains on all examples of a set, in random order, again and again. */
  static FeatureClassifier train(Engine engine, DataSet data, int label, RandomStream random) {
    int inputs = data.shape().features();
    int classes = data.factors().get(label).values().size();
    FeatureClassifier classifier =
        new FeatureClassifier(engine, inputs, classes, random.split("weights"));
    Adam adam = new Adam(engine, classifier.parameters());
    int batch = Math.min(BATCH, data.size());
    int perEpoch = data.size() / batch;
    Tensor x = Tensor.zeros(batch, inputs);
    try (Tape tape = engine.newTape()) {
      int[] order = {};
      for (int step = 0; step < STEPS; step++) {
        RandomStream ofEpoch = random.split("epochs").split(step / perEpoch);
        if (step % perEpoch == 0) {
          order = ofEpoch.split("order").permutation(data.size());
        }
        int from = step % perEpoch * batch;
        data.read(order, from, from + batch, x, ofEpoch.split("examples"));
        int[] rows = Arrays.copyOfRange(order, from, from + batch);
        tape.reset();
        Var loss = classifier.crossEntropy(tape.constant(x), oneHot(data, label, rows, classes));
        tape.backward(loss, classifier.parameters());
        adam.step();
      }
    }
    return classifier;
  }

  private static Tensor oneHot(DataSet data, int label, int[] rows, int classes) {
    Tensor ones = Tensor.zeros(rows.length, classes);
    for (int i = 0; i < rows.length; i++) {
      ones.data()[i * classes + data.factor(rows[i], label)] = 1;
    }
    return ones;
  }

  private Parameters parameters() {
    return Parameters.of(hiddenWeight, hiddenBias, classWeight, classBias);
  }

  private Var features(Var x) {
    Tape tape = x.tape();
    return tape.dense(x, tape.parameter(hiddenWeight), tape.parameter(hiddenBias), Activation.RELU);
  }

  private Var logits(Var x) {
    Tape tape = x.tape();
    return tape.dense(
        features(x), tape.parameter(classWeight), tape.parameter(classBias), Activation.IDENTITY);
  }

  /** −ln p(class|x) on average, in nats. */
  private Var crossEntropy(Var x, Tensor oneHot) {
    Var logits = logits(x);
    Var ofClass = logits.times(x.tape().constant(oneHot)).rowSums();
    return logits.logSumExp().minus(ofClass).mean();
  }

  /** {@code [n, inputs]} to {@code [n, 128]}. */
  Tensor features(Tensor x) {
    try (Tape tape = engine.newForwardTape()) {
      return features(tape.constant(x)).value().copyOfRows(0, x.rows());
    }
  }

  /** The share of these examples whose class has the greatest logit. */
  double accuracy(Subject subject, int label, int[] rows) {
    int[] right = {0};
    subject.forEachBatch(
        rows,
        batch -> {
          Tensor logits = logits(batch.onTape()).value();
          for (int i = 0; i < batch.size(); i++) {
            int row = i;
            int greatest =
                IntStream.range(0, logits.columns())
                    .reduce((a, b) -> logits.at(row, b) > logits.at(row, a) ? b : a)
                    .orElseThrow();
            if (greatest == subject.data().factor(rows[batch.from() + i], label)) {
              right[0]++;
            }
          }
        });
    return (double) right[0] / rows.length;
  }

  /** The optimiser with its moments. */
  private static final class Adam {
    private final Engine engine;
    private final Parameters parameters;
    private final List<Tensor> firstMoments = new ArrayList<>();
    private final List<Tensor> secondMoments = new ArrayList<>();
    private long steps;

    Adam(Engine engine, Parameters parameters) {
      this.engine = engine;
      this.parameters = parameters;
      for (Parameter parameter : parameters) {
        firstMoments.add(Tensor.zeros(parameter.value().shape()));
        secondMoments.add(Tensor.zeros(parameter.value().shape()));
      }
    }

    void step() {
      steps++;
      for (int i = 0; i < firstMoments.size(); i++) {
        Parameter parameter = parameters.asList().get(i);
        engine.adam(
            parameter.value(),
            parameter.gradient(),
            firstMoments.get(i),
            secondMoments.get(i),
            RATE,
            0.9,
            0.999,
            1e-8,
            steps);
      }
    }
  }
}
