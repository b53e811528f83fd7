package org.latent4j.training;

import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.Model;

/** Holds the shape of the data against the model's. */
public final class ShapeCheck {
  private ShapeCheck() {}

  /**
   * Checks all three splits, and that encoder and prior agree on the code's size.
   *
   * @throws Latent4jException if something does not fit; the message says what
   */
  public static void check(DataSplits data, Model model) {
    check(data.name(), data.train(), model);
    check(data.name(), data.validation(), model);
    check(data.name(), data.test(), model);
    if (model.encoder().latent() != model.prior().latent()) {
      throw new Latent4jException(
          "the encoder's codes have "
              + model.encoder().latent()
              + " dimensions, but the prior is over "
              + model.prior().latent()
              + "; give both the same latent size");
    }
  }

  private static void check(String name, DataSet data, Model model) {
    int wanted = model.likelihood().features();
    if (data.shape().features() != wanted) {
      throw new Latent4jException(
          "data '"
              + name
              + "' has "
              + data.shape().features()
              + " numbers an example ("
              + data.shape()
              + "), but the model is one for "
              + wanted
              + "; use data of the shape that the model was made for, or make a new model");
    }
  }
}
