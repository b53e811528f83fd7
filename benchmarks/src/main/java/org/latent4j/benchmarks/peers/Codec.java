package org.latent4j.benchmarks.peers;

import org.deeplearning4j.nn.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** 10,000 images encoded and as many codes decoded, 500 at a time. */
final class Codec implements Work {
  private static final int COUNT = 10_000;
  private static final int BATCH = 500;

  private final VariationalAutoencoder layer;
  private final INDArray images;
  private final INDArray codes;
  private final INDArray encoded;
  private final INDArray decoded;

  Codec(VaeLayer vae) {
    this.layer = (VariationalAutoencoder) vae.network().getLayer(0);
    this.images = Nd4j.rand(DataType.FLOAT, COUNT, vae.features());
    this.codes = Nd4j.randn(DataType.FLOAT, COUNT, vae.latent());
    this.encoded = Nd4j.createUninitialized(DataType.FLOAT, COUNT, vae.latent());
    this.decoded = Nd4j.createUninitialized(DataType.FLOAT, COUNT, vae.features());
  }

  @Override
  public double round() {
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    long start = System.nanoTime();
    for (int from = 0; from < COUNT; from += BATCH) {
      rows(encoded, from).assign(layer.activate(rows(images, from), false, workspaces));
      rows(decoded, from).assign(layer.generateAtMeanGivenZ(rows(codes, from)));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static INDArray rows(INDArray of, int from) {
    return of.get(NDArrayIndex.interval(from, from + BATCH), NDArrayIndex.all());
  }

  @Override
  public int samples() {
    return COUNT;
  }
}
