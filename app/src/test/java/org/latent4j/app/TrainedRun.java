package org.latent4j.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.app.HostileInputTests.Reader;
import org.latent4j.app.HostileInputTests.Reading;
import org.latent4j.experiments.Configuration;
import org.latent4j.experiments.Experiment;
import org.latent4j.experiments.ExperimentListener;
import org.latent4j.experiments.ExperimentSettings;
import org.latent4j.experiments.PhaseOptimizers;
import org.latent4j.experiments.Workbench;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.ComposedModel;
import org.latent4j.runtime.composition.Composer;
import org.latent4j.runtime.storage.AtomicFiles;
import org.latent4j.runtime.storage.Checksum;
import org.latent4j.runtime.storage.Json;
import org.latent4j.training.Trainer;

/** The files of a small run, each of which may be replaced by something hostile. */
final class TrainedRun {
  private static final String MANIFEST = "manifest.json";

  private final Catalog catalog;
  private final ExperimentSettings settings;
  private final Workbench bench;
  private final ComposedModel model;
  private final Map<String, byte[]> files = new HashMap<>();

  TrainedRun(Catalog catalog) {
    this.catalog = catalog;
    Map<String, Object> small = Map.of("hidden", List.of(4));
    Configuration configuration =
        Configuration.empty()
            .with(Map.of("encoder", small, "decoder", small, "latent", 2))
            .with("training.epochs", 1)
            .with("training.batch", 8)
            .with("engine.threads", 1)
            .with("evaluation.elbo-samples", 1)
            .with("data.size", 16)
            .with("data.train", 16)
            .with("data.validation", 8)
            .with("data.test", 8);
    this.settings = ExperimentSettings.of(configuration);
    this.bench = Workbench.open(catalog, settings);
    this.model =
        new Composer(catalog)
            .compose(settings.composition(), bench.data().train().shape(), random());
    try {
      Path folder = Files.createTempDirectory("trained");
      Path run = folder.resolve("run");
      Experiment.train(catalog, configuration, run, ExperimentListener.NONE);
      try (Stream<Path> entries = Files.walk(run)) {
        for (Path file : entries.filter(Files::isRegularFile).toList()) {
          files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
      clear(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RandomStream random() {
    return RandomStreams.seeded(1).split("initialization");
  }

  /** Writes all files, side by side. */
  void writeTo(Path folder) {
    files.forEach((name, bytes) -> write(folder.resolve(name), bytes));
  }

  /** One of the files, read in a folder with the others beside it. */
  Reader reader(String name, Reading reading) {
    return new Reader(
        name,
        files.getOrDefault(name, new byte[0]),
        file -> {
          Path folder = file.getParent();
          files.forEach(
              (other, bytes) -> {
                if (!other.equals(name) && !Files.exists(folder.resolve(other))) {
                  write(folder.resolve(other), bytes);
                }
              });
          reading.read(folder);
        });
  }

  /**
   * Resumes a training from a checkpoint of the files in a folder. The manifest is made to agree
   * with the others, as somebody would who means harm.
   */
  void resumed(Path folder) {
    Path run = folder.resolve("run");
    clear(run);
    Path checkpoint = run.resolve("checkpoint").resolve("step-2");
    try {
      Files.createDirectories(checkpoint);
      for (String name : List.of("state.safetensors", "clock.json", "metrics.jsonl", MANIFEST)) {
        Files.move(folder.resolve(name), checkpoint.resolve(name));
      }
      vouch(checkpoint);
      Trainer.builder()
          .engine(bench.engine())
          .data(bench.data())
          .settings(settings.trainingSettings())
          .optimizer(new PhaseOptimizers(catalog, bench.engine(), settings.optimizer()))
          .random(RandomStreams.seeded(1).split("training"))
          .directory(run)
          .build()
          .resume(model.model());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clear(Path folder) {
    try {
      AtomicFiles.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void vouch(Path checkpoint) throws IOException {
    Path file = checkpoint.resolve(MANIFEST);
    try (Stream<Path> entries = Files.list(checkpoint)) {
      byte[] manifest = files.getOrDefault(MANIFEST, new byte[0]);
      if (!entries.allMatch(Files::isRegularFile)
          || !Arrays.equals(manifest, Files.readAllBytes(file))) {
        return; // the hostile file is no file, or the manifest itself
      }
    }
    Map<String, Object> manifest = new LinkedHashMap<>();
    Map<?, ?> read = Json.read(file, Map.class);
    read.forEach((key, value) -> manifest.put(String.valueOf(key), value));
    Map<String, Object> sums = new LinkedHashMap<>();
    for (String name : List.of("state.safetensors", "clock.json", "metrics.jsonl")) {
      Path vouched = checkpoint.resolve(name);
      sums.put(name, Map.of("bytes", Files.size(vouched), "sha256", Checksum.of(vouched)));
    }
    manifest.put("files", sums);
    Files.writeString(file, Json.pretty(manifest));
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
