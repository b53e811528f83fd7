package org.latent4j.evaluation.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.ComposedModel;
import org.latent4j.evaluation.Engines;
import org.latent4j.evaluation.LinearGaussian;
import org.latent4j.evaluation.RowsData;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.priors.StandardNormalPrior;

class GeneratorTests {
  private static final ComposedModel MODEL = LinearGaussian.model(0);
  private static final RowsData DATA = LinearGaussian.data(25, RandomStreams.seeded(1));

  @Test
  void batchesChangeNothing() {
    try (Generator small = new Generator(MODEL, Engines.FUSED, 4);
        Generator large = new Generator(MODEL, Engines.FUSED, 100)) {
      // Products of matrices of other sizes may round otherwise.
      assertThat(small.encode(DATA.rows()).data())
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(large.encode(DATA.rows()).data());
      assertThat(small.reconstruct(DATA.rows()).data())
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(large.reconstruct(DATA.rows()).data());
      assertThat(small.sample(10, RandomStreams.seeded(3)).draws().data())
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(large.sample(10, RandomStreams.seeded(3)).draws().data());
    }
  }

  @Test
  void dataSetIsEncodedInOrderBatchByBatch() {
    Tensor codes = Tensor.zeros(DATA.size(), LinearGaussian.LATENT);
    try (Generator generator = new Generator(MODEL, Engines.FUSED, 7)) {
      generator.encode(
          DATA,
          RandomStreams.seeded(2),
          (from, rows) ->
              System.arraycopy(
                  rows.data(), 0, codes.data(), from * LinearGaussian.LATENT, rows.size()));
      assertThat(codes.data()).containsExactly(generator.encode(DATA.rows()).data());
    }
  }

  @Test
  void reconstructionIsTheMeanAtTheMeanCode() {
    try (Generator generator = new Generator(MODEL, Engines.FUSED, 10)) {
      assertThat(generator.reconstruct(DATA.rows()).data())
          .containsExactly(generator.mean(generator.encode(DATA.rows())).data());
    }
  }

  @Test
  void samplesBeginWithThePriorAndScatterAroundTheirMeans() {
    int n = 2_000;
    try (Generator generator = new Generator(MODEL, Engines.FUSED, 100)) {
      Samples samples = generator.sample(n, RandomStreams.seeded(4));
      assertThat(samples.means().data()).containsExactly(generator.mean(samples.codes()).data());
      double squares = 0;
      for (int i = 0; i < samples.draws().size(); i++) {
        double difference = (double) samples.draws().data()[i] - samples.means().data()[i];
        squares += difference * difference;
      }
      // The likelihood's variance is 0.5; an average of N squares scatters by 0.5 √(2/N).
      int count = samples.draws().size();
      assertThat(squares / count).isCloseTo(0.5, within(5 * 0.5 * Math.sqrt(2.0 / count)));
    }
  }

  @Test
  void sameStreamGivesTheSameSamples() {
    try (Generator generator = new Generator(MODEL, Engines.FUSED, 100)) {
      Samples first = generator.sample(5, RandomStreams.seeded(4));
      Samples again = generator.sample(5, RandomStreams.seeded(4));
      assertThat(again.draws().data()).containsExactly(first.draws().data());
      assertThat(generator.sample(5, RandomStreams.seeded(5)).draws().data())
          .isNotEqualTo(first.draws().data());
    }
  }

  @Test
  void traversalMovesOneDimensionFromEndToEndInThePriorsScale() {
    ComposedModel wide = MODEL.with(StandardNormalPrior.of(LinearGaussian.LATENT, 5));
    Tensor code = Tensor.of(new float[] {0.25f, -0.5f}, 1, 2);
    try (Generator generator = new Generator(wide, Engines.FUSED, 4)) {
      Traversal traversal = generator.traverse(code, 1, 5, 3, RandomStreams.seeded(6));
      assertThat(traversal.positions()).containsExactly(-3.0, -1.5, 0.0, 1.5, 3.0);
      Tensor means = traversal.means();
      assertThat(means.shape()).containsExactly(5, LinearGaussian.FEATURES);
      // Feature 1 depends on dimension 0 alone, feature 2 is 0.5 plus dimension 1.
      for (int step = 0; step < 5; step++) {
        assertThat(means.at(step, 1)).isCloseTo(-1 + 2 * 0.25f, within(1e-6f));
        // Mean and deviation come from 10,000 draws of N(0, 25): 0.05 and 0.035 are one standard
        // error of them, the latter three times at the ends.
        double expected = 0.5 + 5 * traversal.positions().get(step);
        assertThat((double) means.at(step, 2)).isCloseTo(expected, within(5 * 0.12));
      }
    }
  }

  @Test
  void traversalAroundThePriorsMeanStartsThere() {
    try (Generator generator = new Generator(MODEL, Engines.FUSED, 4)) {
      Traversal traversal = generator.traverse(0, 3, 2, RandomStreams.seeded(6));
      // At position 0 all of the code is the prior's mean, 0 to five standard errors of 10,000
      // draws; feature 0 is 1 + z₀ + z₁/2.
      assertThat((double) traversal.means().at(1, 0)).isCloseTo(1, within(5 * 0.01 * 1.12));
    }
  }

  @Test
  void dimensionThatDoesNotExistIsAnErrorThatNamesThoseThatDo() {
    try (Generator generator = new Generator(MODEL, Engines.FUSED, 4)) {
      assertThatThrownBy(() -> generator.traverse(2, 5, 3, RandomStreams.seeded(6)))
          .isInstanceOf(Latent4jException.class)
          .hasMessageContaining("dimension 2")
          .hasMessageContaining("0 to 1");
      assertThatThrownBy(() -> generator.traverse(0, 1, 3, RandomStreams.seeded(6)))
          .isInstanceOf(Latent4jException.class)
          .hasMessageContaining("at least 2");
    }
  }

  @Test
  void rowsOfAnotherSizeAreAnError() {
    try (Generator generator = new Generator(MODEL, Engines.FUSED, 4)) {
      assertThatThrownBy(() -> generator.encode(Tensor.zeros(2, 3)))
          .isInstanceOf(Latent4jException.class)
          .hasMessageContaining("3")
          .hasMessageContaining("5");
    }
  }
}
