package org.latent4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Encoder;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.Prior;
import org.latent4j.api.model.Step;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/** A model that keeps what it is shown, and whose held-out losses can be written down. */
final class WatchedModel implements Model {
  private final Model model;
  private final double[] script;
  private final List<Float> firstFeatures = new ArrayList<>();
  private int validations;

  WatchedModel(Model model, double... script) {
    this.model = model;
    this.script = script;
  }

  /** The first feature of every training example, in the order in which they came. */
  List<Float> firstFeatures() {
    return firstFeatures;
  }

  @Override
  public Encoder encoder() {
    return model.encoder();
  }

  @Override
  public Decoder decoder() {
    return model.decoder();
  }

  @Override
  public Prior prior() {
    return model.prior();
  }

  @Override
  public Likelihood likelihood() {
    return model.likelihood();
  }

  @Override
  public List<Phase> phases() {
    return model.phases().stream().map(Watched::new).map(Phase.class::cast).toList();
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public Loss validation(Var x, RandomStream random) {
    if (script.length == 0) {
      return model.validation(x, random);
    }
    return new Loss(x.tape().constant(script[validations++]), Map.of());
  }

  @Override
  public String criterion() {
    return model.criterion();
  }

  @Override
  public String divergence() {
    return model.divergence();
  }

  private final class Watched implements Phase {
    private final Phase phase;

    Watched(Phase phase) {
      this.phase = phase;
    }

    @Override
    public String name() {
      return phase.name();
    }

    @Override
    public Parameters trains() {
      return phase.trains();
    }

    @Override
    public Loss loss(Var x, Step step) {
      Tensor batch = x.value();
      for (int row = 0; row < batch.rows(); row++) {
        firstFeatures.add(batch.at(row, 0));
      }
      return phase.loss(x, step);
    }
  }
}
