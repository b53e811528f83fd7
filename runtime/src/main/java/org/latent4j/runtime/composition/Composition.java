package org.latent4j.runtime.composition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.spi.NearMiss;

/**
 * What a model is composed of.
 *
 * @param model how it is trained
 * @param encoder the recognition network, x ↦ q(z|x)
 * @param decoder the generative network, z ↦ the parameters of p(x|z)
 * @param prior p(z)
 * @param likelihood p(x|z)
 * @param divergence what holds q near p; empty for the model's own choice
 * @param latent the number of latent dimensions, at least 1
 * @param parts the components that components have made for themselves, such as a discriminator, by
 *     the prefix of their parameters' names, with every option filled in; empty until a model has
 *     been composed. It keeps a saved model what it is when a later version has other defaults.
 */
public record Composition(
    ComponentSpec model,
    ComponentSpec encoder,
    ComponentSpec decoder,
    ComponentSpec prior,
    ComponentSpec likelihood,
    Optional<ComponentSpec> divergence,
    int latent,
    Map<String, ComponentSpec> parts) {
  private static final List<String> KEYS =
      List.of(
          "model", "encoder", "decoder", "prior", "likelihood", "divergence", "latent", "parts");

  /**
   * A composition.
   *
   * @throws Latent4jException if there is no latent dimension
   */
  public Composition {
    if (latent < 1) {
      throw new Latent4jException("latent: '" + latent + "' is not allowed; it must be at least 1");
    }
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** A composition that has not been composed yet. */
  public Composition(
      ComponentSpec model,
      ComponentSpec encoder,
      ComponentSpec decoder,
      ComponentSpec prior,
      ComponentSpec likelihood,
      Optional<ComponentSpec> divergence,
      int latent) {
    this(model, encoder, decoder, prior, likelihood, divergence, latent, Map.of());
  }

  /** This with parts. */
  Composition withParts(Map<String, ComponentSpec> made) {
    return new Composition(model, encoder, decoder, prior, likelihood, divergence, latent, made);
  }

  /** As a configuration writes it. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", model.toMap());
    map.put("encoder", encoder.toMap());
    map.put("decoder", decoder.toMap());
    map.put("prior", prior.toMap());
    map.put("likelihood", likelihood.toMap());
    divergence.ifPresent(spec -> map.put("divergence", spec.toMap()));
    map.put("latent", latent);
    if (!parts.isEmpty()) {
      Map<String, Object> made = new LinkedHashMap<>();
      parts.forEach((name, spec) -> made.put(name, spec.toMap()));
      map.put("parts", made);
    }
    return map;
  }

  /**
   * Reads what {@link #toMap} writes.
   *
   * @param where names the place in messages
   * @throws Latent4jException for an unknown or absent key or a value not allowed
   */
  public static Composition from(String where, Map<String, ?> map) {
    for (String key : map.keySet()) {
      if (!KEYS.contains(key)) {
        throw new Latent4jException(NearMiss.unknown(where + ": there is no key", key, KEYS));
      }
    }
    Object raw = value(where, map, "latent");
    if (!(raw instanceof Integer latent)) {
      throw new Latent4jException(
          where + ".latent: '" + raw + "' is not allowed; it must be an integer, at least 1");
    }
    Map<String, ComponentSpec> parts = new LinkedHashMap<>();
    if (map.get("parts") instanceof Map<?, ?> made) {
      made.forEach(
          (name, spec) ->
              parts.put(String.valueOf(name), ComponentSpec.from(where + ".parts." + name, spec)));
    }
    return new Composition(
        component(where, map, "model"),
        component(where, map, "encoder"),
        component(where, map, "decoder"),
        component(where, map, "prior"),
        component(where, map, "likelihood"),
        Optional.ofNullable(map.get("divergence"))
            .map(spec -> ComponentSpec.from(where + ".divergence", spec)),
        latent,
        parts);
  }

  private static ComponentSpec component(String where, Map<String, ?> map, String key) {
    return ComponentSpec.from(where + "." + key, value(where, map, key));
  }

  private static Object value(String where, Map<String, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      throw new Latent4jException(where + "." + key + " has no value; give it one");
    }
    return value;
  }
}
