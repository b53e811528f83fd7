package org.latent4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.training.Progress;

class ExperimentProgressTests {
  private final AtomicLong seconds = new AtomicLong();
  private final ExperimentProgress progress =
      new ExperimentProgress(() -> seconds.get() * 1_000_000_000L);

  private void steps(long from, long to) {
    for (long step = from; step <= to; step++) {
      seconds.incrementAndGet();
      progress.step(new Progress((int) (step - 1) / 10 + 1, 10, step, 100, Map.of()));
    }
  }

  private void evaluation(long took) {
    progress.evaluates(List.of("elbo", "rate"), 1, 9);
    seconds.addAndGet(took);
    progress.ended();
  }

  @Test
  void aLineSaysWhereARunAndAllRunsStand() {
    progress.begins("beta-vae, seed 2", 3, 6);
    steps(1, 42);
    progress.validated(Optional.of(98.3));

    // A second a step: 58 steps of this run are left, and three whole runs of 100.
    assertThat(progress.line(200))
        .isEqualTo(
            "3 of 6: beta-vae, seed 2 [================>                       ] 42 %, epoch 5/10,"
                + " 0:58 left, over 5:58 in all, validation 98.3");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 20, 40, 60, 80, 120, 200})
  void aLineIsNarrowerThanTheTerminal(int columns) {
    progress.begins("beta-vae, seed 2", 3, 6);
    assertThat(progress.line(columns)).hasSizeLessThan(columns);
    steps(1, 42);
    assertThat(progress.line(columns)).hasSizeLessThan(columns);
    evaluation(10);
    assertThat(progress.line(columns)).hasSizeLessThan(columns);
    progress.evaluates(List.of("log_likelihood_ais", "ais_gap"), 8, 9);
    assertThat(progress.line(columns)).hasSizeLessThan(columns);
  }

  @Test
  void whatMattersLeastIsLeftOutFirst() {
    progress.begins("beta-vae, seed 2", 3, 6);
    steps(1, 42);

    assertThat(progress.line(80))
        .startsWith("3 of 6: beta-vae, seed 2 [===")
        .endsWith("] 42 %, epoch 5/10, over 5:58 in all");
    assertThat(progress.line(50)).isEqualTo("3 of 6: beta-vae, seed 2 42 %, epoch 5/10");
    assertThat(progress.line(40)).isEqualTo("3 of 6: beta-vae, seed 2 42 %");
    assertThat(progress.line(20)).isEqualTo("beta-vae, see… 42 %");
    assertThat(progress.line(6)).isEqualTo("42 %");
  }

  @Test
  void anEvaluationSaysWhatItIsAt() {
    progress.begins("vae", 1, 1);
    steps(1, 100);
    progress.evaluates(List.of("mmd"), 4, 9);

    assertThat(progress.line(80)).startsWith("vae [===").endsWith("] evaluating 4/9, mmd");
    assertThat(progress.line(20)).isEqualTo("vae evaluating 4/9");
  }

  @Test
  void timeLeftIsJudgedByTheStepsOfThisSession() {
    progress.begins("vae", 1, 1);
    assertThat(progress.secondsLeft()).isEmpty();
    seconds.addAndGet(1000); // nothing that a step takes
    steps(51, 61); // resumed

    assertThat(progress.secondsLeft()).hasValue(39);
    assertThat(progress.secondsLeftInAll()).isEmpty();
  }

  @Test
  void timeLeftInAllIsJudgedByTheRunsThatHaveEnded() {
    progress.begins("vae", 1, 3);
    steps(1, 100);
    evaluation(20);
    progress.begins("aae", 2, 3);
    steps(1, 40);

    // 60 steps and an evaluation; then a run of 100 steps and an evaluation.
    assertThat(progress.secondsLeftInAll()).hasValue(60 + 20 + 100 + 20);

    steps(41, 100);
    progress.evaluates(List.of("elbo"), 1, 2);
    seconds.addAndGet(5);
    assertThat(progress.secondsLeftInAll()).hasValue(15 + 100 + 20);
  }

  @Test
  void runsThatWereTrainedBeforeSayNothingOfTime() {
    progress.begins("vae", 1, 2);
    evaluation(20);
    progress.begins("aae", 2, 2);
    steps(1, 11);

    assertThat(progress.secondsLeftInAll()).hasValue(89 + 20);
  }

  @Test
  void durationsAreReadAsClocksAre() {
    assertThat(Durations.of(7.4)).isEqualTo("0:07");
    assertThat(Durations.of(750)).isEqualTo("12:30");
    assertThat(Durations.of(3723)).isEqualTo("1:02:03");
    assertThat(Durations.of(-1)).isEqualTo("0:00");
  }
}
