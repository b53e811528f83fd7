package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.api.Latent4jException;

class TrainingSettingsTests {
  @Test
  void nothingGivenMeansTheDefaults() {
    TrainingSettings settings = TrainingSettings.defaults();

    assertThat(settings.epochs()).isEqualTo(20);
    assertThat(settings.batch()).isEqualTo(128);
    assertThat(settings.seed()).isEqualTo(1);
    assertThat(settings.schedule()).isEqualTo(Schedule.CONSTANT);
    assertThat(settings.clipNorm()).isZero();
    assertThat(settings.patience()).isZero();
    assertThat(settings.restoreBest()).isTrue();
    assertThat(settings.checkpointEvery()).isEqualTo(1);
  }

  @Test
  void configurationIsReadAsYamlGivesIt() {
    TrainingSettings settings =
        TrainingSettings.of(
            Map.of(
                "epochs",
                500,
                "batch",
                "100",
                "schedule",
                "step",
                "milestones",
                List.of(200, 350, 500),
                "factor",
                "0.63",
                "warm-up-epochs",
                2,
                "clip-norm",
                5,
                "patience",
                10));

    assertThat(settings)
        .isEqualTo(
            new TrainingSettings(
                500,
                100,
                1,
                1000,
                new Schedule(new Decay.Step(List.of(200.0, 350.0, 500.0), 0.63), 2),
                5,
                10,
                true,
                1,
                300));
  }

  @Test
  void cosineEndsWithItsFinalFactor() {
    TrainingSettings settings =
        TrainingSettings.of(Map.of("schedule", "cosine", "final-factor", 0.01));

    assertThat(settings.schedule()).isEqualTo(new Schedule(new Decay.Cosine(0.01), 0));
  }

  @Test
  void unknownKeyNamesTheNearMiss() {
    assertThatThrownBy(() -> TrainingSettings.of(Map.of("epoch", 3)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("training has no option 'epoch'", "did you mean 'epochs'");
  }

  @ParameterizedTest
  @CsvSource({
    "epochs, -1",
    "batch, 0",
    "validation-batch, 0",
    "schedule, linear",
    "warm-up-epochs, -1",
    "factor, 0",
    "final-factor, 2",
    "clip-norm, -1",
    "patience, -1",
    "checkpoint-every, -1",
    "checkpoint-seconds, -1"
  })
  void valueThatIsNotAllowedIsNamed(String key, String value) {
    assertThatThrownBy(() -> TrainingSettings.of(Map.of(key, value)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageStartingWith("training." + key + ": '" + value + "' is not allowed");
  }

  @Test
  void milestonesAscend() {
    assertThatThrownBy(
            () -> TrainingSettings.of(Map.of("schedule", "step", "milestones", List.of(20, 10))))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("training.milestones", "ascending");
  }

  @Test
  void stepScheduleNeedsMilestones() {
    assertThatThrownBy(() -> TrainingSettings.of(Map.of("schedule", "step")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("training.milestones");
  }

  @Test
  void programsAreHeldToTheSameLimits() {
    assertThatThrownBy(() -> TrainingSettings.defaults().withBatch(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch");
    assertThatThrownBy(() -> TrainingSettings.defaults().withEpochs(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epochs");
  }
}
