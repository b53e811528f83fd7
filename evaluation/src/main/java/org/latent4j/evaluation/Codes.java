package org.latent4j.evaluation;

import java.util.function.BiFunction;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/** Codes of a subject's examples, {@code [rows.length, latent]}, in the order of the rows. */
public final class Codes {
  private Codes() {}

  /** E[z|x] of each. */
  public static Tensor means(Subject subject, int[] rows) {
    return codes(subject, rows, (q, batch) -> q.mean());
  }

  /** One draw from q(z|x) of each. */
  public static Tensor draws(Subject subject, int[] rows, RandomStream random) {
    return codes(subject, rows, (q, batch) -> q.sample(random.split(batch)));
  }

  private static Tensor codes(
      Subject subject, int[] rows, BiFunction<Posterior, Integer, Var> code) {
    int latent = subject.model().encoder().latent();
    Tensor codes = Tensor.zeros(rows.length, latent);
    subject.forEachBatch(
        rows,
        batch -> {
          Posterior q = subject.model().encoder().encode(batch.onTape(), Mode.EVALUATION);
          Tensor z = code.apply(q, batch.index()).value();
          System.arraycopy(z.data(), 0, codes.data(), batch.from() * latent, z.size());
        });
    return codes;
  }
}
