package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.Model;
import org.latent4j.kernels.FusedEngine;

/** A training whose thread is interrupted. */
class InterruptionTests {
  private static final FusedEngine ENGINE = FusedEngine.create(2);
  private static final DataSplits DATA = Toy.patterns(64, 16, 0); // 4 steps an epoch
  private static final TrainingSettings SETTINGS =
      TrainingSettings.defaults().withEpochs(3).withBatch(16);

  @TempDir Path folder;

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  /** Interrupts the thread that trains, after a step. */
  private static TrainingListener interruptingAfter(int step) {
    return new TrainingListener() {
      @Override
      public void step(Progress progress) {
        if (progress.step() == step) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 8, 11})
  void endsItAfterTheStepWithACheckpointToGoOnFrom(int step) {
    Model whole = Toy.vae(1);
    Toy.trainer(ENGINE, DATA, SETTINGS).build().train(whole);

    Trainer interrupted =
        Toy.trainer(ENGINE, DATA, SETTINGS)
            .directory(folder)
            .listener(interruptingAfter(step))
            .build();
    assertThatThrownBy(() -> interrupted.train(Toy.vae(1)))
        .isInstanceOf(TrainingStoppedException.class)
        .hasMessageContainingAll(
            "step " + step + ", because its thread was interrupted", "is kept in " + folder);
    assertThat(Thread.interrupted()).isTrue();

    Model resumed = Toy.vae(2);
    Toy.trainer(ENGINE, DATA, SETTINGS).directory(folder).build().resume(resumed);
    assertThat(Toy.bits(resumed)).isEqualTo(Toy.bits(whole));
  }

  @Test
  void withoutAFolderItSaysThatNothingIsKept() {
    Trainer trainer = Toy.trainer(ENGINE, DATA, SETTINGS).listener(interruptingAfter(2)).build();
    assertThatThrownBy(() -> trainer.train(Toy.vae(1)))
        .isInstanceOf(TrainingStoppedException.class)
        .hasMessageContainingAll(
            "because its thread was interrupted", "there is no checkpoint to go on from");
  }

  @Test
  void afterTheLastStepThereIsNothingToEnd() {
    Trainer trainer =
        Toy.trainer(ENGINE, DATA, SETTINGS)
            .directory(folder)
            .listener(interruptingAfter(12))
            .build();
    assertThat(trainer.train(Toy.vae(1)).epochs()).isEqualTo(3);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void cancellingItsFutureEndsItAndTheEngineServesTheNext() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(Progress progress) {
            begun.countDown();
          }
        };
    AtomicReference<Optional<Throwable>> end = new AtomicReference<>(Optional.empty());
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      TrainingSettings endless = SETTINGS.withEpochs(1_000_000);
      Future<?> training =
          executor.submit(
              () -> {
                try {
                  Toy.trainer(ENGINE, DATA, endless)
                      .directory(folder)
                      .listener(listener)
                      .build()
                      .train(Toy.vae(1));
                } catch (TrainingStoppedException e) {
                  end.set(Optional.of(e));
                }
              });
      begun.await();
      training.cancel(true);
      assertThat(executor.submit(() -> 42).get(60, TimeUnit.SECONDS)).isEqualTo(42);
      assertThat(end.get()).isPresent();
      assertThat(end.get().get()).hasMessageContaining("because its thread was interrupted");
      assertThat(
              executor
                  .submit(() -> Toy.trainer(ENGINE, DATA, SETTINGS).build().train(Toy.vae(1)))
                  .get()
                  .steps())
          .isEqualTo(12);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }
}
