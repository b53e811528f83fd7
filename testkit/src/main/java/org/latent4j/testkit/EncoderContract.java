package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.spi.EncoderProvider;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;

/** What every {@link Encoder} must hold. A test class implements it and makes the encoder. */
public interface EncoderContract {
  /** The encoder under test, made for the given site. */
  Encoder encoder(EncoderProvider.Site site);

  /** What it encodes. */
  default DataShape input() {
    return new DataShape.Image(6, 6, 1);
  }

  /** The posteriors that it can be asked for. */
  default Set<PosteriorFamily> families() {
    return Set.of(PosteriorFamily.values());
  }

  private static RandomStream random(String purpose) {
    return RandomStreams.seeded(3).split(purpose);
  }

  private Encoder encoder(PosteriorFamily family, int latent) {
    return encoder(new EncoderProvider.Site("encoder", input(), latent, family, random("weights")));
  }

  private Tensor examples(int n) {
    Tensor examples = Tensor.zeros(n, input().features());
    random("examples").fillUniform(examples.data(), 0, examples.size());
    return examples;
  }

  @Test
  default void posteriorsHaveTheDocumentedShapes() {
    for (PosteriorFamily family : families()) {
      Encoder encoder = encoder(family, 3);
      assertThat(encoder.latent()).isEqualTo(3);
      try (Tape tape = Engines.fused().newTape()) {
        Posterior q = encoder.encode(tape.constant(examples(5)), Mode.EVALUATION);
        Var z = q.sample(random("codes"));
        assertThat(q.mean().shape()).as("E[z|x] of %s", family).containsExactly(5, 3);
        assertThat(z.shape()).as("a draw of %s", family).containsExactly(5, 3);
        Optional<Var> logDensity = q.logDensity(z);
        assertThat(logDensity.isPresent())
            .as("whether a %s posterior has a density", family)
            .isEqualTo(family == PosteriorFamily.GAUSSIAN);
        logDensity.ifPresent(values -> assertThat(values.shape()).containsExactly(5));
      }
    }
  }

  @Test
  default void aDeterministicCodeIsItsMean() {
    if (families().contains(PosteriorFamily.DETERMINISTIC)) {
      try (Tape tape = Engines.fused().newTape()) {
        Posterior q =
            encoder(PosteriorFamily.DETERMINISTIC, 3)
                .encode(tape.constant(examples(5)), Mode.EVALUATION);
        assertThat(q.sample(random("codes")).toDoubles()).isEqualTo(q.mean().toDoubles());
      }
    }
  }

  @Test
  default void drawsFollowThePosteriorsDensity() {
    if (families().contains(PosteriorFamily.GAUSSIAN)) {
      Encoder encoder = encoder(PosteriorFamily.GAUSSIAN, 1);
      Tensor example = examples(1);
      int n = 10_000;
      double[] codes =
          Computation.exactly(tape -> posterior(tape, encoder, example, n).sample(random("codes")));
      Draws draws = Draws.of(codes);
      Quadrature line =
          Quadrature.over(
              Double.NEGATIVE_INFINITY,
              Double.POSITIVE_INFINITY,
              draws.median(),
              draws.scale(),
              2001);
      Tensor nodes = Tensor.zeros(line.size(), 1);
      for (int i = 0; i < line.size(); i++) {
        nodes.data()[i] = line.node(i);
      }
      double[] logDensities =
          Computation.exactly(
              tape ->
                  posterior(tape, encoder, example, line.size())
                      .logDensity(tape.constant(nodes))
                      .orElseThrow());
      DensityCurve curve = DensityCurve.of(line, logDensities, 0);
      curve.total().assertIs("the integral of q(z|x)", 1);
      draws.assertFollow("draws from q(z|x)", curve);
      double mean = Computation.exactly(tape -> posterior(tape, encoder, example, 1).mean())[0];
      draws.mean().assertIs("the mean of draws from q(z|x)", mean);
    }
  }

  private static Posterior posterior(Tape tape, Encoder encoder, Tensor example, int times) {
    return encoder.encode(tape.constant(Computation.repeated(example, 0, times)), Mode.EVALUATION);
  }

  @Test
  default void inEvaluationAnExampleStandsAlone() {
    for (PosteriorFamily family : families()) {
      Encoder encoder = encoder(family, 3);
      Computation.assertRowsStandAlone(
          "E[z|x]",
          input().features(),
          examples(5),
          (tape, rows) -> encoder.encode(tape.constant(rows), Mode.EVALUATION).mean());
    }
  }

  @Test
  default void evaluationGivesTheSameBitsAndChangesNothing() {
    for (PosteriorFamily family : families()) {
      Encoder encoder = encoder(family, 3);
      List<float[]> before = NetworkChecks.valuesOf(encoder.parameters());
      Computation.assertSameBitsTwice(
          "E[z|x]", tape -> encoder.encode(tape.constant(examples(5)), Mode.EVALUATION).mean());
      NetworkChecks.assertValuesAre("after evaluation", encoder.parameters(), before);
    }
  }

  @Test
  default void trainingGivesTheSameBitsFromTheSameStream() {
    for (PosteriorFamily family : families()) {
      Encoder encoder = encoder(family, 3);
      Computation.assertSameBitsTwice("E[z|x] in training", tape -> training(tape, encoder).mean());
    }
  }

  private Posterior training(Tape tape, Encoder encoder) {
    return encoder.encode(tape.constant(examples(5)), Mode.training(random("network")));
  }

  @Test
  default void gradientsAgreeWithFiniteDifferences() {
    for (PosteriorFamily family : families()) {
      Encoder encoder = encoder(family, 2);
      Tensor weights = random("weights of the sum").gaussian(5, 2);
      Parameter x = Parameter.trainable("examples", examples(5));
      for (Mode mode : List.of(Mode.EVALUATION, Mode.training(random("network")))) {
        GradientCheck.of(
            tape ->
                encoder
                    .encode(tape.parameter(x), mode)
                    .sample(random("codes"))
                    .times(tape.constant(weights))
                    .sum(),
            Parameters.of(x).and(encoder.parameters().trainable()));
      }
    }
  }

  @Test
  default void gradientsReachEveryParameter() {
    for (PosteriorFamily family : families()) {
      Encoder encoder = encoder(family, 2);
      Tensor weights = random("weights of the sum").gaussian(5, 2);
      NetworkChecks.assertGradientsReach(
          encoder.parameters(),
          tape ->
              training(tape, encoder)
                  .sample(random("codes"))
                  .times(tape.constant(weights))
                  .square()
                  .sum());
    }
  }

  @Test
  default void parametersAreNamedAfterTheSite() {
    for (PosteriorFamily family : families()) {
      NetworkChecks.assertNamedAfter("encoder", encoder(family, 2).parameters());
    }
  }

  @Test
  default void initialValuesComeFromTheSitesStream() {
    PosteriorFamily family = families().iterator().next();
    Parameters first = encoder(family, 2).parameters();
    NetworkChecks.assertSameValues(encoder(family, 2).parameters(), first);
    EncoderProvider.Site elsewhere =
        new EncoderProvider.Site("encoder", input(), 2, family, random("other weights"));
    NetworkChecks.assertOtherValues(encoder(elsewhere).parameters(), first);
  }

  @Test
  default void enginesAgree() {
    for (PosteriorFamily family : families()) {
      Encoder encoder = encoder(family, 3);
      Computation.assertEnginesAgree(
          "a draw from q(z|x)",
          input().features(),
          tape ->
              encoder.encode(tape.constant(examples(5)), Mode.EVALUATION).sample(random("codes")));
    }
  }
}
