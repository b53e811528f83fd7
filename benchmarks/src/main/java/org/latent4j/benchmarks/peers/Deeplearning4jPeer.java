package org.latent4j.benchmarks.peers;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The workloads of {@code latent4j bench} that Deeplearning4j has a layer for: W1, W2, W3, W5 and
 * W6 train its variational autoencoder, W8 encodes and decodes with it. It has no adversarial
 * autoencoder (W4) and no importance-sampled likelihood (W7: its reconstruction probability is
 * another quantity).
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar org.latent4j.benchmarks.peers.Deeplearning4jPeer
 *     [--workload W1,W2] [--rounds 7] [--turns]</pre>
 *
 * <p>Prints one JSON document: for each workload the median time of a step over rounds, and
 * examples a second. With {@code --turns} it says 'turn' on standard error before each round, and
 * waits for a line on standard input.
 */
public final class Deeplearning4jPeer {
  private static final int WARM_UP_ROUNDS = 5;

  private static final Map<String, Supplier<Work>> WORKLOADS = new LinkedHashMap<>();

  static {
    WORKLOADS.put("W1", () -> new VaeTraining(VaeLayer.relu(784, 20, 400), 128, 20));
    WORKLOADS.put("W2", () -> new VaeTraining(VaeLayer.relu(784, 20, 400), 512, 10));
    WORKLOADS.put("W3", () -> new VaeTraining(VaeLayer.relu(784, 8, 1000, 1000), 100, 10));
    WORKLOADS.put("W5", () -> new VaeTraining(VaeLayer.relu(4096, 10, 1200, 1200), 64, 5));
    WORKLOADS.put("W6", () -> new VaeTraining(VaeLayer.tanh(784, 50, 200, 200), 20, 50));
    WORKLOADS.put("W8", () -> new Codec(VaeLayer.relu(784, 20, 400)));
  }

  private Deeplearning4jPeer() {}

  /** Takes {@code --workload} and {@code --rounds}, each followed by its value. */
  public static void main(String[] arguments) throws IOException {
    List<String> names = List.copyOf(WORKLOADS.keySet());
    int rounds = 7;
    boolean turns = false;
    Iterator<String> words = List.of(arguments).iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--workload" -> names = List.of(words.next().split(",", -1));
        case "--rounds" -> rounds = Integer.parseInt(words.next());
        case "--turns" -> turns = true;
        default -> throw new IllegalArgumentException("unknown option " + word);
      }
    }
    Nd4j.getRandom().setSeed(1);
    List<String> results = new ArrayList<>();
    for (String name : names) {
      Supplier<Work> work = WORKLOADS.get(name);
      if (work == null) {
        System.err.println("Deeplearning4j has no layer for " + name);
        System.exit(2);
        return;
      }
      awaitTurn(turns);
      results.add(measure(name, work.get(), rounds, turns));
    }
    System.out.printf(
        "{\"engine\": \"Deeplearning4j %s; threads: %d\", \"workloads\": {%s}}%n",
        version(), Nd4j.getEnvironment().maxThreads(), String.join(", ", results));
  }

  private static void awaitTurn(boolean turns) throws IOException {
    if (turns) {
      System.err.println("turn");
      int read;
      do {
        read = System.in.read();
      } while (read >= 0 && read != '\n');
      if (read < 0) {
        throw new EOFException("standard input has ended where a turn was awaited");
      }
    }
  }

  private static String measure(String name, Work work, int rounds, boolean turns)
      throws IOException {
    double[] seconds = new double[rounds];
    for (int i = -WARM_UP_ROUNDS; i < rounds; i++) {
      awaitTurn(turns);
      double step = work.round();
      if (i >= 0) {
        seconds[i] = step;
      }
    }
    String all = Arrays.toString(DoubleStream.of(seconds).map(s -> 1000 * s).toArray());
    Arrays.sort(seconds);
    double median = (seconds[(rounds - 1) / 2] + seconds[rounds / 2]) / 2;
    return String.format(
        Locale.ROOT,
        "\"%s\": {\"step_ms\": %.4f, \"samples_per_second\": %.2f, \"rounds_ms\": %s}",
        name,
        1000 * median,
        work.samples() / median,
        all);
  }

  /** As its jar is named; its own list of versions is of libraries that are left out here. */
  private static String version() {
    String jar =
        MultiLayerNetwork.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return jar.replaceAll(".*deeplearning4j-nn-|\\.jar$", "");
  }
}
