package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTests {
  private static final int STEPS = 4;

  @Test
  void constantStaysAtOne() {
    assertThat(Schedule.CONSTANT.factor(0, STEPS, 10)).isEqualTo(1);
    assertThat(Schedule.CONSTANT.factor(39, STEPS, 10)).isEqualTo(1);
  }

  @Test
  void stepFallsAtEachMilestone() {
    Schedule schedule = new Schedule(new Decay.Step(List.of(2.0, 5.0), 0.1), 0);

    assertThat(schedule.factor(2 * STEPS - 1, STEPS, 10)).isEqualTo(1);
    assertThat(schedule.factor(2 * STEPS, STEPS, 10)).isEqualTo(0.1);
    assertThat(schedule.factor(5 * STEPS, STEPS, 10)).isCloseTo(0.01, within(1e-17));
  }

  @Test
  void cosineIsHalfWayDownInTheMiddle() {
    Schedule schedule = new Schedule(new Decay.Cosine(0.2), 0);

    assertThat(schedule.factor(0, STEPS, 10)).isEqualTo(1);
    assertThat(schedule.factor(5 * STEPS, STEPS, 10)).isCloseTo(0.6, within(1e-15));
    // cos(π/3) = ½
    assertThat(schedule.factor(STEPS, STEPS, 3)).isCloseTo(0.2 + 0.8 * 0.75, within(1e-15));
    assertThat(schedule.factor(10 * STEPS, STEPS, 10)).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void warmUpRisesInEqualStepsAndReachesOne() {
    Schedule schedule = new Schedule(new Decay.Constant(), 2);

    for (int step = 0; step < 8; step++) {
      assertThat(schedule.factor(step, STEPS, 10)).isCloseTo((step + 1) / 8.0, within(1e-15));
    }
    assertThat(schedule.factor(8, STEPS, 10)).isEqualTo(1);
  }

  @Test
  void warmUpOfAPartOfAStepNeverExceedsOne() {
    Schedule schedule = new Schedule(new Decay.Constant(), 0.1);

    assertThat(schedule.factor(0, STEPS, 10)).isEqualTo(1);
  }

  @Test
  void cosineSpansWhatTheWarmUpLeaves() {
    Schedule schedule = new Schedule(new Decay.Cosine(0), 2);

    assertThat(schedule.factor(2 * STEPS, STEPS, 10)).isEqualTo(1);
    assertThat(schedule.factor(6 * STEPS, STEPS, 10)).isCloseTo(0.5, within(1e-15));
  }
}
