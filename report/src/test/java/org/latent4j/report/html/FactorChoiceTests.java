package org.latent4j.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Tensor;

class FactorChoiceTests {
  private static final int N = 1_000;

  @Test
  void factorThatPointsLieApartByIsChosen() {
    Random random = new Random(1);
    Tensor codes = Tensor.zeros(N, 2);
    List<Integer> chance = new ArrayList<>();
    List<Integer> position = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      chance.add(random.nextInt(40));
      position.add(random.nextInt(8));
      codes.data()[2 * i] = (float) (position.get(i) + random.nextGaussian());
      codes.data()[2 * i + 1] = (float) random.nextGaussian();
    }
    CodePlane plane = CodePlane.of(codes, codes);
    assertThat(FactorChoice.best(List.of(plane), List.of(chance, position), List.of(40, 8)))
        .isEqualTo(1);
    // The eight positions have variance 5.25 of a total of 5.25 + 2.
    assertThat(FactorChoice.explained(plane.codes(), position, 8))
        .isCloseTo(5.25 / 7.25, within(0.04));
    // By chance 40 groups explain 0 on average, with a deviation of about √(2 · 39) / 1000 an axis.
    assertThat(FactorChoice.explained(plane.codes(), chance, 40)).isCloseTo(0, within(0.04));
  }

  @Test
  void pointsThatDoNotVaryAreNotExplained() {
    CodePlane plane = CodePlane.of(Tensor.zeros(4, 2), Tensor.zeros(1, 2));
    assertThat(FactorChoice.explained(plane.codes(), List.of(0, 1, 0, 1), 2)).isZero();
    assertThat(FactorChoice.best(List.of(plane), List.of(), List.of())).isZero();
  }
}
