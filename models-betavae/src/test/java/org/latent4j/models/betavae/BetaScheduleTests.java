package org.latent4j.models.betavae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BetaScheduleTests {
  @Test
  void constantStays() {
    assertThat(new BetaSchedule.Constant(4).at(0)).isEqualTo(4);
    assertThat(new BetaSchedule.Constant(4).at(99)).isEqualTo(4);
  }

  @Test
  void warmUpRisesOnceAndStays() {
    BetaSchedule schedule = new BetaSchedule.WarmUp(4, 10);

    assertThat(schedule.at(0)).isZero();
    assertThat(schedule.at(2.5)).isEqualTo(1);
    assertThat(schedule.at(10)).isEqualTo(4);
    assertThat(schedule.at(99)).isEqualTo(4);
  }

  @Test
  void cyclicRisesInTheFirstPartOfEachCycleAndStaysAfterTheLast() {
    BetaSchedule schedule = new BetaSchedule.Cyclic(2, 3, 4, 0.5);

    for (int cycle = 0; cycle < 3; cycle++) {
      assertThat(schedule.at(4 * cycle)).isZero();
      assertThat(schedule.at(4 * cycle + 1)).isCloseTo(1, within(1e-12));
      assertThat(schedule.at(4 * cycle + 2)).isCloseTo(2, within(1e-12));
      assertThat(schedule.at(4 * cycle + 3.9)).isEqualTo(2);
    }
    assertThat(schedule.at(12)).isEqualTo(2);
    assertThat(schedule.at(13)).isEqualTo(2);
  }

  @Test
  void impossibleSchedulesAreRefused() {
    assertThatThrownBy(() -> new BetaSchedule.Constant(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BetaSchedule.Constant(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BetaSchedule.WarmUp(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BetaSchedule.Cyclic(1, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
