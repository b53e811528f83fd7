package org.latent4j.kernels.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.tensor.RandomStream;

class PhiloxStreamTests {
  private static final int COUNT = 100_000;

  private static float[] gaussians(RandomStream stream) {
    return stream.gaussian(COUNT).data();
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double meanOfProducts(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum / a.length;
  }

  @Test
  void sameSeedAndPathGiveTheSameNumbers() {
    assertThat(gaussians(PhiloxStream.seeded(7).split("noise").split(3)))
        .isEqualTo(gaussians(PhiloxStream.seeded(7).split("noise").split(3)));
  }

  @Test
  void splittingDoesNotAdvanceTheParent() {
    RandomStream untouched = PhiloxStream.seeded(7);
    RandomStream split = PhiloxStream.seeded(7);
    split.split("a").nextDouble();
    split.split(5).nextDouble();
    assertThat(split.nextDouble()).isEqualTo(untouched.nextDouble());
  }

  @Test
  void drawingDoesNotChangeWhatIsSplitOffAfterwards() {
    RandomStream drawn = PhiloxStream.seeded(7);
    double before = drawn.split("a").nextDouble();
    drawn.nextGaussian();
    assertThat(drawn.split("a").nextDouble()).isEqualTo(before);
  }

  @Test
  void seedsPurposesAndIndicesAllGiveDifferentStreams() {
    RandomStream root = PhiloxStream.seeded(1);
    double[] first = {
      PhiloxStream.seeded(1).nextDouble(),
      PhiloxStream.seeded(2).nextDouble(),
      PhiloxStream.seeded(-1).nextDouble(),
      root.split("a").nextDouble(),
      root.split("b").nextDouble(),
      root.split(0).nextDouble(),
      root.split(1).nextDouble(),
      root.split(1L << 32).nextDouble(),
      root.split("a").split("b").nextDouble(),
      root.split("b").split("a").nextDouble(),
      root.split("ab").nextDouble()
    };
    assertThat(Arrays.stream(first).distinct().count()).isEqualTo(first.length);
  }

  @Test
  void neighbouringStreamsAreUncorrelated() {
    RandomStream root = PhiloxStream.seeded(11);
    // The product of independent standard normals has mean 0 and variance 1: five standard errors.
    double bound = 5 / Math.sqrt(COUNT);
    assertThat(meanOfProducts(gaussians(root.split(0)), gaussians(root.split(1))))
        .isCloseTo(0, within(bound));
    assertThat(meanOfProducts(gaussians(root.split("a")), gaussians(root.split("b"))))
        .isCloseTo(0, within(bound));
    assertThat(meanOfProducts(gaussians(PhiloxStream.seeded(0)), gaussians(PhiloxStream.seeded(1))))
        .isCloseTo(0, within(bound));
  }

  @Test
  void gaussiansHaveTheMomentsOfTheStandardNormal() {
    float[] values = gaussians(PhiloxStream.seeded(3));
    float[] squares = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      squares[i] = values[i] * values[i];
    }
    // Var z = 1, Var z² = 2, Var z⁴ = 105 − 9 = 96; five standard errors each.
    assertThat(mean(values)).isCloseTo(0, within(5 / Math.sqrt(COUNT)));
    assertThat(mean(squares)).isCloseTo(1, within(5 * Math.sqrt(2.0 / COUNT)));
    assertThat(meanOfProducts(squares, squares)).isCloseTo(3, within(5 * Math.sqrt(96.0 / COUNT)));
  }

  /** A piece in sixty or so runs over into the next: among 3,000 some do, and the others do not. */
  @ParameterizedTest
  @CsvSource({"1, 100", "2, 1000", "2, 1001", "3, 1000", "8, 83", "5, 7"})
  void gaussiansDrawnInPiecesAreThoseDrawnInOneGo(int pieces, int count) {
    for (int seed = 0; seed < 3000 / pieces; seed++) {
      RandomStream whole = PhiloxStream.seeded(seed);
      PhiloxStream cut = PhiloxStream.seeded(seed);
      int before = whole.nextInt(1000);
      assertThat(cut.nextInt(1000)).isEqualTo(before);
      float[] expected = new float[count];
      float[] found = new float[count];
      whole.fillGaussian(expected, 0, count);
      cut.fillGaussian(
          found,
          count,
          pieces,
          (n, piece) -> {
            for (int i = n - 1; i >= 0; i--) {
              piece.accept(i);
            }
          });
      assertThat(found).as("seed %d", seed).isEqualTo(expected);
      // What follows goes on from the same place, the second half of a number drawn before too.
      assertThat(cut.nextInt(1000)).isEqualTo(whole.nextInt(1000));
      assertThat(cut.nextGaussian()).isEqualTo(whole.nextGaussian());
    }
  }

  @Test
  void uniformsFillTheHalfOpenUnitInterval() {
    float[] values = new float[COUNT + 2];
    PhiloxStream.seeded(5).fillUniform(values, 1, COUNT - 1); // an odd count
    assertThat(values[0]).isZero();
    assertThat(Arrays.copyOfRange(values, COUNT, COUNT + 2)).containsOnly(0f);
    float[] drawn = Arrays.copyOfRange(values, 1, COUNT);
    for (float value : drawn) {
      assertThat(value).isGreaterThanOrEqualTo(0f).isLessThan(1f);
    }
    // Variance 1/12, five standard errors.
    assertThat(mean(drawn)).isCloseTo(0.5, within(5 / Math.sqrt(12.0 * drawn.length)));
  }

  @Test
  void permutationsHoldEveryNumberOnce() {
    int[] order = PhiloxStream.seeded(9).permutation(1000);
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      assertThat(sorted[i]).isEqualTo(i);
    }
    assertThat(order).isNotEqualTo(sorted);
  }

  /**
   * Streams are part of what makes an old run repeatable: a change here is a change of every seed's
   * meaning.
   */
  @Test
  void theNumbersOfASeedStayWhatTheyAre() {
    RandomStream stream = PhiloxStream.seeded(42).split("initialization").split(1);
    assertThat(new double[] {stream.nextDouble(), stream.nextDouble()})
        .containsExactly(0.8598318199838679, 0.47725130472431776);
  }
}
