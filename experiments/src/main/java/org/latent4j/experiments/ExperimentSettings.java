package org.latent4j.experiments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.NearMiss;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.evaluation.catalog.EvaluationSettings;
import org.latent4j.runtime.composition.Composition;
import org.latent4j.training.TrainingSettings;

/**
 * All that an experiment is told, as a configuration writes it; what is not told is at its default,
 * and every default is written here, at {@link TrainingSettings}, {@link EvaluationSettings} or at
 * the plugin it belongs to.
 *
 * <pre>{@code
 * model: {type: vae}
 * encoder: {type: mlp, hidden: [400]}
 * decoder: {type: mlp, hidden: [400]}
 * latent: 20
 * prior: {type: standard-normal}
 * likelihood: {type: bernoulli}
 * divergence: {type: kl}
 * optimizer: {type: adam, rate: 1e-3}
 * training: {epochs: 20, batch: 128, seed: 1}
 * data: {type: sprites}
 * engine: {type: fused}
 * evaluation: {metrics: [standard], elbo-samples: 10}
 * models: {vae: {}, beta-vae: {beta: 4}, aae: {}}
 * }</pre>
 *
 * @param composition what the model is composed of
 * @param optimizer moves the parameters of each phase that does not ask for one of its own
 * @param training how the training goes, values of {@link TrainingSettings#OPTIONS}
 * @param data what to learn from
 * @param engine what does the arithmetic
 * @param evaluation how the trained model is evaluated
 * @param models what a comparison compares, under names of their own: {@code vae}, {@code beta-vae}
 *     and {@code aae} with the options given here, and whatever else is given; a name is the
 *     model's type where no type is given
 */
