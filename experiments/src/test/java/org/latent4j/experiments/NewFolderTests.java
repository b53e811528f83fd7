package org.latent4j.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.Progress;
import org.latent4j.training.TrainingListener;

class NewFolderTests {
  private static final Catalog CATALOG = Catalog.discover();

  private static final Configuration WRONG = ExperimentTests.TINY.with("model.type", "no-model");

  @TempDir private Path temporary;

  private void train(Configuration configuration, Path folder, ExperimentListener listener) {
    Experiment.train(CATALOG, configuration, folder, listener);
  }

  @Test
  void aFolderMadeForATrainingThatCannotBeginGoesAgain() {
    Path folder = temporary.resolve("runs").resolve("first");
    assertThatThrownBy(() -> train(WRONG, folder, ExperimentListener.NONE))
        .isInstanceOf(Latent4jException.class);
    assertThat(temporary.resolve("runs")).doesNotExist();
  }

  @Test
  void alsoAfterItsRecordsWereWritten() throws IOException {
    Path table = temporary.resolve("table.csv");
    Files.writeString(table, "a,b\n" + "1,2\n3,4\n".repeat(20));
    Path folder = temporary.resolve("run");
    Configuration outside =
        ExperimentTests.TINY.with("data", null).with("data.path", table.toString());
    // Values outside the likelihood's support are found when the trainer looks at them.
    assertThatThrownBy(() -> train(outside, folder, ExperimentListener.NONE))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("the likelihood is one for values in [0, 1]");
    assertThat(folder).doesNotExist();
    assertThatThrownBy(
            () ->
                Comparison.of(CATALOG, outside, List.of("vae", "aae"), 2, folder)
                    .run(ExperimentListener.NONE))
        .hasMessageContaining("the likelihood is one for values in [0, 1]");
    assertThat(folder).doesNotExist();
  }

  @Test
  void aFolderThatWasThereStaysAndIsEmptyAgain() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("mine"));
    assertThatThrownBy(() -> train(WRONG, folder, ExperimentListener.NONE))
        .isInstanceOf(Latent4jException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsThereAlreadyIsLeftAlone() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("mine"));
    Files.writeString(folder.resolve("provenance.json"), "precious");
    assertThatThrownBy(() -> train(WRONG, folder, ExperimentListener.NONE))
        .isInstanceOf(Latent4jException.class);
    assertThat(folder.resolve("provenance.json")).hasContent("precious");
  }

  @Test
  void whatHasBeenLearnedIsKept() {
    Path folder = temporary.resolve("run");
    ExperimentListener failing =
        new ExperimentListener() {
          @Override
          public TrainingListener begins(String title, int number, int count, Path resumable) {
            return new TrainingListener() {
              @Override
              public void step(Progress progress) {
                if (progress.epoch() == 2) {
                  throw new IllegalStateException("the power is gone");
                }
              }

              @Override
              public void epoch(EpochMetrics train, Optional<EpochMetrics> validation) {
                assertThat(folder).exists();
              }
            };
          }
        };
    assertThatThrownBy(() -> train(ExperimentTests.TINY, folder, failing))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder.resolve("metrics.jsonl")).isNotEmptyFile();
    assertThat(folder.resolve("provenance.json")).exists();
  }

  @Test
  void nothingGoesThatSomebodyElsePutThere() {
    Path folder = temporary.resolve("run");
    ExperimentListener meddling =
        new ExperimentListener() {
          @Override
          public TrainingListener begins(String title, int number, int count, Path resumable) {
            try {
              Files.writeString(folder.resolve("notes.txt"), "mine");
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            throw new IllegalStateException("no");
          }
        };
    assertThatThrownBy(() -> train(ExperimentTests.TINY, folder, meddling))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
  }
}
