package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tape;

/** What encoders and decoders have in common: parameters. */
final class NetworkChecks {
  private NetworkChecks() {}

  static void assertNamedAfter(String site, Parameters parameters) {
    for (Parameter parameter : parameters) {
      assertThat(parameter.name()).as("a parameter's name").startsWith(site + ".");
    }
  }

  static void assertSameValues(Parameters found, Parameters expected) {
    assertThat(names(found)).isEqualTo(names(expected));
    for (Parameter parameter : expected) {
      assertThat(found.find(parameter.name()).orElseThrow().value().data())
          .as("the initial value of '%s' from the same stream", parameter.name())
          .containsExactly(parameter.value().data());
    }
  }

  static void assertOtherValues(Parameters found, Parameters expected) {
    boolean differ = false;
    for (Parameter parameter : expected) {
      Parameter other = found.find(parameter.name()).orElseThrow();
      differ |= !Arrays.equals(other.value().data(), parameter.value().data());
    }
    assertThat(differ || expected.isEmpty())
        .as("initial values from another stream differ")
        .isTrue();
  }

  private static List<String> names(Parameters parameters) {
    return parameters.asList().stream().map(Parameter::name).toList();
  }

  /** The values of all parameters, copied. */
  static List<float[]> valuesOf(Parameters parameters) {
    List<float[]> values = new ArrayList<>();
    for (Parameter parameter : parameters) {
      values.add(parameter.value().data().clone());
    }
    return values;
  }

  static void assertValuesAre(String what, Parameters parameters, List<float[]> values) {
    for (int i = 0; i < values.size(); i++) {
      Parameter parameter = parameters.asList().get(i);
      assertThat(parameter.value().data())
          .as("%s: the value of '%s'", what, parameter.name())
          .containsExactly(values.get(i));
    }
  }

  /** Each trainable parameter moves the objective: its gradient is finite and not all zero. */
  static void assertGradientsReach(Parameters parameters, GradientCheck.Objective objective) {
    Parameters trainable = parameters.trainable();
    try (Tape tape = Engines.fused().newTape()) {
      tape.backward(objective.on(tape), trainable);
    }
    for (Parameter parameter : trainable) {
      boolean reached = false;
      for (float number : parameter.gradient().data()) {
        assertThat(number).as("the gradient of '%s'", parameter.name()).isFinite();
        reached |= number != 0;
      }
      assertThat(reached).as("a gradient reaches '%s'", parameter.name()).isTrue();
    }
  }
}
