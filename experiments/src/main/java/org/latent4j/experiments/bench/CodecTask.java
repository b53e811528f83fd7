package org.latent4j.experiments.bench;

import org.latent4j.api.model.Model;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.generation.Generator;
import org.latent4j.kernels.FusedEngine;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;

/** Images encoded and as many codes decoded. */
record CodecTask(Network network, int count) implements Task {
  private static final int BATCH = 500;

  @Override
  public Timing time(Catalog catalog, Rounds rounds) {
    FusedEngine engine = rounds.engine();
    Model model = network.model(catalog);
    Tensor images = network.images(count).images();
    try (Generator generator = new Generator(model, engine, BATCH)) {
      Tensor codes = generator.prior(count, RandomStreams.seeded(1));
      return RepeatedTask.time(
          rounds,
          count,
          () -> {
            Engine.Session session = engine.session();
            try (session) {
              generator.encode(images);
              generator.mean(codes);
            }
          });
    }
  }
}
