package org.latent4j.experiments.bench;

import java.util.Optional;
import org.latent4j.api.data.DataSplits;
import org.latent4j.experiments.ExperimentSettings;
import org.latent4j.experiments.PhaseOptimizers;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.MatrixProducts;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.training.Progress;
import org.latent4j.training.Trainer;
import org.latent4j.training.TrainingListener;
import org.latent4j.training.TrainingSettings;

/**
 * Training through the trainer that users call: shuffled rows gathered, every phase's forward and
 * backward pass and optimiser, terms logged. All rounds lie in one epoch.
 */
record TrainingTask(Network network, int batch, int stepsPerRound) implements Task {
  @Override
  public Timing time(Catalog catalog, Rounds rounds) {
    FusedEngine engine = rounds.engine();
    ExperimentSettings settings = network.settings();
    Timing timing = new Timing(rounds, batch, stepsPerRound);
    // One round more: the first begins where the listener is first called.
    int steps = (rounds.all() + 1) * stepsPerRound;
    Trainer.builder()
        .engine(engine)
        .data(
            new DataSplits(
                "noise", network.images(batch * steps), network.images(0), network.images(0)))
        .settings(TrainingSettings.defaults().withEpochs(1).withBatch(batch))
        .optimizer(new PhaseOptimizers(catalog, engine, settings.optimizer()))
        .random(RandomStreams.seeded(1).split("training"))
        .listener(new Stopwatch(engine, timing, stepsPerRound))
        .build()
        .train(network.model(catalog));
    return timing;
  }

  /** Ends a round every so many steps, having noted the products of its last step. */
  private static final class Stopwatch implements TrainingListener {
    private final FusedEngine engine;
    private final Timing timing;
    private final int stepsPerRound;
    private Optional<MatrixProducts> products = Optional.empty();
    private long start;

    Stopwatch(FusedEngine engine, Timing timing, int stepsPerRound) {
      this.engine = engine;
      this.timing = timing;
      this.stepsPerRound = stepsPerRound;
    }

    @Override
    public void step(Progress progress) {
      if (progress.step() == stepsPerRound - 1) {
        engine.beginNotingProducts();
      } else if (progress.step() % stepsPerRound == 0) {
        double seconds = (System.nanoTime() - start) / 1e9;
        if (products.isPresent()) {
          timing.ends(seconds, products.get());
        } else {
          products = Optional.of(engine.endNotingProducts());
        }
        timing.begins();
        start = System.nanoTime();
      }
    }
  }
}
