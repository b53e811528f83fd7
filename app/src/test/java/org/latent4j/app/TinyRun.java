package org.latent4j.app;

import java.util.ArrayList;
import java.util.List;

/** Command lines for experiments that take a moment: small images, small networks, one epoch. */
final class TinyRun {
  private static final List<String> SETTINGS =
      List.of(
          "data.size=16",
          "data.train=256",
          "data.validation=64",
          "data.test=64",
          "encoder.hidden=[16]",
          "decoder.hidden=[16]");

  private TinyRun() {}

  /** The command with these words, on tiny sprites. */
  static CliRun of(String command, Object... words) {
    List<Object> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--epochs", 1, "--latent", 3, "--batch", 64, "--threads", 1));
    for (String setting : SETTINGS) {
      all.addAll(List.of("--set", setting));
    }
    all.addAll(List.of(words));
    return CliRun.of(all.toArray());
  }
}
