package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
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
 *
 * <p>Java itself opens a jar late, or starts a thread of its own. That happens in one stretch of
 * trainings; what a training leaves behind, it leaves in each. So each quantity is held to its
 * least growth over several stretches.
 */
class SoakTests {
  private static final int TRAININGS = Integer.getInteger("latent4j.soak", 60);
  private static final int STRETCHES = 3;
  private static final List<String> MODELS = List.of("vae", "beta-vae", "aae");
  private static final Catalog CATALOG = Catalog.discover();

  @TempDir private Path folder;

  /**
   * What a Java machine holds.
   *
   * @param heap bytes that live objects take
   * @param direct bytes of buffers outside the heap, by Java and by JavaCPP
   * @param threads their names
   * @param files what is open, where that can be told
   */
  private record Held(long heap, long direct, List<String> threads, List<String> files) {
    static Held now() throws Exception {
      System.gc();
      System.gc();
      return new Held(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          buffers() + javaCpp(),
          Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList(),
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

    private static List<String> openFiles() throws IOException {
      Path descriptors = Path.of("/proc/self/fd");
      if (!Files.isDirectory(descriptors)) {
        return List.of();
      }
      List<String> open = new ArrayList<>();
      try (Stream<Path> files = Files.list(descriptors)) {
        for (Path file : files.toList()) {
          if (Files.isSymbolicLink(file)) {
            open.add(Files.readSymbolicLink(file).toString());
          }
        }
      }
      return open.stream().sorted().toList();
    }
  }

  @Test
  void trainingsLeaveNothingBehind() throws Exception {
    int stretch = Math.max(2 * MODELS.size(), TRAININGS / (STRETCHES + 1));
    long begin = System.nanoTime();
    List<Held> held = new ArrayList<>();
    for (int i = 0; i <= STRETCHES; i++) {
      train(i * stretch, (i + 1) * stretch);
      held.add(Held.now());
    }

    String summary =
        String.format(
            "%d stretches of %d trainings, the first to warm up, in %.0f s; after each: heap %s"
                + " bytes; outside it %s; threads %s; open files %s%n",
            held.size(),
            stretch,
            (System.nanoTime() - begin) / 1e9,
            each(held, Held::heap),
            each(held, Held::direct),
            each(held, h -> h.threads().size()),
            each(held, h -> h.files().size()));
    Files.writeString(Path.of("target", "soak.txt"), summary);
    // The smallest thing a training could leave on the heap is the weights of its model: 16·16
    // inputs by 16 hidden units, twice, in single precision.
    long model = 2L * 16 * 16 * 16 * Float.BYTES;
    assertThat(leastGrowth(held, Held::heap)).as(summary).isLessThan(stretch * model / 2);
    // Java keeps one buffer for files and lengthens it by a few bytes where a file is longer.
    assertThat(leastGrowth(held, Held::direct)).as(summary).isLessThan(stretch);
    assertThat(leastGrowth(held, h -> h.threads().size()))
        .as("%s%s", summary, held.get(STRETCHES).threads())
        .isLessThanOrEqualTo(0);
    assertThat(leastGrowth(held, h -> h.files().size()))
        .as("%s%s", summary, held.get(STRETCHES).files())
        .isLessThanOrEqualTo(0);
  }

  private static List<Long> each(List<Held> held, ToLongFunction<Held> quantity) {
    return held.stream().map(quantity::applyAsLong).toList();
  }

  private static long leastGrowth(List<Held> held, ToLongFunction<Held> quantity) {
    List<Long> values = each(held, quantity);
    return IntStream.range(1, values.size())
        .mapToLong(i -> values.get(i) - values.get(i - 1))
        .min()
        .orElseThrow();
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
