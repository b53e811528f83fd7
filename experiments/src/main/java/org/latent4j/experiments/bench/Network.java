package org.latent4j.experiments.bench;

import java.util.Map;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Model;
import org.latent4j.experiments.Configuration;
import org.latent4j.experiments.ExperimentSettings;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.composition.Composer;

/**
 * A model of a given size for square grey images.
 *
 * @param features pixels
 * @param configuration as a configuration file writes it
 */
record Network(int features, Map<String, Object> configuration) {
  ExperimentSettings settings() {
    return ExperimentSettings.of(Configuration.empty().with(configuration));
  }

  DataShape shape() {
    int side = (int) Math.round(Math.sqrt(features));
    return new DataShape.Image(side, side, 1);
  }

  /** The model with its initial weights: how long a step takes does not depend on them. */
  Model model(Catalog catalog) {
    return new Composer(catalog)
        .compose(settings().composition(), shape(), RandomStreams.seeded(1).split("initialization"))
        .model();
  }

  Noise images(int count) {
    return Noise.of(shape(), count);
  }
}
