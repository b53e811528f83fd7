package org.latent4j.benchmarks.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The workloads of {@code latent4j bench} that Deeplearning4j has a layer for: W1, W2, W3, W5 and
 * W6 train its variational autoencoder, W8 encodes and decodes with it. It has no adversarial
 * autoencoder (W4) and no importance-sampled likelihood (W7: its reconstruction probability is
 * another quantity).
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar org.latent4j.benchmarks.peers.Deeplearning4jPeer
 *     [--workload W1,W2] [--rounds 7]</pre>
 *
 * <p>Prints one JSON document: for each workload the median time of a step over rounds, and
 * examples a second.
 */
public final class Deeplearning4jPeer {
  private static final int WARM_UP_ROUNDS = 3;

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

  /** Takes {@code --workload} and {@code --rounds}; each is followed by its value. */
  public static void main(String[] arguments) {
    List<String> names = List.copyOf(WORKLOADS.keySet());
    int rounds = 7;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--workload" -> names = List.of(arguments[i + 1].split(",", -1));
        case "--rounds" -> rounds = Integer.parseInt(arguments[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
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
      results.add(measure(name, work.get(), rounds));
    }
    System.out.printf(
        "{\"engine\": \"Deeplearning4j %s; threads: %d\", \"workloads\": {%s}}%n",
        version(), Nd4j.getEnvironment().maxThreads(), String.join(", ", results));
  }

  private static String measure(String name, Work work, int rounds) {
    double[] seconds = new double[rounds];
    for (int i = -WARM_UP_ROUNDS; i < rounds; i++) {
      double step = work.round();
      if (i >= 0) {
        seconds[i] = step;
      }
    }
    Arrays.sort(seconds);
    double median = (seconds[(rounds - 1) / 2] + seconds[rounds / 2]) / 2;
    return String.format(
        Locale.ROOT,
        "\"%s\": {\"step_ms\": %.4f, \"samples_per_second\": %.2f}",
        name,
        1000 * median,
        work.samples() / median);
  }

  /** As its jar is named; its own list of versions is of libraries that are left out here. */
  private static String version() {
    String jar =
        MultiLayerNetwork.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return jar.replaceAll(".*deeplearning4j-nn-|\\.jar$", "");
  }
}
