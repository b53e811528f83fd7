package org.latent4j.runtime.composition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.catalog.Plugin;
import org.latent4j.runtime.storage.Checksum;
import org.latent4j.runtime.storage.Json;
import org.latent4j.runtime.storage.Safetensors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model as a folder of data and no code: {@code model.json}, what it is composed of, and {@code
 * weights.safetensors}, its parameters by name. To load it takes the plugins it was made with.
 */
public final class ModelFolder {
  /** The file with the composition. */
  public static final String MODEL = "model.json";

  /** The file with the parameters. */
  public static final String WEIGHTS = "weights.safetensors";

  private static final Logger LOG = LoggerFactory.getLogger(ModelFolder.class);

  private static final FileFormat WEIGHTS_FORMAT = new FileFormat("latent4j-weights", 1);

  /** Ties the weights to the composition, lest a crash or a copy bring two models together. */
  private static final String COMPOSITION_HASH = "composition-sha256";

  private ModelFolder() {}

  /**
   * Saves a model; one that the folder holds already is replaced.
   *
   * @throws Latent4jException if that fails
   */
  public static void save(Path folder, ComposedModel model) {
    Map<String, Object> composition = model.composition().toMap();
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Parameter parameter : model.model().parameters()) {
      weights.put(parameter.name(), parameter.value());
    }
    Map<String, String> texts = WEIGHTS_FORMAT.texts();
    texts.put(COMPOSITION_HASH, hash(composition));
    Safetensors.write(folder.resolve(WEIGHTS), weights, texts);
    Json.write(
        folder.resolve(MODEL),
        new ModelFile(
            ModelFile.FORMAT.name(),
            ModelFile.FORMAT.version(),
            Versions.latent4j(),
            composition,
            ModelFile.Shape.of(model.shape()),
            model.plugins()));
  }

  /**
   * Loads a model.
   *
   * @throws Latent4jException if the folder holds none, a file is damaged or of an unknown version,
   *     a plugin is absent (the message says which, and of which module and jar), or the weights do
   *     not fit the model
   */
  public static ComposedModel load(Path folder, Catalog catalog) {
    Path file = folder.resolve(MODEL);
    ModelFile content = read(file);
    for (PluginUse use : content.plugins()) {
      checkPresent(file, use, catalog);
    }
    Path weights = folder.resolve(WEIGHTS);
    Safetensors saved = Safetensors.read(weights);
    // Weights that another program put together may say nothing of themselves.
    if (saved.metadata().containsKey("format")) {
      WEIGHTS_FORMAT.check(weights, saved.metadata());
    }
    String hash = saved.metadata().get(COMPOSITION_HASH);
    if (hash != null && !hash.equals(hash(content.composition()))) {
      throw new Latent4jException(
          weights
              + " was saved with another composition than "
              + file
              + " has; put the two files of one model together");
    }
    ComposedModel model = composed(file, content, weights, saved, catalog);
    fill(weights, model.model().parameters(), saved.tensors());
    return model;
  }

  /** The model with weights that do not matter; in no more memory than the saved ones ask for. */
  private static ComposedModel composed(
      Path file, ModelFile content, Path weights, Safetensors saved, Catalog catalog) {
    long numbers = saved.tensors().values().stream().mapToLong(Tensor::size).sum();
    String tooMany =
        file
            + " asks for a model of far more numbers than the "
            + numbers
            + " that "
            + weights
            + " holds; put the two files of one model together";
    try {
      return new Composer(catalog)
          .compose(
              Composition.from(file + ": composition", content.composition()),
              content.shape().toDataShape(file.toString()),
              new ReplacedWeights(numbers, tooMany));
    } catch (SettingException e) {
      // It is not what the user asked for that is wrong, but a file.
      throw new Latent4jException(file + ": " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw new Latent4jException(tooMany, e);
    }
  }

  private static ModelFile read(Path file) {
    if (!Files.exists(file)) {
      throw new Latent4jException(
          file.getParent()
              + " is not a model folder: it has no "
              + MODEL
              + "; give the folder that a training wrote");
    }
    // An unknown version may have keys of its own, so the version comes first.
    Map<?, ?> raw = Json.read(file, Map.class);
    ModelFile.FORMAT.check(file, raw);
    return Json.read(file, ModelFile.class);
  }

  private static void checkPresent(Path file, PluginUse use, Catalog catalog) {
    Kind<?> kind = Kind.of(use.kind());
    List<? extends Plugin<?>> found =
        catalog.entries(kind).stream().filter(p -> p.name().equals(use.name())).toList();
    if (found.isEmpty()) {
      throw new Latent4jException(
          file
              + " needs "
              + use
              + ", which is not here; put that jar into a folder and name the folder with"
              + " --plugin-path"
              + catalog.reasons(kind, use.name()));
    }
    String here = PluginUse.of(found.get(0)).source();
    if (!here.equals(use.source())) {
      LOG.warn("{} was made with {}; here it is of {}", file, use, here);
    }
  }

  private static void fill(Path file, Parameters parameters, Map<String, Tensor> saved) {
    List<String> absent = new ArrayList<>();
    List<String> surplus = new ArrayList<>(saved.keySet());
    Map<Parameter, Tensor> matched = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      surplus.remove(parameter.name());
      Optional<Tensor> tensor = Optional.ofNullable(saved.get(parameter.name()));
      if (tensor.isEmpty()) {
        absent.add(parameter.name());
      } else if (!tensor.get().hasShape(parameter.value().shape())) {
        throw new Latent4jException(
            file
                + ": parameter '"
                + parameter.name()
                + "' has shape "
                + Arrays.toString(tensor.get().shape())
                + ", but the model wants "
                + Arrays.toString(parameter.value().shape())
                + "; these are the weights of another model, or a plugin has changed");
      } else {
        matched.put(parameter, tensor.get());
      }
    }
    if (!absent.isEmpty() || !surplus.isEmpty()) {
      throw new Latent4jException(
          file
              + ": the parameters are not the model's ("
              + (absent.isEmpty() ? "" : "absent: " + String.join(", ", absent))
              + (absent.isEmpty() || surplus.isEmpty() ? "" : "; ")
              + (surplus.isEmpty() ? "" : "unknown: " + String.join(", ", surplus))
              + "); these are the weights of another model, or a plugin has changed");
    }
    matched.forEach(
        (parameter, tensor) -> {
          float[] value = parameter.value().data();
          System.arraycopy(tensor.data(), 0, value, 0, value.length);
        });
  }

  private static String hash(Map<String, Object> composition) {
    return Checksum.of(Json.line(composition));
  }
}
