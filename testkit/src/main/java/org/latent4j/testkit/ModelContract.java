package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.Model;
import org.latent4j.api.model.Phase;
import org.latent4j.api.model.Step;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Optimizer;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.kernels.optimizers.Adam;

/**
 * What every {@link Model} must hold. A test class implements it and composes a small model, of
 * networks with a dozen units: gradients are checked number by number.
 */
public interface ModelContract {
  /** The model under test before training, the same from the same stream. */
  Model model(RandomStream initialization);

  /**
   * Examples of a problem that can be learned, {@code [n, features]}: two binary patterns, each
   * feature flipped with probability 0.05.
   */
  default Tensor examples(RandomStream random, int n) {
    Tensor examples = Tensor.zeros(n, model(random("weights")).likelihood().features());
    int columns = examples.columns();
    for (int row = 0; row < n; row++) {
      int pattern = random.nextInt(2);
      for (int column = 0; column < columns; column++) {
        int on = (column + pattern) % 2;
        boolean flipped = random.nextDouble() < 0.05;
        examples.data()[row * columns + column] = flipped ? 1 - on : on;
      }
    }
    return examples;
  }

  /** How many steps a training of the small problem takes. */
  default int trainingSteps() {
    return 300;
  }

  /** The rate of Adam, with which every phase of the small problem is trained. */
  default double trainingRate() {
    return 0.003;
  }

  private static RandomStream random(String purpose) {
    return RandomStreams.seeded(8).split(purpose);
  }

  private Model model() {
    return model(random("weights"));
  }

  private static Step step(Phase phase, long index) {
    return new Step(index, index / 10.0, random("steps").split(index).split(phase.name()));
  }

  @Test
  default void componentsFitTogether() {
    Model model = model();
    assertThat(model.prior().latent())
        .as("the prior's dimensions")
        .isEqualTo(model.encoder().latent());
    try (Tape tape = Engines.fused().newTape()) {
      Var x = tape.constant(examples(random("examples"), 3));
      Var codes = model.encoder().encode(x, Mode.EVALUATION).mean();
      Var outputs = model.decoder().decode(codes, Mode.EVALUATION);
      assertThat(outputs.shape()).containsExactly(3, model.likelihood().decoderOutputs());
      assertThat(model.likelihood().logDensity(outputs, x).shape()).containsExactly(3);
    }
  }

  @Test
  default void everythingThatIsLearnedIsSaved() {
    Model model = model();
    Parameters saved = model.parameters();
    List<Parameters> parts = new ArrayList<>();
    parts.add(model.encoder().parameters());
    parts.add(model.decoder().parameters());
    parts.add(model.prior().parameters());
    parts.add(model.likelihood().parameters());
    model.phases().forEach(phase -> parts.add(phase.trains()));
    for (Parameters part : parts) {
      for (Parameter parameter : part) {
        assertThat(saved.contains(parameter)).as("'%s' is saved", parameter.name()).isTrue();
      }
    }
  }

  @Test
  default void phasesHaveNamesAndTrainSomething() {
    List<Phase> phases = model().phases();
    assertThat(phases).isNotEmpty();
    assertThat(phases).extracting(Phase::name).doesNotHaveDuplicates();
    for (Phase phase : phases) {
      assertThat(phase.name()).matches("[a-z][a-z0-9]*([-_][a-z0-9]+)*");
      assertThat(phase.trains()).as("what '%s' trains", phase.name()).isNotEmpty();
      for (Parameter parameter : phase.trains()) {
        assertThat(parameter.isTrainable()).as("'%s' is trainable", parameter.name()).isTrue();
      }
    }
  }

  @Test
  default void lossesAreAsDocumentedAndFinite() {
    Model model = model();
    Tensor x = examples(random("examples"), 5);
    try (Tape tape = Engines.fused().newTape()) {
      for (Phase phase : model.phases()) {
        assertDocumented(phase.name(), phase.loss(tape.constant(x), step(phase, 0)), 5);
      }
      assertDocumented("validation", model.validation(tape.constant(x), random("validation")), 5);
    }
  }

  private static void assertDocumented(String what, Loss loss, int examples) {
    assertThat(loss.objective().shape()).as("the objective of %s", what).containsExactly(1);
    assertThat(loss.objective().item()).as("the objective of %s", what).isFinite();
    loss.terms()
        .forEach(
            (name, term) -> {
              assertThat(term.shape().length).as("the rank of %s's %s", what, name).isEqualTo(1);
              assertThat(term.rows()).as("the length of %s's %s", what, name).isIn(1, examples);
              for (double number : term.toDoubles()) {
                assertThat(number).as("%s's %s", what, name).isFinite();
              }
            });
  }

  @Test
  default void aPhaseMovesOnlyWhatItTrains() {
    Model model = model();
    Engine engine = Engines.fused();
    for (Phase phase : model.phases()) {
      // Buffers, such as running statistics, follow what networks see in any phase.
      Parameters trainable = model.parameters().trainable();
      List<float[]> before = NetworkChecks.valuesOf(trainable);
      Optimizer optimizer = adam(engine, phase);
      train(engine, phase, optimizer, examples(random("examples"), 8), 0);
      boolean moved = false;
      for (int i = 0; i < before.size(); i++) {
        Parameter parameter = trainable.asList().get(i);
        if (phase.trains().contains(parameter)) {
          moved |= !Arrays.equals(parameter.value().data(), before.get(i));
        } else {
          assertThat(parameter.value().data())
              .as("'%s' after '%s', which does not train it", parameter.name(), phase.name())
              .containsExactly(before.get(i));
        }
      }
      assertThat(moved).as("'%s' moves something", phase.name()).isTrue();
    }
  }

