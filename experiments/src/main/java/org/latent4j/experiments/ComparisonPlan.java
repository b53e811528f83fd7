package org.latent4j.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.report.SweepPoint;
import org.latent4j.runtime.storage.Json;

/**
 * What a comparison is going to do: kept in its folder, so that an interrupted one can go on.
 *
 * @param title of its report
 * @param configuration what all runs have in common
 * @param variants what they differ in
 * @param seeds each variant is trained with each of them
 */
record ComparisonPlan(
    String title, Configuration configuration, List<Variant> variants, List<Long> seeds) {
  static final String FILE = "comparison.json";

  ComparisonPlan {
    variants = List.copyOf(variants);
    seeds = List.copyOf(seeds);
  }

  /**
   * One of the models compared.
   *
   * @param name its key in results, and the name of its folder
   * @param model how it is trained
   * @param sweep the option that is varied; empty for a model on its own
   */
  record Variant(String name, ComponentSpec model, Optional<SweepPoint> sweep) {}

  void write(Path folder) {
    List<Map<String, Object>> written = new ArrayList<>();
    for (Variant variant : variants) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", variant.name());
      entry.put("model", variant.model().toMap());
      variant
          .sweep()
          .ifPresent(
              point ->
                  entry.put(
                      "sweep",
                      Map.of(
                          "family", point.family(),
                          "option", point.option(),
                          "value", point.value())));
      written.add(entry);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("title", title);
    document.put("configuration", configuration.toMap());
    document.put("variants", written);
    document.put("seeds", seeds);
    Json.write(folder.resolve(FILE), document);
  }

  static ComparisonPlan read(Path folder) {
    Path file = folder.resolve(FILE);
    Map<?, ?> document = Json.read(file, Map.class);
    if (document.get("title") instanceof String title
        && document.get("configuration") instanceof Map<?, ?> configuration
        && document.get("variants") instanceof List<?> variants
        && document.get("seeds") instanceof List<?> seeds) {
      Map<String, Object> settings = new LinkedHashMap<>();
      configuration.forEach((key, value) -> settings.put(String.valueOf(key), value));
      return new ComparisonPlan(
          title,
          Configuration.empty().with(settings),
          variants.stream().map(raw -> variant(file, raw)).toList(),
          seeds.stream().map(raw -> seed(file, raw)).toList());
    }
    throw damaged(file);
  }

  private static Variant variant(Path file, Object raw) {
    if (raw instanceof Map<?, ?> map
        && map.get("name") instanceof String name
        && map.get("model") instanceof Map<?, ?> model) {
      Optional<SweepPoint> sweep = Optional.empty();
      if (map.get("sweep") instanceof Map<?, ?> point
          && point.get("family") instanceof String family
          && point.get("option") instanceof String option
          && point.get("value") instanceof Number value) {
        sweep = Optional.of(new SweepPoint(family, option, value.doubleValue()));
      }
      return new Variant(name, ComponentSpec.from(file + ": model", model), sweep);
    }
    throw damaged(file);
  }

  private static long seed(Path file, Object raw) {
    if (raw instanceof Number number) {
      return number.longValue();
    }
    throw damaged(file);
  }

  private static Latent4jException damaged(Path file) {
    return new Latent4jException(
        "cannot read " + file + ": it lacks something, or has it in another form; it is damaged");
  }
}
