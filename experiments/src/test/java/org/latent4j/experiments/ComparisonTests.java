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
          public TrainingListener begins(String title, Path folder) {
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
      public TrainingListener begins(String title, Path folder) {
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
                          public TrainingListener begins(String title, Path folder) {
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

  private static double rate(Report report, int model) {
    return report.models().get(model).seeds().get(0).evaluation().get("rate").value().orElseThrow();
  }
}
