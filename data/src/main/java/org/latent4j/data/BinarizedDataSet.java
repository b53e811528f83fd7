package org.latent4j.data;

import java.util.List;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** Intensities turned into zeros and ones as they are read: a view, no copy. */
public final class BinarizedDataSet implements DataSet {
  private final DataSet intensities;
  private final Binarization kind;
  private final float threshold;

  private BinarizedDataSet(DataSet intensities, Binarization kind, float threshold) {
    this.intensities = intensities;
    this.kind = kind;
    this.threshold = threshold;
  }

  /**
   * 1 where the intensity is above the threshold, 0 elsewhere.
   *
   * @throws Latent4jException if a value is outside [0, 1]
   */
  public static BinarizedDataSet threshold(DataSet intensities, double threshold) {
    requireIntensities(intensities);
    return new BinarizedDataSet(intensities, Binarization.THRESHOLD, (float) threshold);
  }

  /**
   * 1 with the intensity as the probability. What is drawn for an example depends on the stream
   * that {@link #read} is given and on the example's index, not on the batch that it is read in: a
   * training step that passes a stream of its own sees a new image, an evaluation that passes the
   * same stream again sees the same one.
   *
   * @throws Latent4jException if a value is outside [0, 1]
   */
  public static BinarizedDataSet dynamic(DataSet intensities) {
    requireIntensities(intensities);
    return new BinarizedDataSet(intensities, Binarization.DYNAMIC, 0);
  }

  private static void requireIntensities(DataSet data) {
    int features = data.shape().features();
    RandomStream random = FixedStream.of("intensities");
    Tensor one = Tensor.zeros(1, features);
    for (int row = 0; row < data.size(); row++) {
      data.read(new int[] {row}, 0, 1, one, random);
      for (int feature = 0; feature < features; feature++) {
        float value = one.data()[feature];
        if (!Support.UNIT_INTERVAL.contains(value)) {
          throw new Latent4jException(
              "binarize: example "
                  + row
                  + ", feature "
                  + feature
                  + " is "
                  + value
                  + ", but only values in [0, 1] can be binarised; scale the data to [0, 1], or"
                  + " leave binarize at none");
        }
      }
    }
  }

  @Override
  public int size() {
    return intensities.size();
  }

  @Override
  public DataShape shape() {
    return intensities.shape();
  }

  @Override
  public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
    intensities.read(rows, from, to, into, random);
    float[] values = into.data();
    if (kind == Binarization.THRESHOLD) {
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] > threshold ? 1 : 0;
      }
      return;
    }
    int features = shape().features();
    RandomStream root = random.split("binarization");
    for (int i = from; i < to; i++) {
      binarize(values, (i - from) * features, features, root.split(rows[i]));
    }
  }

  /**
   * Draws an example's pixels. The stream gives a key; the pixels' uniform numbers are made of it
   * here, in a loop that costs a nanosecond a pixel: a call for each, or for each example, would
   * cost as much as half a training step.
   */
  private static void binarize(float[] values, int offset, int features, RandomStream random) {
    long key = (long) (random.nextDouble() * 0x1p53);
    for (int j = 0; j < features; j++) {
      float uniform = (SplitMix.at(key, j) >>> 40) * 0x1p-24f;
      // Uniform in [0, 1): never below an intensity of 0, always below one of 1. The difference's
      // sign bit, not a comparison: a branch that is taken by chance costs more than all the rest.
      values[offset + j] = Float.floatToRawIntBits(uniform - values[offset + j]) >>> 31;
    }
  }

  @Override
  public List<Factor> factors() {
    return intensities.factors();
  }

  @Override
  public int factor(int row, int factor) {
    return intensities.factor(row, factor);
  }

  @Override
  public DataSet stored() {
    return intensities.stored();
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(kind + " " + threshold + " " + intensities.fingerprint());
  }
}
