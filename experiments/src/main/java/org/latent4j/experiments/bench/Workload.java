package org.latent4j.experiments.bench;

import java.util.List;
import java.util.Map;

/** A piece of work whose speed is measured: what users run, at sizes that the field uses. */
@SuppressWarnings("ImmutableEnumChecker") // tasks are records that nobody changes
public enum Workload {
  W1(
      "VAE 784-400-20, relu, batch 128: a training step",
      training("vae", 784, List.of(400), 20, "relu", 128, 100)),
  W2(
      "VAE 784-400-20, relu, batch 512: a training step",
      training("vae", 784, List.of(400), 20, "relu", 512, 30)),
  W3(
      "VAE 784-1000-1000-8, relu, batch 100: a training step",
      training("vae", 784, List.of(1000, 1000), 8, "relu", 100, 30)),
  W4(
      "AAE 784-1000-1000-8, discriminator 1000-1000, batch 100: a training step",
      training("aae", 784, List.of(1000, 1000), 8, "relu", 100, 15)),
  W5(
      "VAE 4096-1200-1200-10, relu, batch 64: a training step",
      training("vae", 4096, List.of(1200, 1200), 10, "relu", 64, 10)),
  W6(
      "VAE 784-200-200-50, tanh, batch 20: a training step",
      training("vae", 784, List.of(200, 200), 50, "tanh", 20, 400)),
  W7(
      "VAE 784-200-200-50, tanh: −ln p(x) of 10 images by 5,000 importance samples each",
      new ImportanceSamplingTask(network("vae", 784, List.of(200, 200), 50, "tanh"), 10, 5_000)),
  W8(
      "VAE 784-400-20, relu: 10,000 images encoded and 10,000 codes decoded",
      new CodecTask(network("vae", 784, List.of(400), 20, "relu"), 10_000));

  private final String description;
  private final Task task;

  Workload(String description, Task task) {
    this.description = description;
    this.task = task;
  }

  /** Model, network, size and what a step is. */
  public String description() {
    return description;
  }

  Task task() {
    return task;
  }

  private static Task training(
      String model,
      int features,
      List<Integer> hidden,
      int latent,
      String activation,
      int batch,
      int steps) {
    return new TrainingTask(network(model, features, hidden, latent, activation), batch, steps);
  }

  private static Network network(
      String model, int features, List<Integer> hidden, int latent, String activation) {
    Map<String, Object> layers = Map.of("type", "mlp", "hidden", hidden, "activation", activation);
    Map<String, Object> configuration =
        model.equals("aae")
            ? Map.of("type", model, "discriminator", Map.of("type", "mlp", "hidden", hidden))
            : Map.of("type", model);
    return new Network(
        features,
        Map.of("model", configuration, "encoder", layers, "decoder", layers, "latent", latent));
  }
}
