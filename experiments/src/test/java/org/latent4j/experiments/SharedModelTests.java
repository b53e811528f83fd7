package org.latent4j.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.generation.Generator;
import org.latent4j.evaluation.generation.Samples;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;

/**
 * One loaded model and one engine, used by many threads at once, each with a generator of its own.
 */
class SharedModelTests {
  private static final Catalog CATALOG = Catalog.discover();
  private static final int THREADS = 16;
  private static final int ROUNDS = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"vae", "beta-vae", "aae"})
  void sixteenThreadsGetWhatOneGets(String name) throws Exception {
    // Wide enough for products to be shared among the engine's workers.
    Configuration configuration =
        ExperimentTests.TINY.with(
            Map.of(
                "model", Map.of("type", name),
                "encoder", Map.of("hidden", List.of(300)),
                "decoder", Map.of("hidden", List.of(300)),
                "training", Map.of("epochs", 1)));
    Experiment.train(CATALOG, configuration, folder, ExperimentListener.NONE);
    Model model = SavedRun.open(CATALOG, folder).model().model();
    ExperimentSettings settings = ExperimentSettings.of(configuration.with("engine.threads", 2));
    Engine engine = Workbench.openEngine(CATALOG, settings);
    Engine.Session awake = engine.session(); // or the workers would help nobody
    try (engine;
        awake) {
      List<Tensor> alone = used(model, engine);
      List<List<Tensor>> together = usedAtOnce(model, engine);
      assertThat(together).hasSize(THREADS * ROUNDS).allSatisfy(each -> assertSame(each, alone));
    }
  }

  private static List<List<Tensor>> usedAtOnce(Model model, Engine engine) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Callable<List<List<Tensor>>> use =
        () -> {
          start.await();
          List<List<Tensor>> results = new ArrayList<>();
          for (int round = 0; round < ROUNDS; round++) {
            results.add(used(model, engine));
          }
          return results;
        };
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<List<Tensor>> results = new ArrayList<>();
      for (Future<List<List<Tensor>>> each : threads.invokeAll(Collections.nCopies(THREADS, use))) {
        results.addAll(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Encodes, reconstructs and samples. */
  private static List<Tensor> used(Model model, Engine engine) {
    Tensor examples = RandomStreams.seeded(1).gaussian(100, 16 * 16);
    try (Generator generator = new Generator(model, engine, 64)) {
      Tensor codes = generator.encode(examples);
      Samples samples = generator.sample(100, RandomStreams.seeded(2));
      return List.of(codes, generator.mean(codes), samples.means(), samples.draws());
    }
  }

  private static void assertSame(List<Tensor> actual, List<Tensor> expected) {
    for (int i = 0; i < expected.size(); i++) {
      // Bits, and faster than an assertion that boxes each number.
      assertThat(Arrays.mismatch(actual.get(i).data(), expected.get(i).data())).isEqualTo(-1);
    }
  }
}
