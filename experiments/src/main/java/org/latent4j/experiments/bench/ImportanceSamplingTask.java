package org.latent4j.experiments.bench;

import java.util.List;
import org.latent4j.api.model.Model;
import org.latent4j.evaluation.Evaluator;
import org.latent4j.evaluation.ImportanceSampling;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;

/** The importance-sampled likelihood of some images, through the evaluator. */
record ImportanceSamplingTask(Network network, int count, int samples) implements Task {
  @Override
  public Timing time(Catalog catalog, Rounds rounds) {
    Model model = network.model(catalog);
    Noise images = network.images(count);
    Evaluator evaluator =
        new Evaluator(rounds.engine(), count, List.of(new ImportanceSampling(samples)));
    return RepeatedTask.time(
        rounds, count, () -> evaluator.evaluate(model, images, RandomStreams.seeded(1)));
  }
}
