package org.latent4j.evaluation.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Estimator;
import org.latent4j.kernels.RandomStreams;

/** What all representation metrics have in common. */
class RepresentationSettingsTests {
  private static final RepresentationSettings SETTINGS =
      RepresentationSettings.published().withPoints(200, 100);

  private final RandomStream random = RandomStreams.seeded(1);

  private static List<Estimator> scores(KnownCodes data) {
    return SETTINGS.estimators(data).subList(1, 6);
  }

  @Test
  void givesAllMetricsInOrder() {
    KnownCodes data = KnownCodes.perfect(KnownCodes.independent(10, random, 2));
    assertThat(SETTINGS.estimators(data).stream().flatMap(e -> e.metrics().stream()))
        .containsExactly("linear_probe", "beta_vae_score", "factor_vae_score", "mig", "sap", "dci");
  }

  @Test
  void thePublishedNumbersAreThoseOfThePapers() {
    assertThat(RepresentationSettings.published())
        .isEqualTo(new RepresentationSettings(10_000, 10_000, 5_000, 64, 20, 0.05, 10));
  }

  @Test
  void sameSeedGivesTheSameNumbersAndAnotherSeedOthers() {
    int[][] v = KnownCodes.independent(2_000, random, 3, 4);
    KnownCodes data =
        KnownCodes.of(
            v,
            row -> v[0][row] + random.nextGaussian(),
            row -> v[1][row] + random.nextGaussian(),
            row -> v[0][row] + v[1][row] + 2 * random.nextGaussian());
    for (Estimator estimator : SETTINGS.estimators(data)) {
      Estimate first = data.estimate(estimator, 2);
      assertThat(first.value()).as(estimator.metrics().toString()).isPresent();
      assertThat(data.estimate(estimator, 2)).isEqualTo(first);
      // The probe, which learns from all that there is and measures on all, is the same up to
      // the order in which it learns.
      if (!estimator.metrics().contains("linear_probe")) {
        assertThat(data.estimate(estimator, 3)).isNotEqualTo(first);
      }
    }
  }

  @Test
  void readsNoMoreExamplesThanThereArePointsAndEachOnce() {
    int[][] v = KnownCodes.independent(2_000, random, 3, 4);
    for (Estimator estimator : scores(KnownCodes.perfect(v))) {
      KnownCodes data = KnownCodes.perfect(v);
      assertThat(data.estimate(estimator, 2).value()).isPresent();
      assertThat(data.readings().get())
          .as(estimator.metrics().toString())
          .isEqualTo(estimator instanceof MutualInformationGap ? 200 : 300);
    }
  }

  @Test
  void smallDataIsSharedOutInProportion() {
    int[][] v = KnownCodes.independent(60, random, 2, 2);
    Estimate estimate =
        KnownCodes.perfect(v).estimate(new SeparatedAttributePredictability(SETTINGS), 2);
    assertThat(estimate.settings())
        .containsEntry("examples", 60)
        .containsEntry("training_points", 40)
        .containsEntry("evaluation_points", 20);
  }

  @Test
  void factorsThatDoNotVaryAreLeftOut() {
    int[][] v = KnownCodes.independent(300, random, 2, 1, 2);
    for (Estimator score : scores(KnownCodes.perfect(v))) {
      assertThat(KnownCodes.perfect(v).estimate(score, 2).settings())
          .containsEntry("factors", List.of("a", "c"));
    }
  }

  @Test
  void aValueThatOneExampleAloneHasIsNoObstacle() {
    // With some seeds it is among those learned from, with others among those measured on.
    int[][] v = KnownCodes.independent(60, random, 2, 1);
    v[1][7] = 1;
    KnownCodes data = KnownCodes.perfect(v);
    for (Estimator score : scores(data)) {
      for (int seed = 0; seed < 5; seed++) {
        assertThat(data.estimate(score, seed).value()).as(score.metrics().toString()).isPresent();
      }
    }
  }

  @Test
  void dataWithoutFactorsHasNoScoreAndSaysSo() {
    KnownCodes data = KnownCodes.of(List.<Factor>of(), new int[0][], 50, row -> row, row -> 1);
    for (Estimator score : scores(data)) {
      assertAbsent(data.estimate(score, 2), "no factors");
    }
  }

  @Test
  void oneFactorThatVariesHasNoScoreAndSaysSo() {
    int[][] v = KnownCodes.independent(50, random, 2, 1);
    KnownCodes data = KnownCodes.perfect(v);
    for (Estimator score : scores(data)) {
      assertAbsent(data.estimate(score, 2), "at least two factors that vary; 1 of the data's 2");
    }
  }

  @Test
  void oneExampleHasNoScoreAndSaysSo() {
    KnownCodes data = KnownCodes.perfect(KnownCodes.independent(1, random, 2, 2));
    for (Estimator score : scores(data)) {
      assertAbsent(data.estimate(score, 2), "the data has 1");
    }
  }

  @Test
  void codesThatAreNotFiniteHaveNoScore() {
    int[][] v = KnownCodes.independent(50, random, 2, 2);
    KnownCodes data = KnownCodes.of(v, row -> v[0][row], row -> row == 7 ? Double.NaN : 1);
    for (Estimator score : scores(data)) {
      assertAbsent(data.estimate(score, 2), "not finite");
    }
  }

  @Test
  void aCodeOfOneNumberHasNoGapButTheOtherScores() {
    int[][] v = KnownCodes.independent(400, random, 2, 2);
    KnownCodes data = KnownCodes.of(v, row -> v[0][row]);
    assertAbsent(data.estimate(new MutualInformationGap(SETTINGS), 2), "two best dimensions");
    assertAbsent(
        data.estimate(new SeparatedAttributePredictability(SETTINGS), 2), "two best dimensions");
    // With the one factor fixed the code does not vary, with the other one it does.
    assertThat(data.estimate(new BetaVaeScore(SETTINGS), 2).value()).hasValue(1);
  }

  private static void assertAbsent(Estimate estimate, String reason) {
    assertThat(estimate.value()).isEmpty();
    assertThat(estimate.reason().orElseThrow()).contains(reason);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> SETTINGS.withPoints(1, 100)).hasMessageContaining("1 training points");
    assertThatThrownBy(() -> SETTINGS.withPoints(100, 0))
        .hasMessageContaining("0 evaluation points");
    assertThatThrownBy(() -> new RepresentationSettings(1, 9, 9, 9, 9, 0, 9))
        .hasMessageContaining("linear probe");
    assertThatThrownBy(() -> new RepresentationSettings(9, 9, 9, 1, 9, 0, 9))
        .hasMessageContaining("group");
    assertThatThrownBy(() -> new RepresentationSettings(9, 9, 9, 9, 1, 0, 9))
        .hasMessageContaining("bins");
    assertThatThrownBy(() -> new RepresentationSettings(9, 9, 9, 9, 9, Double.NaN, 9))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new RepresentationSettings(9, 9, 9, 9, 9, 0, 0))
        .hasMessageContaining("trees");
  }
}
