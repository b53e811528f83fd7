package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.FactorColumns;
import org.latent4j.data.TensorDataSet;
import org.latent4j.experiments.Configuration;
import org.latent4j.experiments.ExperimentSettings;
import org.latent4j.experiments.PhaseOptimizers;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.Composer;
import org.latent4j.training.Progress;
import org.latent4j.training.Trainer;
import org.latent4j.training.TrainingListener;
import org.latent4j.training.TrainingSettings;

/** What a step allocates once training is under way, in the trainer and the models as they are. */
class SteadyStateTests {
  private static final int BATCH = 100;
  private static final int STEPS = 256;
  private static final int EPOCHS = 20;

  /**
   * Measures from the first step of each epoch to its last. Until the compiler has replaced vectors
   * and small objects by registers, each of them is on the heap; how many steps that takes depends
   * on the machine's load, so training goes on for a while, and one epoch must be lean.
   */
  private static final class Meter implements TrainingListener {
    final List<Long> onHeap = new ArrayList<>();
    final List<Long> offHeap = new ArrayList<>();
    private long heapBefore;
    private long outsideBefore;

    @Override
    public void step(Progress progress) {
      long step = progress.step() % STEPS;
      if (step == 1) {
        outsideBefore = outside();
        heapBefore = allocated();
      } else if (step == 0) {
        onHeap.add((allocated() - heapBefore) / (STEPS - 1));
        offHeap.add(outside() - outsideBefore);
      }
    }

    /** Bytes that all threads together have allocated since they began. */
    private static long allocated() {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long sum = 0;
      for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
        sum += Math.max(0, bytes); // −1 for a thread that has ended
      }
      return sum;
    }

    /**
     * Bytes held off the heap by JavaCPP and by buffers, freed ones waiting for a collection too.
     */
    private static long outside() {
      return Pointer.totalBytes()
          + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .mapToLong(BufferPoolMXBean::getTotalCapacity)
              .sum();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vae", "beta-vae", "aae"})
  void aTrainingStepAllocatesNothingOffTheHeapAndLessThan16KiBOnIt(String model) {
    Catalog catalog = Catalog.discover();
    var layers = Map.<String, Object>of("type", "mlp", "hidden", List.of(32, 32));
    ExperimentSettings settings =
        ExperimentSettings.of(
            Configuration.empty()
                .with(Map.of("model", model, "encoder", layers, "decoder", layers, "latent", 8)));
    var random = RandomStreams.seeded(1);
    // In memory: what a set allocates to draw or to read its examples is not the step's.
    var shape = new DataShape.Image(16, 16, 1);
    DataSet images =
        TensorDataSet.of(
            shape, Tensor.zeros(STEPS * BATCH, shape.features()), FactorColumns.none());
    DataSet none = TensorDataSet.of(shape, Tensor.zeros(0, shape.features()), FactorColumns.none());
    var data = new DataSplits("black", images, none, none);
    var composed =
        new Composer(catalog).compose(settings.composition(), shape, random.split("model")).model();
    Meter meter = new Meter();
    try (FusedEngine engine = FusedEngine.create(2)) {
      Trainer.builder()
          .engine(engine)
          .data(data)
          .settings(TrainingSettings.defaults().withEpochs(EPOCHS).withBatch(BATCH))
          .optimizer(new PhaseOptimizers(catalog, engine, settings.optimizer()))
          .random(random)
          .listener(meter)
          .build()
          .train(composed);
    }
    assertThat(meter.onHeap).as("bytes a step on the heap").anyMatch(bytes -> bytes < 16 * 1024);
    // The first epoch may load and warm up what it needs. Fewer is possible: a collection frees
    // what
    // was left from before.
    assertThat(meter.offHeap.subList(1, EPOCHS))
        .as("bytes off the heap that each epoch added")
        .allMatch(bytes -> bytes <= 0);
  }
}
