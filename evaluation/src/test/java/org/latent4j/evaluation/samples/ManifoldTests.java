package org.latent4j.evaluation.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.Engines;
import org.latent4j.evaluation.SampleMean;
import org.latent4j.kernels.RandomStreams;

class ManifoldTests {
  private static double share(Tensor of, Tensor in) {
    try (Tape tape = Engines.FUSED.newForwardTape()) {
      return Manifold.of(tape, in).share(tape, of);
    }
  }

  private static Tensor shifted(Tensor rows, float by) {
    Tensor copy = rows.copyOfRows(0, rows.rows());
    for (int i = 0; i < copy.size(); i++) {
      copy.data()[i] += by;
    }
    return copy;
  }

  @Test
  void aSampleLiesInItsOwnManifold() {
    Tensor rows = RandomStreams.seeded(1).gaussian(500, 4);
    assertThat(share(rows, rows)).isEqualTo(1);
  }

  @Test
  void oneFarAwayDoesNot() {
    Tensor rows = RandomStreams.seeded(1).gaussian(500, 4);
    assertThat(share(shifted(rows, 100), rows)).isEqualTo(0);
  }

  @Test
  void ballsReachToTheThirdNeighbour() {
    // 0, 1, 2, 3, 10 on a line: radii 3, 2, 2, 3, 9.
    Tensor line = Tensor.of(new float[] {0, 1, 2, 3, 10}, 5, 1);
    Tensor asked = Tensor.of(new float[] {-3, -3.1f, 0.9f, 1.1f, 19, 19.1f}, 6, 1);
    assertThat(share(asked, line)).isCloseTo(4.0 / 6, within(1e-12));
  }

  @Test
  void halfOfTheModesIsHalfOfTheRecallAndAllOfThePrecision() {
    Tensor one = RandomStreams.seeded(1).gaussian(400, 3);
    Tensor both = Tensor.zeros(800, 3);
    System.arraycopy(RandomStreams.seeded(2).gaussian(400, 3).data(), 0, both.data(), 0, 1200);
    System.arraycopy(
        shifted(RandomStreams.seeded(3).gaussian(400, 3), 100).data(), 0, both.data(), 1200, 1200);
    double precision = share(one, both);
    assertThat(precision).isGreaterThan(0.8);
    assertThat(share(both, one)).isBetween(0.4, 0.5);
  }

  /**
   * The deviation of 40 shares is known to 1 / √78 of itself, 11 %; five times that, and a tenth
   * since halves are right for large samples.
   */
  @Test
  void errorsOfSharesAreAsLargeAsTheyScatter() {
    SampleMean shares = new SampleMean();
    SampleMean squares = new SampleMean();
    try (Tape tape = Engines.FUSED.newForwardTape()) {
      for (int trial = 0; trial < 40; trial++) {
        RandomStream random = RandomStreams.seeded(trial);
        Tensor of = shifted(random.split("of").gaussian(300, 4), 0.5f);
        Tensor in = random.split("in").gaussian(300, 4);
        shares.add(share(of, in));
        double error = Manifold.standardError(tape, of, in, random.split("halves"));
        squares.add(error * error);
      }
    }
    assertThat(Math.sqrt(squares.mean() / shares.variance())).isBetween(1 - 0.66, 1 + 0.66);
  }
}