public record ExperimentSettings(
    Composition composition,
    ComponentSpec optimizer,
    Options training,
    DataChoice data,
    ComponentSpec engine,
    EvaluationSettings evaluation,
    Map<String, ComponentSpec> models) {
  private static final String TYPE = "type";

  private static final Option<ComponentSpec> MODEL =
      plugin("model", "vae", "how encoder and decoder are trained");
  private static final Option<ComponentSpec> ENCODER =
      plugin("encoder", "mlp", "the recognition network");
  private static final Option<ComponentSpec> DECODER =
      plugin("decoder", "mlp", "the generative network");
  private static final Option<Integer> LATENT =
      Option.integer("latent", 20, "dimensions of the code").where(n -> n >= 1, "at least 1");
  private static final Option<ComponentSpec> PRIOR =
      plugin("prior", "standard-normal", "the distribution that codes are held near");
  private static final Option<ComponentSpec> LIKELIHOOD =
      plugin("likelihood", "bernoulli", "the distribution of an example given its code");
  private static final Option<ComponentSpec> OPTIMIZER =
      plugin("optimizer", "adam", "moves the parameters");
  private static final Option<ComponentSpec> ENGINE =
      plugin("engine", "fused", "does the arithmetic");

  private static final List<Option<?>> OWN =
      List.of(MODEL, ENCODER, DECODER, LATENT, PRIOR, LIKELIHOOD, OPTIMIZER, ENGINE);

  private static final String DIVERGENCE = "divergence";
  private static final String TRAINING = "training";
  private static final String DATA = "data";
  private static final String EVALUATION = "evaluation";
  private static final String MODELS = "models";
  private static final List<String> SECTIONS =
      List.of(DIVERGENCE, TRAINING, DATA, EVALUATION, MODELS);

  private static final String DEFAULT_DATA = "sprites";
  private static final List<String> DEFAULT_MODELS = List.of("vae", "beta-vae", "aae");

  public ExperimentSettings {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  private static Option<ComponentSpec> plugin(String name, String type, String summary) {
    return Option.component(name, ComponentSpec.of(type), summary);
  }

  /**
   * Reads a configuration. Whether the plugins it names exist, and know the options given to them,
   * turns out when they are made.
   *
   * @throws Latent4jException for an unknown key (the message names the nearest) or a value not
   *     allowed
   */
  public static ExperimentSettings of(Configuration configuration) {
    Map<String, Object> own = new LinkedHashMap<>();
    configuration
        .toMap()
        .forEach(
            (key, value) -> {
              if (!SECTIONS.contains(key)) {
                own.put(key, withType(key, value));
              }
            });
    Options read = Options.resolve("configuration", declared(own), own);
    Optional<ComponentSpec> divergence =
        Optional.ofNullable(configuration.toMap().get(DIVERGENCE))
            .map(raw -> ComponentSpec.from(DIVERGENCE, raw));
    Map<String, Object> training = section(configuration, TRAINING);
    Map<String, Object> evaluation = section(configuration, EVALUATION);
    return new ExperimentSettings(
        new Composition(
            read.get(MODEL),
            read.get(ENCODER),
            read.get(DECODER),
            read.get(PRIOR),
            read.get(LIKELIHOOD),
            divergence,
            read.get(LATENT)),
        read.get(OPTIMIZER),
        within(TRAINING, () -> Options.resolve(TRAINING, TrainingSettings.OPTIONS, training)),
        within(DATA, () -> data(configuration.toMap().get(DATA))),
        read.get(ENGINE),
        within(EVALUATION, () -> EvaluationSettings.of(evaluation)),
        models(section(configuration, MODELS)));
  }

  /** What is wrong in a section is wrong in the configuration. */
  private static <T> T within(String section, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (SettingException e) {
      throw e.within(section);
    }
  }

  /** The keys there are; an error if another is given. */
  private static List<Option<?>> declared(Map<String, Object> own) {
    List<String> keys = new ArrayList<>(OWN.stream().map(Option::name).toList());
    for (String key : own.keySet()) {
      if (!keys.contains(key)) {
        keys.addAll(SECTIONS);
        throw new SettingException(
            key, NearMiss.unknown("the configuration has no key", key, keys, keysOfSections()));
      }
    }
    return OWN;
  }

  /** What may be written without its section by mistake. */
  private static List<String> keysOfSections() {
    List<String> keys = new ArrayList<>(List.of("optimizer.rate", "encoder.hidden"));
    TrainingSettings.OPTIONS.forEach(option -> keys.add(TRAINING + "." + option.name()));
    EvaluationSettings.OPTIONS.forEach(option -> keys.add(EVALUATION + "." + option.name()));
    return keys;
  }

  /** A plugin's options alone are for the one that is used by default. */
  private static Object withType(String key, Object value) {
    if (value instanceof Map<?, ?> map && !map.containsKey(TYPE)) {
      for (Option<?> option : OWN) {
        if (option.name().equals(key) && option.defaultValue() instanceof ComponentSpec spec) {
          return typed(spec.type(), map).toMap();
        }
      }
    }
    return value;
  }

  private static ComponentSpec typed(String type, Map<?, ?> options) {
    ComponentSpec spec = ComponentSpec.of(type);
    for (Map.Entry<?, ?> option : options.entrySet()) {
      spec = spec.with(String.valueOf(option.getKey()), option.getValue());
    }
    return spec;
  }

  private static Map<String, Object> section(Configuration configuration, String key) {
    Object raw = configuration.toMap().getOrDefault(key, Map.of());
    if (raw instanceof Map<?, ?> map) {
      Map<String, Object> section = new LinkedHashMap<>();
      map.forEach((name, value) -> section.put(String.valueOf(name), value));
      return section;
    }
    throw new SettingException(
        key, key + ": '" + raw + "' is not allowed; it must be a map, {KEY: VALUE, …}");
  }

  private static DataChoice data(@Nullable Object raw) {
    if (raw == null) {
      return DataChoice.of(Map.of(TYPE, DEFAULT_DATA));
    }
    if (raw instanceof String type) {
      return DataChoice.of(Map.of(TYPE, type));
    }
    if (raw instanceof Map<?, ?> map) {
      Map<String, Object> data = new LinkedHashMap<>();
      if (!map.containsKey(TYPE) && !map.containsKey("path")) {
        data.put(TYPE, DEFAULT_DATA);
      }
      map.forEach((name, value) -> data.put(String.valueOf(name), value));
      return DataChoice.of(data);
    }
    throw new SettingException(
        DATA + ": '" + raw + "' is not allowed; write a name, {type: NAME, …} or {path: PATH, …}");
  }

  private static Map<String, ComponentSpec> models(Map<String, Object> section) {
    Map<String, ComponentSpec> models = new LinkedHashMap<>();
    DEFAULT_MODELS.forEach(name -> models.put(name, ComponentSpec.of(name)));
    section.forEach(
        (name, raw) -> {
          if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new SettingException(
                MODELS + "." + name,
                "models: '"
                    + name
                    + "' cannot name a model, since its runs lie in a folder of that name; letters,"
                    + " digits, '.', '_' and '-' are allowed");
          }
          models.put(
              name,
              raw instanceof Map<?, ?> map && !map.containsKey(TYPE)
                  ? typed(name, map)
                  : ComponentSpec.from(MODELS + "." + name, raw));
        });
    return models;
  }

  /**
   * Sees that a configuration is one of a single training.
   *
   * @throws Latent4jException if it names models to compare
   */
  static void requireOneModel(Configuration configuration) {
    Set<String> names = section(configuration, MODELS).keySet();
    if (!names.isEmpty()) {
      throw new SettingException(
          MODELS,
          "models: a training is of one model, the one under model, and would leave out "
              + String.join(", ", names)
              + "; train them side by side (latent4j compare --config FILE), or name the one that"
              + " is meant under model and leave out models");
    }
  }

  /**
   * Sees that what a configuration says under {@code model} is among what is trained.
   *
   * @throws Latent4jException if it is not
   */
  static void requireAmong(Configuration configuration, List<ComponentSpec> trained) {
    if (!configuration.toMap().containsKey("model")) {
      return;
    }
    ComponentSpec alone = of(configuration).composition().model();
    if (!trained.contains(alone)) {
      throw new SettingException(
          "model",
          "model: several models are trained, those under models, and "
              + alone.toMap()
              + " under model would be left out; write it under models (models."
              + alone.type()
              + ".OPTION), or train it alone (latent4j train)");
    }
  }

  /** How the training goes. */
  public TrainingSettings trainingSettings() {
    return TrainingSettings.of(training);
  }

  /** This with another model and divergence. */
  ExperimentSettings withModel(ComponentSpec model, Optional<ComponentSpec> divergence) {
    return new ExperimentSettings(
        new Composition(
            model,
            composition.encoder(),
            composition.decoder(),
            composition.prior(),
            composition.likelihood(),
            divergence,
            composition.latent()),
        optimizer,
        training,
        data,
        engine,
        evaluation,
        models);
  }

  /** This with another seed for the training. */
  ExperimentSettings withSeed(long seed) {
    Map<String, Object> values = new LinkedHashMap<>(training.toMap());
    values.put("seed", seed);
    return new ExperimentSettings(
        composition,
        optimizer,
        Options.resolve(TRAINING, TrainingSettings.OPTIONS, values),
        data,
        engine,
        evaluation,
        models);
  }
}
