package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.model.Prior;
import org.latent4j.api.model.Step;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.testkit.Layers.SmallDecoder;
import org.latent4j.testkit.Layers.SmallEncoder;

class ModelContractTests {
  private static final int FEATURES = 8;

  /** What is wrong with the model. */
  private enum Mistake {
    NONE,
    GRADIENT,
    NOT_SAVED,
    MOVES_THE_DECODER,
    DIVERGES,
    NOT_A_NUMBER,
    NOT_AVERAGED
  }

  /** A variational autoencoder, trained in two phases: all of it, then the encoder alone. */
  private record TwoPhaseVae(Encoder encoder, Decoder decoder, Parameter bias, Mistake mistake)
      implements Model {
    static TwoPhaseVae create(RandomStream random, Mistake mistake) {
      SmallDecoder decoder = SmallDecoder.create("decoder", 2, FEATURES, random.split("decoder"));
      return new TwoPhaseVae(
          SmallEncoder.create(
              "encoder", FEATURES, 2, PosteriorFamily.GAUSSIAN, random.split("encoder")),
          decoder,
          decoder.network().outBias(),
          mistake);
    }

    @Override
    public Prior prior() {
      return new UnitNormal(2, true);
    }

    @Override
    public Likelihood likelihood() {
      return new BinaryLikelihood(FEATURES);
    }

    @Override
    public List<Phase> phases() {
      return List.of(
          new ElboPhase("all", encoder.parameters().and(decoder.parameters())),
          new ElboPhase("encoder-alone", encoder.parameters()));
    }

    private final class ElboPhase implements Phase {
      private final String name;
      private final Parameters trains;

      private ElboPhase(String name, Parameters trains) {
        this.name = name;
        this.trains = trains;
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public Parameters trains() {
        return trains;
      }

      @Override
      public Loss loss(Var x, Step step) {
        if (mistake == Mistake.MOVES_THE_DECODER) {
          bias.value().data()[0] += 1;
        }
        return TwoPhaseVae.this.loss(x, step.random(), step.training());
      }
    }

    private Loss loss(Var x, RandomStream random, Mode mode) {
      Posterior q = encoder.encode(x, mode);
      Var z = q.sample(random.split("codes"));
      Var distortion = likelihood().logDensity(decoder.decode(z, mode), x).negate();
      Var rate = prior().klFrom(q).orElseThrow();
      Var objective =
          switch (mistake) {
            case GRADIENT -> distortion.plus(rate.detach()).mean();
            case DIVERGES -> distortion.plus(rate).negate().mean();
            case NOT_A_NUMBER -> distortion.plus(rate.minus(1e9).log()).mean();
            case NOT_AVERAGED -> distortion.plus(rate);
            default -> distortion.plus(rate).mean();
          };
      return new Loss(objective, Map.of("distortion", distortion, "rate", rate));
    }

    @Override
    public Parameters parameters() {
      return mistake == Mistake.NOT_SAVED
          ? encoder.parameters()
          : encoder.parameters().and(decoder.parameters());
    }

    @Override
    public Loss validation(Var x, RandomStream random) {
      Posterior q = encoder.encode(x, Mode.EVALUATION);
      Var outputs = decoder.decode(q.sample(random), Mode.EVALUATION);
      Var bound = prior().klFrom(q).orElseThrow().minus(likelihood().logDensity(outputs, x));
      return new Loss(bound.mean(), Map.of("bound", bound));
    }

    @Override
    public String criterion() {
      return "negative evidence lower bound, nats per example";
    }

    @Override
    public String divergence() {
      return "closed form";
    }
  }

  private record BinaryLikelihood(int features) implements Likelihood {
    @Override
    public int decoderOutputs() {
      return features;
    }

    @Override
    public Support support(int feature) {
      return Support.UNIT_INTERVAL;
    }

    @Override
    public Var logDensity(Var outputs, Var x) {
      return outputs.tape().bernoulliLogDensity(outputs, x);
    }

    @Override
    public Var mean(Var outputs) {
      return outputs.sigmoid();
    }

    @Override
    public Tensor sample(Tensor outputs, RandomStream random) {
      throw new UnsupportedOperationException("no model draws while it is trained");
    }
  }

  @Nested
  class RightModel implements ModelContract {
    @Override
    public Model model(RandomStream initialization) {
      return TwoPhaseVae.create(initialization, Mistake.NONE);
    }
  }

  private static ModelContract with(Mistake mistake) {
    return random -> TwoPhaseVae.create(random, mistake);
  }

  @Test
  void gradientThatDoesNotBelongToTheObjectiveIsCaught() {
    assertThatThrownBy(with(Mistake.GRADIENT)::gradientsAgreeWithFiniteDifferences)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("gradient of 'encoder.");
  }

  @Test
  void parametersThatWouldNotBeSavedAreCaught() {
    assertThatThrownBy(with(Mistake.NOT_SAVED)::everythingThatIsLearnedIsSaved)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("'decoder.in.weight' is saved");
  }

  @Test
  void phaseThatMovesWhatItDoesNotTrainIsCaught() {
    assertThatThrownBy(with(Mistake.MOVES_THE_DECODER)::aPhaseMovesOnlyWhatItTrains)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("'decoder.out.bias' after 'encoder-alone'");
  }

  @Test
  void trainingThatMakesTheModelWorseIsCaught() {
    assertThatThrownBy(with(Mistake.DIVERGES)::trainingLowersTheObjective)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("negative evidence lower bound");
  }

  @Test
  void objectiveThatIsNotANumberOrNotOneNumberIsCaught() {
    assertThatThrownBy(with(Mistake.NOT_A_NUMBER)::lossesAreAsDocumentedAndFinite)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the objective of all");
    assertThatThrownBy(with(Mistake.NOT_AVERAGED)::lossesAreAsDocumentedAndFinite)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the objective of all");
  }
}
