package org.latent4j.training;

import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** Holds every value of the data against what the likelihood gives density to. */
public final class SupportCheck {
  private static final int ROWS = 512;

  private SupportCheck() {}

  /**
   * Reads all three splits.
   *
   * @param random for data that is drawn anew each time it is read
   * @throws Latent4jException for the first value outside the support, or not finite; the message
   *     says which and what to do
   */
  public static void check(DataSplits data, Likelihood likelihood, RandomStream random) {
    check(data.name(), "train", data.train(), likelihood, random);
    check(data.name(), "validation", data.validation(), likelihood, random);
    check(data.name(), "test", data.test(), likelihood, random);
  }

  private static void check(
      String name, String split, DataSet data, Likelihood likelihood, RandomStream random) {
    int features = data.shape().features();
    Support[] supports = new Support[features];
    for (int feature = 0; feature < features; feature++) {
      supports[feature] = likelihood.support(feature);
    }
    Batches batches = Batches.of(data, ROWS);
    for (int batch = 0; batch < batches.count(); batch++) {
      Tensor values = batches.read(batch, random);
      for (int row = 0; row < values.rows(); row++) {
        for (int feature = 0; feature < features; feature++) {
          float value = values.data()[row * features + feature];
          if (!supports[feature].contains(value)) {
            throw outside(
                name,
                split,
                batches.start(batch) + row,
                feature(data.shape(), feature),
                value,
                supports[feature]);
          }
        }
      }
    }
  }

  private static Latent4jException outside(
      String name, String split, int row, String feature, float value, Support support) {
    String place = "data '" + name + "', split " + split + ", example " + row + ", " + feature;
    if (!Float.isFinite(value)) {
      return new Latent4jException(
          place + ": the value is " + value + "; remove or fill in such values first");
    }
    return new Latent4jException(
        place
            + ": the value is "
            + value
            + ", but the likelihood is one for values in "
            + support.name()
            + "; scale the data (its option scale) or choose a likelihood for such values, such as"
            + " gaussian");
  }

  /** What a feature is called in a message. */
  private static String feature(DataShape shape, int feature) {
    if (shape instanceof DataShape.Table table) {
      return "column '" + table.columns().get(feature) + "'";
    }
    if (shape instanceof DataShape.Image image) {
      int pixel = feature / image.channels();
      String place = "pixel row " + pixel / image.width() + ", column " + pixel % image.width();
      return image.channels() == 1 ? place : place + ", channel " + feature % image.channels();
    }
    return "feature " + feature;
  }
}
