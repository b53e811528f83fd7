package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Mode;
import org.latent4j.api.spi.DecoderProvider;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;

/** What every {@link Decoder} must hold. A test class implements it and makes the decoder. */
public interface DecoderContract {
  /** The decoder under test, made for the given site. */
  Decoder decoder(DecoderProvider.Site site);

  /** What its output describes. */
  default DataShape output() {
    return new DataShape.Image(6, 6, 1);
  }

  /** How many numbers it puts out for each feature: 1, and 2 for a mean and a variance. */
  default List<Integer> outputsPerFeature() {
    return List.of(1, 2);
  }

  private static RandomStream random(String purpose) {
    return RandomStreams.seeded(4).split(purpose);
  }

  private Decoder decoder(int perFeature) {
    return decoder(site(perFeature, random("weights")));
  }

  private DecoderProvider.Site site(int perFeature, RandomStream initialization) {
    return new DecoderProvider.Site(
        "decoder", 3, perFeature * output().features(), output(), initialization);
  }

  private static Tensor codes() {
    return random("codes").gaussian(5, 3);
  }

  @Test
  default void outputHasTheSitesShape() {
    for (int perFeature : outputsPerFeature()) {
      assertThat(
              Computation.shape(
                  tape -> decoder(perFeature).decode(tape.constant(codes()), Mode.EVALUATION)))
          .containsExactly(5, perFeature * output().features());
    }
  }

  @Test
  default void inEvaluationACodeStandsAlone() {
    Decoder decoder = decoder(1);
    Computation.assertRowsStandAlone(
        "the decoder's output",
        output().features(),
        codes(),
        (tape, rows) -> decoder.decode(tape.constant(rows), Mode.EVALUATION));
  }

  @Test
  default void evaluationGivesTheSameBitsAndChangesNothing() {
    Decoder decoder = decoder(1);
    List<float[]> before = NetworkChecks.valuesOf(decoder.parameters());
    Computation.assertSameBitsTwice(
        "the decoder's output", tape -> decoder.decode(tape.constant(codes()), Mode.EVALUATION));
    NetworkChecks.assertValuesAre("after evaluation", decoder.parameters(), before);
  }

  @Test
  default void trainingGivesTheSameBitsFromTheSameStream() {
    Decoder decoder = decoder(1);
    Computation.assertSameBitsTwice(
        "the decoder's output in training", tape -> training(tape, decoder));
  }

  private static Var training(Tape tape, Decoder decoder) {
    return decoder.decode(tape.constant(codes()), Mode.training(random("network")));
  }

  @Test
  default void gradientsAgreeWithFiniteDifferences() {
    Decoder decoder = decoder(1);
    Tensor weights = random("weights of the sum").gaussian(5, output().features());
    Parameter z = Parameter.trainable("codes", codes());
    for (Mode mode : List.of(Mode.EVALUATION, Mode.training(random("network")))) {
      GradientCheck.of(
          tape -> decoder.decode(tape.parameter(z), mode).times(tape.constant(weights)).sum(),
          Parameters.of(z).and(decoder.parameters().trainable()));
    }
  }

  @Test
  default void gradientsReachEveryParameter() {
    Decoder decoder = decoder(1);
    Tensor weights = random("weights of the sum").gaussian(5, output().features());
    NetworkChecks.assertGradientsReach(
        decoder.parameters(),
        tape -> training(tape, decoder).times(tape.constant(weights)).square().sum());
  }

  @Test
  default void parametersAreNamedAfterTheSite() {
    NetworkChecks.assertNamedAfter("decoder", decoder(1).parameters());
  }

  @Test
  default void initialValuesComeFromTheSitesStream() {
    Parameters first = decoder(1).parameters();
    NetworkChecks.assertSameValues(decoder(1).parameters(), first);
    NetworkChecks.assertOtherValues(decoder(site(1, random("other weights"))).parameters(), first);
  }

  @Test
  default void enginesAgree() {
    Decoder decoder = decoder(1);
    Computation.assertEnginesAgree(
        "the decoder's output",
        output().features(),
        tape -> decoder.decode(tape.constant(codes()), Mode.EVALUATION));
  }
}
