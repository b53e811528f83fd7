package org.latent4j.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.composition.PluginUse;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.FileFailure;
import org.latent4j.runtime.storage.Safetensors;
import org.latent4j.training.EpochMetrics;
import org.latent4j.training.MetricsLog;

/**
 * A run trained again from what its {@code provenance.json} says, and held against it: weights bit
 * by bit, metrics of every epoch without the seconds they took.
 *
 * @param folder of the new run
 * @param differences what is not the same, in words; none if all bits agree
 * @param circumstances what was not the same beforehand, in words: Java, the machine, versions,
 *     plugins, data
 */
public record Rerun(Path folder, List<String> differences, List<String> circumstances) {
  public Rerun {
    differences = List.copyOf(differences);
    circumstances = List.copyOf(circumstances);
  }

  /**
   * Trains a run again.
   *
   * @param run the folder of a run that has ended
   * @param folder of the new run; new or empty
   * @param directory where data sets known by name lie now; empty for where they lay then
   * @throws Latent4jException if the first folder holds no such run, or as {@link Experiment#train}
   *     does
   */
  public static Rerun of(
      Catalog catalog,
      Path run,
      Path folder,
      Optional<Path> directory,
      ExperimentListener listener) {
    SavedRun.requireEnded(run);
    Configuration configuration = Experiment.configuration(run);
    Experiment.train(
        catalog,
        directory
            .map(place -> configuration.with("data.directory", place.toString()))
            .orElse(configuration),
        folder,
        listener);
    List<String> differences = new ArrayList<>();
    weights(run, folder).ifPresent(differences::add);
    metrics(run, folder).ifPresent(differences::add);
    return new Rerun(
        folder, differences, circumstances(Provenance.read(run), Provenance.read(folder)));
  }

  /** Whether all bits agree. */
  public boolean agrees() {
    return differences.isEmpty();
  }

  private static Optional<String> weights(Path run, Path again) {
    Path there = run.resolve(ModelFolder.WEIGHTS);
    Path here = again.resolve(ModelFolder.WEIGHTS);
    try {
      if (Files.mismatch(there, here) < 0) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw FileFailure.reading(there, e);
    }
    Safetensors first = Safetensors.read(there);
    Safetensors second = Safetensors.read(here);
    if (!first.tensors().keySet().equals(second.tensors().keySet())) {
      return Optional.of("weights: their names are not the same");
    }
    int different = 0;
    double largest = 0;
    String where = "";
    for (Map.Entry<String, Tensor> entry : first.tensors().entrySet()) {
      Tensor other = second.tensors().getOrDefault(entry.getKey(), entry.getValue());
      if (!Arrays.equals(entry.getValue().shape(), other.shape())) {
        return Optional.of("weights: '" + entry.getKey() + "' has another shape");
      }
      double distance = distance(entry.getValue().data(), other.data());
      different += distance > 0 ? 1 : 0;
      if (distance > largest) {
        largest = distance;
        where = entry.getKey();
      }
    }
    return Optional.of(
        different == 0
            ? "weights: all numbers agree, but the files' headers do not (another version?)"
            : "weights: %d of %d tensors differ, by up to %.3g in '%s'"
                .formatted(different, first.tensors().size(), largest, where));
  }

  /** The largest difference; positive wherever bits differ. */
  private static double distance(float[] first, float[] second) {
    double largest = 0;
    for (int i = 0; i < first.length; i++) {
      if (Float.floatToRawIntBits(first[i]) != Float.floatToRawIntBits(second[i])) {
        largest =
            Math.max(largest, Math.max(Float.MIN_VALUE, Math.abs((double) first[i] - second[i])));
      }
    }
    return largest;
  }

  private static Optional<String> metrics(Path run, Path again) {
    List<EpochMetrics> first = MetricsLog.read(run);
    List<EpochMetrics> second = MetricsLog.read(again);
    if (first.size() != second.size()) {
      return Optional.of("metrics: %d lines there, %d here".formatted(first.size(), second.size()));
    }
    for (int i = 0; i < first.size(); i++) {
      EpochMetrics there = first.get(i);
      Map<String, Double> here = second.get(i).terms();
      Set<String> terms = new LinkedHashSet<>(there.terms().keySet());
      terms.addAll(here.keySet());
      for (String term : terms) {
        Optional<Double> then = Optional.ofNullable(there.terms().get(term));
        Optional<Double> now = Optional.ofNullable(here.get(term));
        if (!then.equals(now)) {
          return Optional.of(
              "metrics: from epoch %d on (%s), where %s was %s and is %s"
                  .formatted(there.epoch(), there.split(), term, words(then), words(now)));
        }
      }
    }
    return Optional.empty();
  }

  private static String words(Optional<Double> value) {
    return value.map(String::valueOf).orElse("absent");
  }

  private static String words(Provenance provenance) {
    return provenance
        .commit()
        .map(commit -> commit.id() + (commit.changed() ? ", with changes" : ""))
        .orElse("?");
  }

  /** Which plugins are not the same, whatever the order in which they were recorded. */
  private static List<String> plugins(
      List<Provenance.PluginSource> then, List<Provenance.PluginSource> now) {
    Map<String, String> before = byName(then);
    Map<String, String> after = byName(now);
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<String> words = new ArrayList<>();
    for (String name : names) {
      String was = before.getOrDefault(name, "absent");
      String is = after.getOrDefault(name, "absent");
      if (!was.equals(is)) {
        words.add(name + " was " + was + " and is " + is);
      }
    }
    return words;
  }

  private static Map<String, String> byName(List<Provenance.PluginSource> sources) {
    Map<String, String> sorted = new TreeMap<>();
    for (Provenance.PluginSource source : sources) {
      PluginUse plugin = source.plugin();
      sorted.put(
          plugin.kind() + " '" + plugin.name() + "'",
          plugin.source()
              + source.jarSha256().map(hash -> " with SHA-256 " + hash).orElse(", in no jar"));
    }
    return sorted;
  }

  private static List<String> circumstances(Provenance then, Provenance now) {
    Map<String, List<Object>> pairs = new LinkedHashMap<>();
    pairs.put("data", List.of(then.data(), now.data()));
    pairs.put("Latent4J", List.of(then.latent4j().orElse("?"), now.latent4j().orElse("?")));
    pairs.put("commit", List.of(words(then), words(now)));
    pairs.put("engine", List.of(then.engine(), now.engine()));
    pairs.put("Java", List.of(then.machine().java(), now.machine().java()));
    pairs.put("Java machine", List.of(then.machine().vm(), now.machine().vm()));
    pairs.put("system", List.of(then.machine().system(), now.machine().system()));
    pairs.put("processors", List.of(then.machine().processors(), now.machine().processors()));
    List<String> words = new ArrayList<>(plugins(then.plugins(), now.plugins()));
    pairs.forEach(
        (what, pair) -> {
          if (!pair.get(0).equals(pair.get(1))) {
            words.add(what + " was " + pair.get(0) + " and is " + pair.get(1));
          }
        });
    return words;
  }
}
