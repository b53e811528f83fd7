package org.latent4j.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.statistics.Finding;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.training.Progress;
import org.latent4j.training.TrainingListener;

class ComparisonTests {
  private static final Catalog CATALOG = Catalog.discover();
  private static final Configuration TINY = ExperimentTests.TINY.with("training.epochs", 1);

  @TempDir private Path temporary;

  private static Comparison comparison(Configuration configuration, int seeds, Path folder) {
    return Comparison.of(CATALOG, configuration, List.of(), seeds, folder);
  }

  @Test
  void eachModelIsTrainedWithEachSeedInAFolderOfItsOwn() {
    List<String> titles = new ArrayList<>();
    ExperimentListener listener =
        new ExperimentListener() {
          @Override
          public TrainingListener begins(String title, int number, int count, Path folder) {
            titles.add(title);
            return TrainingListener.NONE;
          }
        };

    Report report = comparison(TINY, 2, temporary).run(listener);

    assertThat(titles)
        .containsExactly(
            "vae, seed 1",
            "vae, seed 2",
            "beta-vae, seed 1",
            "beta-vae, seed 2",
            "aae, seed 1",
            "aae, seed 2");
    assertThat(report.models())
        .extracting(ModelResult::name)
        .containsExactly("vae", "beta-vae", "aae");
    assertThat(report.models()).allMatch(model -> model.seeds().size() == 2);
    assertThat(temporary.resolve("aae").resolve("seed-2").resolve("report.html")).exists();
    assertThat(temporary.resolve("report.html")).exists();
    assertThat(temporary.resolve("metrics.json")).exists();
    assertThat(temporary.resolve("table.csv"))
        .content()
        .contains("\nbeta-vae,elbo,nats per example,");
    assertThat(temporary.resolve("table.tex")).content().contains("Metric & vae & beta-vae & aae ");
  }

  @Test
  void theBetaVaeWithBetaOneIsTheVaeToTheLastBit() throws IOException {
    Comparison.of(
            CATALOG,
            TINY.with("models.one", Map.of("type", "beta-vae", "beta", 1)),
            List.of("vae", "one"),
            1,
            temporary)
        .run(ExperimentListener.NONE);

    assertThat(temporary.resolve("one").resolve("seed-1").resolve("weights.safetensors"))
        .satisfies(
            one ->
                assertThat(tensors(one))
                    .isEqualTo(
                        tensors(
                            temporary
                                .resolve("vae")
                                .resolve("seed-1")
                                .resolve("weights.safetensors"))));
  }

  /** The numbers, without the header, which names the composition. */
  private static byte[] tensors(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int header = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt();
    return Arrays.copyOfRange(all, 8 + header, all.length);
  }

  @Test
  void anInterruptedComparisonGoesOnWhereItStopped() {
    Path whole = temporary.resolve("whole");
    Path parts = temporary.resolve("parts");
    Configuration two = TINY.with("training.epochs", 2);
    Report expected = comparison(two, 1, whole).run(ExperimentListener.NONE);

    assertThatThrownBy(() -> comparison(two, 1, parts).run(interruptingThirdTraining()))
        .isInstanceOf(Interruption.class);
    assertThat(Comparison.isIn(parts)).isTrue();
    Report resumed =
        Comparison.begun(CATALOG, parts, OptionalInt.empty(), Optional.empty())
            .run(ExperimentListener.NONE);

    for (int i = 0; i < expected.models().size(); i++) {
      assertThat(resumed.models().get(i).seeds().get(0).evaluation())
          .isEqualTo(expected.models().get(i).seeds().get(0).evaluation());
    }
  }

  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Stops the third training in its second epoch. */
  private static ExperimentListener interruptingThirdTraining() {
    return new ExperimentListener() {
      private int trainings;

      @Override
      public TrainingListener begins(String title, int number, int count, Path folder) {
        trainings++;
        return new TrainingListener() {
          @Override
          public void step(Progress progress) {
            if (trainings == 3 && progress.epoch() == 2) {
              throw new Interruption();
            }
          }
        };
      }
    };
  }

  @Test
  void aNewComparisonIsNotPutOverAnother() {
    Comparison.of(CATALOG, TINY, List.of("vae"), 1, temporary).run(ExperimentListener.NONE);

    assertThatThrownBy(
            () ->
                Comparison.of(CATALOG, TINY, List.of("aae"), 1, temporary)
                    .run(ExperimentListener.NONE))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("holds a run already");
  }

