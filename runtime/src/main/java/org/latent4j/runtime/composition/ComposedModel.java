package org.latent4j.runtime.composition;

import java.util.List;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Model;

/**
 * A model with what it was composed of.
 *
 * @param composition every option filled in, parts included
 * @param shape what an example is
 * @param model the model itself
 * @param plugins those it was made with, in the order of first use
 */
public record ComposedModel(
    Composition composition, DataShape shape, Model model, List<PluginUse> plugins) {
  public ComposedModel {
    plugins = List.copyOf(plugins);
  }
}
