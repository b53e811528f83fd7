package org.latent4j.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Tensor;

class CodePlaneTests {
  @Test
  void twoDimensionsAreShownAsTheyAre() {
    Tensor codes = Tensor.of(new float[] {1, 2, -3, 0.5f}, 2, 2);
    CodePlane plane = CodePlane.of(codes, Tensor.of(new float[] {0, 0}, 1, 2));
    assertThat(plane.axes()).containsExactly("latent dimension 0", "latent dimension 1");
    assertThat(plane.codes()).containsExactly(List.of(1.0, 2.0), List.of(-3.0, 0.5));
  }

  @Test
  void moreDimensionsAreShownOnThePlaneOfGreatestVariance() {
    // Dimensions 2 and 4 vary by 3 and 2, the others by 0.01.
    Random random = new Random(1);
    int n = 500;
    Tensor codes = Tensor.zeros(n, 5);
    double[] deviations = {0.01, 0.01, 3, 0.01, 2};
    for (int i = 0; i < codes.size(); i++) {
      codes.data()[i] = (float) (deviations[i % 5] * random.nextGaussian());
    }
    CodePlane plane = CodePlane.of(codes, codes);
    assertThat(plane.axes().get(0))
        .matches("principal component 1 \\((6[5-9]|7[0-5]) % of variance\\)");
    assertThat(plane.prior()).isEqualTo(plane.codes());
    // Distances on the plane are those between the codes but for what lies across it.
    for (int i = 1; i < n; i++) {
      double along = Math.hypot(codes.at(i, 2) - codes.at(0, 2), codes.at(i, 4) - codes.at(0, 4));
      double shown =
          Math.hypot(
              plane.codes().get(i).get(0) - plane.codes().get(0).get(0),
              plane.codes().get(i).get(1) - plane.codes().get(0).get(1));
      assertThat(shown).isCloseTo(along, within(0.1));
    }
  }

  @Test
  void oneDimensionIsSpreadOut() {
    CodePlane plane = CodePlane.of(Tensor.zeros(10, 1), Tensor.zeros(3, 1));
    assertThat(plane.codes()).hasSize(10).doesNotHaveDuplicates();
    assertThat(plane.prior()).hasSize(3);
  }
}
