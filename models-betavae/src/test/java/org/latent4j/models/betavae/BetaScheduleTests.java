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
  void warmUpThatIsCutOffSaysWhereItEnded() {
    BetaSchedule schedule = new BetaSchedule.WarmUp(4, 10);

    assertThat(schedule.unreached(5))
        .hasValue("after 5 epochs β is 2: it rises to 4.0 over 10.0 epochs");
    assertThat(schedule.unreached(1))
        .hasValueSatisfying(words -> assertThat(words).startsWith("after 1 epoch β is 0.4:"));
    assertThat(schedule.unreached(10)).isEmpty();
    assertThat(schedule.unreached(11)).isEmpty();
  }

  @Test
  void cyclesThatAreCutOffSayWhereTheyEnded() {
    BetaSchedule schedule = new BetaSchedule.Cyclic(2, 3, 4, 0.5);

    assertThat(schedule.unreached(9))
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .startsWith(
                        "after 9 epochs β is 1: it rises to 2.0 in 3 cycles of 4.0 epochs"));
    // At a cycle's end β is what the last step had, not what the next cycle begins with.
    assertThat(schedule.unreached(8))
        .hasValueSatisfying(words -> assertThat(words).startsWith("after 8 epochs β is 2:"));
    assertThat(schedule.unreached(10)).isEmpty();
  }

  @Test
  void constantIsReachedAtOnce() {
    assertThat(new BetaSchedule.Constant(4).unreached(1)).isEmpty();
  }

  @Test
  void capacityThatIsCutOffSaysWhereItEnded() {
    RateCapacity capacity = new RateCapacity(100, 25, 10);

    assertThat(capacity.unreached(4))
        .hasValue("after 4 epochs the capacity is 10 nats: it rises to 25.0 over 10.0 epochs");
    assertThat(capacity.unreached(10)).isEmpty();
    assertThat(new RateCapacity(100, 25, 0).unreached(1)).isEmpty();
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
