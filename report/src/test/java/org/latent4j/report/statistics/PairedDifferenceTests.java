package org.latent4j.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedDifferenceTests {
  @Test
  void intervalIsStudentsForPairedSamples() {
    PairedDifference difference =
        PairedDifference.between(List.of(11.0, 22.0, 33.0), List.of(10.0, 20.0, 30.0));
    // Differences 1, 2, 3: mean 2, deviation 1; t of 0.975 with 2 degrees of freedom is 4.302653
    // (any table of Student's distribution).
    assertThat(difference.mean()).isEqualTo(2);
    assertThat(difference.high() - 2).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
    assertThat(2 - difference.low()).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
    assertThat(difference.isClear()).isFalse();
  }

  @Test
  void equalDifferencesAreClear() {
    assertThat(PairedDifference.between(List.of(1.0, 5.0), List.of(2.0, 6.0)).isClear()).isTrue();
  }

  @Test
  void equalValuesAreNotClear() {
    assertThat(PairedDifference.between(List.of(1.0, 5.0), List.of(1.0, 5.0)).isClear()).isFalse();
  }

  @Test
  void oneSeedHasNoInterval() {
    assertThatThrownBy(() -> PairedDifference.between(List.of(1.0), List.of(2.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
