package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.experiments.Configuration;
import org.latent4j.experiments.Experiment;
import org.latent4j.experiments.ExperimentListener;
import org.latent4j.runtime.catalog.Catalog;

/**
 * Many short trainings in one Java machine, with their folders, evaluations and reports: memory,
 * threads and open files stay where they were. {@code -Dlatent4j.soak=N} sets how many; {@code
 * target/soak.txt} says what came of it.
 */
class SoakTests {
  private static final int TRAININGS = Integer.getInteger("latent4j.soak", 60);
  private static final List<String> MODELS = List.of("vae", "beta-vae", "aae");
  private static final Catalog CATALOG = Catalog.discover();

  @TempDir private Path folder;

  /**
   * What a Java machine holds.
   *
   * @param heap bytes that live objects take
   * @param direct bytes of buffers outside the heap, by Java and by JavaCPP
   * @param threads how many there are
   * @param files open files; −1 where that cannot be told
   */
  private record Held(long heap, long direct, int threads, long files) {
    static Held now() throws Exception {
      System.gc();
      System.gc();
      return new Held(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          buffers() + javaCpp(),
          Thread.getAllStackTraces().size(),
          openFiles());
    }

    private static long buffers() {
      return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
          .mapToLong(BufferPoolMXBean::getMemoryUsed)
          .sum();
    }

    private static long javaCpp() throws ReflectiveOperationException {
      Class<?> pointer = Class.forName("org.bytedeco.javacpp.Pointer");
      return (long) pointer.getMethod("totalBytes").invoke(null);
    }

    private static long openFiles() throws IOException {
      Path descriptors = Path.of("/proc/self/fd");
      if (!Files.isDirectory(descriptors)) {
        return -1;
      }
      try (Stream<Path> files = Files.list(descriptors)) {
        return files.count();
      }
    }
  }

  @Test
  void trainingsLeaveNothingBehind() throws Exception {
    int warmUp = Math.max(MODELS.size() * 4, TRAININGS / 4);
    long begin = System.nanoTime();
    train(0, warmUp);
    Held before = Held.now();
    train(warmUp, TRAININGS);
    Held after = Held.now();

    long heap = after.heap - before.heap;
    String summary =
        String.format(
            "trainings: %d, of which %d to warm up, in %.0f s; heap %+d bytes to %d; outside it %+d"
                + " to %d; threads %d to %d; open files %d to %d%n",
            TRAININGS,
            warmUp,
            (System.nanoTime() - begin) / 1e9,
            heap,
            after.heap,
            after.direct - before.direct,
            after.direct,
            before.threads,
            after.threads,
            before.files,
            after.files);
    Files.writeString(Path.of("target", "soak.txt"), summary);
    // The smallest thing a training could leave is the weights of its model: 16·16 inputs by 16
    // hidden units, twice, in single precision.
    long model = 2L * 16 * 16 * 16 * Float.BYTES;
    assertThat(heap).as(summary).isLessThan((TRAININGS - warmUp) * model / 2);
    // Java makes a small buffer, opens a jar or starts a thread of its own now and then. What a
    // model leaves each time is as many as it has trainings; a buffer, of a page at least.
    long ofOneModel = (TRAININGS - warmUp) / MODELS.size();
    assertThat(after.direct - before.direct).as(summary).isLessThan(ofOneModel * 4096);
    assertThat(after.threads - before.threads).as(summary).isLessThan((int) ofOneModel);
    assertThat(after.files - before.files).as(summary).isLessThan(ofOneModel);
  }

  private void train(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Configuration configuration =
          Configuration.empty()
              .with(
                  Map.of(
                      "model", Map.of("type", MODELS.get(i % MODELS.size())),
                      "data", Map.of("size", 16, "train", 256, "validation", 64, "test", 64),
                      "encoder", Map.of("hidden", List.of(16)),
                      "decoder", Map.of("hidden", List.of(16)),
                      "latent", 3,
                      "training", Map.of("epochs", 1, "batch", 64, "seed", i)));
      Path run = folder.resolve("run-" + i);
      Experiment.train(CATALOG, configuration, run, ExperimentListener.NONE);
      delete(run);
    }
  }

  private static void delete(Path run) throws IOException {
    try (Stream<Path> tree = Files.walk(run)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