  private Optimizer adam(Engine engine, Phase phase) {
    return new Adam(engine, phase.trains(), trainingRate(), 0.9, 0.999, 1e-8);
  }

  private static void train(Engine engine, Phase phase, Optimizer optimizer, Tensor x, long index) {
    try (Tape tape = engine.newTape()) {
      Loss loss = phase.loss(tape.constant(x), step(phase, index));
      tape.backward(loss.objective(), phase.trains());
      optimizer.step(1);
      Map<String, Double> means = new LinkedHashMap<>();
      loss.terms().forEach((name, term) -> means.put(name, term.mean().item()));
      phase.afterStep(means);
    }
  }

  @Test
  default void aStepGivesTheSameBitsEachTime() {
    Tensor x = examples(random("examples"), 5);
    for (Phase phase : model().phases()) {
      Computation.assertSameBitsTwice(
          "the objective of " + phase.name(),
          tape -> phase.loss(tape.constant(x), step(phase, 3)).objective());
    }
  }

  @Test
  default void gradientsAgreeWithFiniteDifferences() {
    Tensor x = examples(random("examples"), 5);
    for (Phase phase : model().phases()) {
      GradientCheck.of(
          tape -> phase.loss(tape.constant(x), step(phase, 3)).objective(), phase.trains());
    }
  }

  @Test
  default void validationGivesTheSameBitsAndChangesNothing() {
    Model model = model();
    Tensor x = examples(random("examples"), 5);
    List<float[]> before = NetworkChecks.valuesOf(model.parameters());
    Computation.assertSameBitsTwice(
        "the validation objective",
        tape -> model.validation(tape.constant(x), random("validation")).objective());
    NetworkChecks.assertValuesAre("after validation", model.parameters(), before);
  }

  @Test
  default void enginesAgree() {
    Tensor x = examples(random("examples"), 5);
    for (Phase phase : model().phases()) {
      Computation.assertEnginesAgree(
          "the objective of " + phase.name(),
          x.size(),
          tape -> phase.loss(tape.constant(x), step(phase, 3)).objective());
    }
  }

  @Test
  default void sameStreamGivesTheSameModel() {
    NetworkChecks.assertSameValues(model().parameters(), model().parameters());
    NetworkChecks.assertOtherValues(
        model(random("other weights")).parameters(), model().parameters());
  }

  /**
   * The validation objective falls; or, where what is trained is not what is validated, the
   * objective of each phase as it stands at the end of the training.
   */
  @Test
  default void trainingLowersTheObjective() {
    Model model = model();
    Engine engine = Engines.fused();
    Map<Phase, Optimizer> optimizers = new LinkedHashMap<>();
    model.phases().forEach(phase -> optimizers.put(phase, adam(engine, phase)));
    double validationBefore = validation(model);
    double[] objectivesBefore = objectives(model);
    RandomStream batches = random("batches");
    for (int i = 0; i < trainingSteps(); i++) {
      Tensor x = examples(batches.split(i), 32);
      for (Map.Entry<Phase, Optimizer> entry : optimizers.entrySet()) {
        train(engine, entry.getKey(), entry.getValue(), x, i);
      }
    }
    double validationAfter = validation(model);
    double[] objectivesAfter = objectives(model);
    boolean everyPhaseLower = true;
    for (int i = 0; i < objectivesAfter.length; i++) {
      everyPhaseLower &= objectivesAfter[i] < objectivesBefore[i];
    }
    // Players of a game may each do better while the held-out criterion wavers; it must not run
    // away.
    boolean wavers = validationAfter - validationBefore < 0.5 * Math.abs(validationBefore);
    assertThat(validationAfter < validationBefore || (everyPhaseLower && wavers))
        .as(
            "%s: %s before training, %s after; the phases' objectives: %s before, %s after",
            model.criterion(),
            validationBefore,
            validationAfter,
            Arrays.toString(objectivesBefore),
            Arrays.toString(objectivesAfter))
        .isTrue();
  }

  private double validation(Model model) {
    Tensor x = examples(random("held-out examples"), 200);
    return Computation.fused(
        tape -> model.validation(tape.constant(x), random("validation")).objective())[0];
  }

  private double[] objectives(Model model) {
    Tensor x = examples(random("held-out examples"), 200);
    return model.phases().stream()
        .mapToDouble(
            phase ->
                Computation.fused(
                    tape -> phase.loss(tape.constant(x), step(phase, trainingSteps())).objective())[
                    0])
        .toArray();
  }

  @Test
  default void descriptionsAreOneLine() {
    Model model = model();
    assertThat(model.criterion()).isNotBlank().doesNotContain("\n");
    assertThat(model.divergence()).isNotBlank().doesNotContain("\n");
  }
}
