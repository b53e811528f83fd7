package org.latent4j.runtime.composition;

import java.util.List;
import java.util.Map;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Divergence;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.model.Support;
import org.latent4j.api.spi.ModelProvider.Components;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/** Components that have parameters and compute nothing. */
final class FakeComponents {
  private FakeComponents() {}

  private static UnsupportedOperationException never() {
    return new UnsupportedOperationException("nothing is computed here");
  }

  static Parameter weight(String name, RandomStream random, int... shape) {
    return Parameter.trainable(name, random.gaussian(shape));
  }

  record FakeEncoder(int latent, Parameters parameters) implements Encoder {
    @Override
    public Posterior encode(Var x, Mode mode) {
      throw never();
    }
  }

  record FakeDecoder(Parameters parameters) implements Decoder {
    @Override
    public Var decode(Var z, Mode mode) {
      throw never();
    }
  }

  record FakePrior(int latent, Parameters parameters) implements Prior {
    @Override
    public Var logDensity(Var z) {
      throw never();
    }

    @Override
    public void sample(RandomStream random, Tensor into) {
      throw never();
    }
  }

  record FakeLikelihood(int features, Parameters parameters) implements Likelihood {
    @Override
    public int decoderOutputs() {
      return 2 * features;
    }

    @Override
    public Support support(int feature) {
      return Support.REAL_LINE;
    }

    @Override
    public Var logDensity(Var outputs, Var x) {
      throw never();
    }

    @Override
    public Var mean(Var outputs) {
      throw never();
    }

    @Override
    public Tensor sample(Tensor outputs, RandomStream random) {
      throw never();
    }
  }

  record FakeDivergence(String name) implements Divergence {
    @Override
    public Var between(Posterior q, Var z, Prior p, RandomStream random) {
      throw never();
    }

    @Override
    public String method(Posterior q, Prior p) {
      return "none";
    }
  }

  record FakeModel(Components components, String divergence, Parameters parameters)
      implements Model {
    static FakeModel of(Components components, Parameters more) {
      return new FakeModel(
          components,
          components.divergence().map(Divergence::toString).orElse("its own"),
          components
              .encoder()
              .parameters()
              .and(components.decoder().parameters())
              .and(components.prior().parameters())
              .and(components.likelihood().parameters())
              .and(more));
    }

    @Override
    public Encoder encoder() {
      return components.encoder();
    }

    @Override
    public Decoder decoder() {
      return components.decoder();
    }

    @Override
    public Prior prior() {
      return components.prior();
    }

    @Override
    public Likelihood likelihood() {
      return components.likelihood();
    }

    @Override
    public List<Phase> phases() {
      return List.of();
    }

    @Override
    public Loss validation(Var x, RandomStream random) {
      return new Loss(x, Map.of());
    }

    @Override
    public String criterion() {
      return "none";
    }
  }
}
