package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.evaluation.Subject;
import org.latent4j.evaluation.generation.Generator;
import org.latent4j.evaluation.generation.Traversal;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;

class ExhibitTests {
  private static final int N = 50;

  @Test
  void examplesAreDrawnByChanceWithTheirFactors() {
    Examples examples = Examples.of(new Pixels(), RandomStreams.seeded(1));
    assertThat(examples.shown().rows()).isEqualTo(12);
    assertThat(examples.mapped().rows()).isEqualTo(N);
    // Pixel 0 of an example is its row's number, and its factor the number modulo 2.
    List<Integer> rows =
        IntStream.range(0, N).mapToObj(i -> (int) examples.mapped().at(i, 0)).toList();
    assertThat(rows).doesNotHaveDuplicates().isNotEqualTo(IntStream.range(0, N).boxed().toList());
    assertThat(examples.factorValues().get(0))
        .isEqualTo(rows.stream().map(row -> row % 2).toList());
    assertThat(examples.shown().data()).containsExactly(examples.mapped().copyOfRows(0, 12).data());
  }

  @Test
  void exhibitShowsWhatTheModelMakesOfThem() {
    Examples examples = Examples.of(new Pixels(), RandomStreams.seeded(1));
    try (FusedEngine engine = FusedEngine.create(1);
        Generator generator = new Generator(new Scaling(), engine, 16);
        Subject learned =
            new Subject(new Scaling(), new Pixels(), engine, 16, RandomStreams.seeded(3))) {
      Exhibit exhibit = Exhibit.of(generator, examples, learned, RandomStreams.seeded(2));
      assertThat(exhibit.codes().shape()).containsExactly(N, 4);
      assertThat(exhibit.reconstructions().shape()).containsExactly(12, 4);
      assertThat(exhibit.samples().means().shape()).containsExactly(64, 4);
      assertThat(exhibit.prior().shape()).containsExactly(1_000, 4);
      assertThat(exhibit.exPost().means()).isEmpty();
      assertThat(exhibit.exPost().reason()).contains("50 codes are too few for 10 components");
      assertThat(exhibit.nearest().shape()).containsExactly(8, 4);
      for (int i = 0; i < 8; i++) {
        assertThat((double) exhibit.nearest().at(i, 0))
            .isEqualTo(nearestRow(exhibit.samples().means(), i));
      }
      // The wider a pixel varies, the earlier its dimension comes.
      assertThat(exhibit.traversals()).extracting(Traversal::dimension).containsExactly(0, 3, 1, 2);
      assertThat(exhibit.traversals().get(0).positions()).hasSize(9).startsWith(-3.0).endsWith(3.0);
    }
  }

  /** The row whose example r · (1, 0.2, 0.1, 0.3) is nearest: by projection, a whole number. */
  private static double nearestRow(Tensor samples, int row) {
    double[] direction = {1, 0.2, 0.1, 0.3};
    double product = 0;
    double length = 0;
    for (int i = 0; i < 4; i++) {
      product += samples.at(row, i) * direction[i];
      length += direction[i] * direction[i];
    }
    return Math.min(N - 1, Math.max(0, Math.rint(product / length)));
  }

  /** Images of 2 × 2: the row's number, then it scaled by 0.2, 0.1 and 0.3. */
  private static final class Pixels implements DataSet {
    @Override
    public int size() {
      return N;
    }

    @Override
    public DataShape shape() {
      return new DataShape.Image(2, 2, 1);
    }

    @Override
    public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
      float[] scales = {1, 0.2f, 0.1f, 0.3f};
      for (int i = 0; i < into.size(); i++) {
        into.data()[i] = rows[from + i / 4] * scales[i % 4];
      }
    }

    @Override
    public List<Factor> factors() {
      return List.of(new Factor("parity", List.of("even", "odd")));
    }

    @Override
    public int factor(int row, int factor) {
      return row % 2;
    }

    @Override
    public String fingerprint() {
      return "pixels";
    }
  }

  /** The code is the example, and an image is its code. */
  private static final class Scaling implements Model, Encoder, Decoder, Prior, Likelihood {
    @Override
    public int latent() {
      return 4;
    }

    @Override
    public Posterior encode(Var x, Mode mode) {
      return new PointPosterior(x);
    }

    @Override
    public Var decode(Var z, Mode mode) {
      return z;
    }

    @Override
    public Var logDensity(Var z) {
      return z.rowSums();
    }

    @Override
    public void sample(RandomStream random, Tensor into) {
      random.fillGaussian(into.data(), 0, into.size());
    }

    @Override
    public int features() {
      return 4;
    }

    @Override
    public int decoderOutputs() {
      return 4;
    }

    @Override
    public Support support(int feature) {
      return Support.REAL_LINE;
    }

    @Override
    public Var logDensity(Var outputs, Var x) {
      return outputs.rowSums();
    }

    @Override
    public Var mean(Var outputs) {
      return outputs;
    }

    @Override
    public Tensor sample(Tensor outputs, RandomStream random) {
      return outputs.copy();
    }

    @Override
    public Encoder encoder() {
      return this;
    }

    @Override
    public Decoder decoder() {
      return this;
    }

    @Override
    public Prior prior() {
      return this;
    }

    @Override
    public Likelihood likelihood() {
      return this;
    }

    @Override
    public List<Phase> phases() {
      return List.of();
    }

    @Override
    public Parameters parameters() {
      return Parameters.none();
    }

    @Override
    public Loss validation(Var x, RandomStream random) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String criterion() {
      return "none";
    }

    @Override
    public String divergence() {
      return "none";
    }
  }
}
