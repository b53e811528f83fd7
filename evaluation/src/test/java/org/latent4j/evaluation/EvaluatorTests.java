package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.annealing.AnnealedImportanceSampling;
import org.latent4j.kernels.RandomStreams;

class EvaluatorTests {
  private static final RowsData DATA = LinearGaussian.data(250, RandomStreams.seeded(1));

  @Test
  void givesTheStandardMetricsInOrder() {
    Evaluation evaluation =
        Evaluator.standard(Engines.FUSED, 1)
            .evaluate(LinearGaussian.model(0), DATA, RandomStreams.seeded(2));
    assertThat(evaluation.examples()).isEqualTo(250);
    assertThat(evaluation.estimates().keySet())
        .containsExactly(
            "elbo",
            "distortion",
            "rate",
            "reconstruction_mse",
            "active_units",
            "mmd",
            "parameters");
  }

  @Test
  void tellsOfEachEstimatorBeforeItRuns() {
    List<String> told = new ArrayList<>();
    new Evaluator(
            Engines.FUSED,
            200,
            List.of(new EvidenceLowerBound(1), new ParameterCount()),
            List.of("rate", "elbo", "parameters"))
        .evaluate(
            LinearGaussian.model(0),
            DATA,
            RandomStreams.seeded(2),
            (metrics, number, count) -> told.add(number + "/" + count + " " + metrics));
    assertThat(told).containsExactly("1/2 [elbo, rate]", "2/2 [parameters]");
  }

  @Test
  void anInterruptEndsItBetweenBatchesAndStaysSet() {
    int[] batches = {0};
    Estimator estimator =
        new Estimator() {
          @Override
          public List<String> metrics() {
            return List.of("batches");
          }

          @Override
          public Map<String, Estimate> estimate(Subject subject, RandomStream random) {
            subject.forEachBatch(
                batch -> {
                  batches[0]++;
                  Thread.currentThread().interrupt();
                });
            throw new AssertionError("the second batch was read");
          }
        };
    Evaluator evaluator = new Evaluator(Engines.FUSED, 100, List.of(estimator));
    assertThatThrownBy(
            () -> evaluator.evaluate(LinearGaussian.model(0), DATA, RandomStreams.seeded(2)))
        .isInstanceOf(EvaluationStoppedException.class)
        .hasMessageContaining("evaluation stopped, because its thread was interrupted");
    assertThat(batches).containsExactly(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptEndsAnnealing() {
    Estimator annealing =
        AnnealedImportanceSampling.ofLikelihood(
            new AnnealedImportanceSampling.Settings(10, 1, 1_000_000, 10)); // hours
    Evaluator evaluator = new Evaluator(Engines.FUSED, 100, List.of(annealing));
    Thread evaluating = Thread.currentThread();
    Thread interrupting = new Thread(evaluating::interrupt);
    assertThatThrownBy(
            () ->
                evaluator.evaluate(
                    LinearGaussian.model(0),
                    DATA,
                    RandomStreams.seeded(2),
                    (metrics, number, count) -> interrupting.start()))
        .isInstanceOf(EvaluationStoppedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void sameSeedGivesTheSameNumbers() {
    Evaluator evaluator = Evaluator.standard(Engines.FUSED, 2);
    Evaluation first = evaluator.evaluate(LinearGaussian.model(0), DATA, RandomStreams.seeded(2));
    Evaluation again = evaluator.evaluate(LinearGaussian.model(0), DATA, RandomStreams.seeded(2));
    Evaluation other = evaluator.evaluate(LinearGaussian.model(0), DATA, RandomStreams.seeded(3));
    assertThat(again).isEqualTo(first);
    assertThat(other.get("elbo")).isNotEqualTo(first.get("elbo"));
  }

  @Test
  void oneEstimatorLessChangesNoOther() {
    Evaluation all =
        Evaluator.standard(Engines.FUSED, 1)
            .evaluate(LinearGaussian.model(0), DATA, RandomStreams.seeded(2));
    Evaluation alone =
        new Evaluator(Engines.FUSED, 200, List.of(new MaximumMeanDiscrepancy(2_000)))
            .evaluate(LinearGaussian.model(0), DATA, RandomStreams.seeded(2));
    assertThat(alone.get("mmd")).isEqualTo(all.get("mmd"));
  }

  @Test
  void countsWhatTrainingMoves() {
    ComposedModel model = LinearGaussian.model(0);
    ComposedModel counted =
        new ComposedModel(
            model.encoder(),
            model.decoder(),
            model.prior(),
            model.likelihood(),
            Parameters.of(
                Parameter.trainable("a", Tensor.zeros(3, 4)),
                Parameter.buffer("b", Tensor.zeros(100))));
    Evaluation evaluation =
        new Evaluator(Engines.FUSED, 10, List.of(new ParameterCount()))
            .evaluate(counted, DATA, RandomStreams.seeded(2));
    assertThat(evaluation.get("parameters").value()).hasValue(12);
  }

  @Test
  void readsNoMoreThanABatchAtATimeAndEachExampleAlike() {
    Watched data = new Watched(DATA);
    Evaluator.standard(Engines.FUSED, 3)
        .evaluate(LinearGaussian.model(0), data, RandomStreams.seeded(2));
    assertThat(data.mostRows).isEqualTo(200);
    // What a set draws anew depends on the stream and the row alone, so each row is read alike in
    // every pass.
    assertThat(data.streams).hasSize(1);
  }

  @Test
  void emptyDataIsAnErrorThatSaysSo() {
    assertThatThrownBy(
            () ->
                Evaluator.standard(Engines.FUSED, 1)
                    .evaluate(
                        LinearGaussian.model(0),
                        new RowsData(Tensor.zeros(0, LinearGaussian.FEATURES)),
                        RandomStreams.seeded(2)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("no examples");
  }

  @Test
  void dataOfAnotherShapeIsAnErrorThatNamesBoth() {
    assertThatThrownBy(
            () ->
                Evaluator.standard(Engines.FUSED, 1)
                    .evaluate(
                        LinearGaussian.model(0),
                        new RowsData(Tensor.zeros(10, 3)),
                        RandomStreams.seeded(2)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("table of 3 columns")
        .hasMessageContaining("5");
  }

  @Test
  void metricThatWasNotEvaluatedIsAbsent() {
    Evaluation evaluation =
        new Evaluator(Engines.FUSED, 10, List.of(new ActiveUnits()))
            .evaluate(LinearGaussian.model(0), DATA, RandomStreams.seeded(2));
    assertThat(evaluation.get("elbo").reason()).contains("it was not evaluated");
  }

  /** Notes how it is read. */
  private static final class Watched implements DataSet {
    private final DataSet data;
    private final Set<Double> streams = new HashSet<>();
    private int mostRows;

    Watched(DataSet data) {
      this.data = data;
    }

    @Override
    public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
      mostRows = Math.max(mostRows, to - from);
      streams.add(random.split(0).nextDouble());
      data.read(rows, from, to, into, random);
    }

    @Override
    public int size() {
      return data.size();
    }

    @Override
    public DataShape shape() {
      return data.shape();
    }

    @Override
    public List<Factor> factors() {
      return data.factors();
    }

    @Override
    public int factor(int row, int factor) {
      return data.factor(row, factor);
    }

    @Override
    public String fingerprint() {
      return data.fingerprint();
    }
  }
}
