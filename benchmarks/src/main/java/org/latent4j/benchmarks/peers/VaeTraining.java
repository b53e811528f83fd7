package org.latent4j.benchmarks.peers;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rounds of pretraining steps over shuffled rows of uniform noise. */
final class VaeTraining implements Work {
  private static final int DISTINCT_ROWS = 10_000;

  private final VaeLayer layer;
  private final int batch;
  private final int steps;
  private final INDArray images;
  private final INDArray rows;
  private final Random random = new Random(1);

  VaeTraining(VaeLayer layer, int batch, int steps) {
    this.layer = layer;
    this.batch = batch;
    this.steps = steps;
    this.images = Nd4j.rand(DataType.FLOAT, DISTINCT_ROWS, layer.features());
    this.rows = Nd4j.createUninitialized(DataType.FLOAT, batch, layer.features());
  }

  @Override
  public double round() {
    int[][] order = new int[steps][];
    for (int i = 0; i < steps; i++) {
      order[i] = random.ints(batch, 0, DISTINCT_ROWS).toArray();
    }
    long start = System.nanoTime();
    for (int[] chosen : order) {
      Nd4j.pullRows(images, rows, 1, chosen);
      layer.network().pretrainLayer(0, rows);
    }
    return (System.nanoTime() - start) / 1e9 / steps;
  }

  @Override
  public int samples() {
    return batch;
  }
}