  @Test
  void aModelThatDoesNotFitIsFoundBeforeTheFirstTraining() {
    assertThatThrownBy(
            () ->
                comparison(TINY.with("models.beta-vae.betta", 3), 1, temporary)
                    .run(
                        new ExperimentListener() {
                          @Override
                          public TrainingListener begins(
                              String title, int number, int count, Path folder) {
                            throw new AssertionError("began to train " + title);
                          }
                        }))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("did you mean 'beta'?");
  }

  @Test
  void aDivergenceIsForThoseModelsThatTakeOne() {
    Report report =
        Comparison.of(CATALOG, TINY.with("divergence", "mmd"), List.of("vae", "aae"), 1, temporary)
            .run(ExperimentListener.NONE);

    assertThat(report.models().get(0).description()).containsIgnoringCase("mmd");
  }

  @Test
  void anUnknownModelNamesTheNearest() {
    assertThatThrownBy(() -> Comparison.of(CATALOG, TINY, List.of("vae", "bta-vae"), 1, temporary))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("there is no model 'bta-vae'; did you mean 'beta-vae'?");
  }

  @Test
  void aSweepIsACurveOverBeta() {
    Report report =
        Comparison.sweep(CATALOG, TINY, List.of(0.5, 4.0), List.of("aae"), 1, temporary)
            .run(ExperimentListener.NONE);

    assertThat(report.models())
        .extracting(ModelResult::name)
        .containsExactly("beta-0.5", "beta-4", "aae");
    assertThat(report.models().subList(0, 2))
        .extracting(model -> model.sweep().orElseThrow().value())
        .containsExactly(0.5, 4.0);
    assertThat(report.models().get(2).sweep()).isEmpty();
    assertThat(rate(report, 0)).isGreaterThan(rate(report, 1));
  }

  @Test
  void theVaeIsNotTrainedTwiceWhereItIsOnTheCurve() {
    List<Double> betas = List.of(1.0, 4.0);

    assertThat(Comparison.besideCurve(TINY, betas)).containsExactly("aae");
    assertThat(Comparison.besideCurve(TINY, List.of(0.5, 4.0))).containsExactly("vae", "aae");
    // Another form of the β-VAE is no VAE, nor is one that draws more often.
    assertThat(Comparison.besideCurve(TINY.with("models.beta-vae.schedule", "cyclic"), betas))
        .containsExactly("vae", "aae");
    assertThat(Comparison.besideCurve(TINY.with("models.vae.samples", 2), betas))
        .containsExactly("vae", "aae");
  }

  @Test
  void theVaeOnTheCurveIsCalledSoAndItsTwinIsNoWorse() {
    Report report =
        Comparison.sweep(CATALOG, TINY, List.of(1.0), List.of("vae"), 1, temporary)
            .run(ExperimentListener.NONE);

    assertThat(report.lead()).endsWith("β = 1 is the VAE, to the last bit.");
    assertThat(Finding.of(report.models(), List.of("elbo")))
        .extracting(Finding::words)
        .singleElement()
        .asString()
        .startsWith("beta-1 and vae have the same values");
  }

  @Test
  void whatAScheduleHasNotComeToIsInTheReport() {
    Report report =
        Comparison.of(
                CATALOG,
                TINY.with("models.rising", Map.of("type", "beta-vae", "schedule", "warm-up")),
                List.of("rising"),
                1,
                temporary)
            .run(ExperimentListener.NONE);

    assertThat(report.models().get(0).description())
        .endsWith("after 1 epoch β is 0.4: it rises to 4.0 over 10.0 epochs");
  }

  @Test
  void aModelThatWouldBeLeftOutIsRefused() {
    Configuration with = TINY.with("model", Map.of("type", "beta-vae", "beta", 3));
    assertThatThrownBy(() -> Comparison.of(CATALOG, with, List.of("vae"), 1, temporary))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("beta-vae", "beta=3", "under model would be left out", "models.");
    assertThatThrownBy(() -> Comparison.sweep(CATALOG, with, List.of(1.0), List.of(), 1, temporary))
        .hasMessageContaining("under model would be left out");
    // It is no loss where the same model is trained anyway.
    Comparison.of(CATALOG, TINY.with("model", "vae"), List.of("vae"), 1, temporary);
    Comparison.of(
        CATALOG,
        with.with("models.mine", Map.of("type", "beta-vae", "beta", 3)),
        List.of("vae", "mine"),
        1,
        temporary);
  }

  private static double rate(Report report, int model) {
    return report.models().get(model).seeds().get(0).evaluation().get("rate").value().orElseThrow();
  }
}
