package org.latent4j.data;

import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

/** Reads examples in tests. */
public final class Examples {
  private Examples() {}

  public static RandomStream random() {
    return RandomStreams.seeded(1);
  }

  public static float[] one(DataSet data, int row) {
    return some(data, random(), row).data();
  }

  public static Tensor all(DataSet data) {
    return some(data, random(), IntStream.range(0, data.size()).toArray());
  }

  public static Tensor some(DataSet data, RandomStream random, int... rows) {
    Tensor into = Tensor.zeros(rows.length, data.shape().features());
    data.read(rows, 0, rows.length, into, random);
    return into;
  }
}
