package org.latent4j.integration.embedding;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.Provider;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.composition.ComposedModel;
import org.latent4j.runtime.composition.Composer;
import org.latent4j.runtime.composition.Composition;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.training.Trainer;
import org.latent4j.training.TrainingResult;
import org.latent4j.training.TrainingSettings;

/**
 * Somebody else's program, which trains a model for two steps. The build packs it, with all that it
 * needs, in the ways in which such programs are packed; tests start what comes out.
 */
public final class Embedder {
  private Embedder() {}

  /**
   * Trains, keeps model and provenance in a folder, and opens the model again.
   *
   * @param arguments the model's name, the folder and the BLAS
   */
  public static void main(String[] arguments) {
    try {
      train(arguments[0], Path.of(arguments[1]), arguments[2]);
    } catch (Latent4jException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** The same for a program that goes on. */
  public static void train(String model, Path folder, String blas) {
    Catalog catalog = Catalog.discover();
    RandomStream random = RandomStreams.seeded(1);
    DataSetProvider sprites = catalog.find(Kind.DATA, "sprites");
    Map<String, Object> size = Map.of("size", 16, "train", 64, "validation", 8, "test", 8);
    DataSplits data =
        sprites.open(
            new DataSetProvider.Source(Optional.empty(), Optional.empty(), random),
            Options.resolve("data 'sprites'", sprites.options(), size));
    ComponentSpec layers = new ComponentSpec("mlp", Map.of("hidden", List.of(16)));
    Composition composition =
        new Composition(
            ComponentSpec.of(model),
            layers,
            layers,
            ComponentSpec.of("standard-normal"),
            ComponentSpec.of("bernoulli"),
            Optional.empty(),
            2);
    ComposedModel composed =
        new Composer(catalog).compose(composition, data.train().shape(), random.split("model"));
    Map<String, Object> threads = Map.of("threads", 2, "blas", blas);
    try (Engine engine = create(catalog, threads)) {
      TrainingResult result =
          Trainer.builder()
              .engine(engine)
              .data(data)
              .settings(TrainingSettings.defaults().withEpochs(1).withBatch(32))
              .optimizer(
                  phase ->
                      catalog
                          .find(Kind.OPTIMIZER, "adam")
                          .create(
                              engine,
                              phase.trains(),
                              options(catalog.find(Kind.OPTIMIZER, "adam"), Map.of())))
              .random(random)
              .directory(folder)
              .build()
              .train(composed.model());
      ModelFolder.save(folder, composed);
      Provenance.of(
              composed,
              catalog,
              Map.of(Kind.ENGINE, ComponentSpec.of("fused")),
              data,
              engine.description(),
              1,
              Map.of())
          .write(folder);
      ModelFolder.load(folder, catalog);
      System.out.println(result.steps() + " steps by " + engine.description());
    }
    catalog.problems().forEach(problem -> System.out.println("problem: " + problem));
  }

  private static Engine create(Catalog catalog, Map<String, ?> settings) {
    return catalog
        .find(Kind.ENGINE, "fused")
        .create(options(catalog.find(Kind.ENGINE, "fused"), settings));
  }

  private static Options options(Provider provider, Map<String, ?> settings) {
    return Options.resolve(provider.name(), provider.options(), settings);
  }
}
