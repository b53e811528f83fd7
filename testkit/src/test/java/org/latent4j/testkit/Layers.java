package org.latent4j.testkit;

import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/** Small networks, right ones, that the contracts' tests start from. */
final class Layers {
  private Layers() {}

  /** One hidden layer, with dropout of half its units in training. */
  record Network(Parameter in, Parameter inBias, Parameter out, Parameter outBias) {
    static Network create(String name, int inputs, int hidden, int outputs, RandomStream random) {
      return new Network(
          weight(name + ".in.weight", inputs, hidden, random.split("in")),
          Parameter.trainable(name + ".in.bias", Tensor.zeros(hidden)),
          weight(name + ".out.weight", hidden, outputs, random.split("out")),
          Parameter.trainable(name + ".out.bias", Tensor.zeros(outputs)));
    }

    private static Parameter weight(String name, int inputs, int outputs, RandomStream random) {
      Tensor weight = random.gaussian(inputs, outputs);
      for (int i = 0; i < weight.size(); i++) {
        weight.data()[i] /= (float) Math.sqrt(inputs);
      }
      return Parameter.trainable(name, weight);
    }

    Var apply(Var x, Mode mode) {
      Tape tape = x.tape();
      Var hidden = tape.dense(x, tape.parameter(in), tape.parameter(inBias), Activation.TANH);
      if (mode instanceof Mode.Training training) {
        Tensor mask = Tensor.zeros(hidden.shape());
        training.random().split("dropout").fillUniform(mask.data(), 0, mask.size());
        for (int i = 0; i < mask.size(); i++) {
          mask.data()[i] = mask.data()[i] < 0.5f ? 0 : 2;
        }
        hidden = hidden.times(tape.constant(mask));
      }
      return tape.dense(hidden, tape.parameter(out), tape.parameter(outBias), Activation.IDENTITY);
    }

    Parameters parameters() {
      return Parameters.of(in, inBias, out, outBias);
    }
  }

  record SmallEncoder(Network network, int latent, PosteriorFamily family) implements Encoder {
    static SmallEncoder create(
        String name, int features, int latent, PosteriorFamily family, RandomStream random) {
      int outputs = family == PosteriorFamily.GAUSSIAN ? 2 * latent : latent;
      return new SmallEncoder(Network.create(name, features, 12, outputs, random), latent, family);
    }

    @Override
    public Posterior encode(Var x, Mode mode) {
      Var outputs = network.apply(x, mode);
      return family == PosteriorFamily.GAUSSIAN
          ? new DiagonalGaussian(outputs.columns(0, latent), outputs.columns(latent, 2 * latent))
          : new PointPosterior(outputs);
    }

    @Override
    public Parameters parameters() {
      return network.parameters();
    }
  }

  record SmallDecoder(Network network) implements Decoder {
    static SmallDecoder create(String name, int inputs, int outputs, RandomStream random) {
      return new SmallDecoder(Network.create(name, inputs, 12, outputs, random));
    }

    @Override
    public Var decode(Var z, Mode mode) {
      return network.apply(z, mode);
    }

    @Override
    public Parameters parameters() {
      return network.parameters();
    }
  }
}
