package org.latent4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

/** The engines' optimiser steps against the formulas in their contract, number by number. */
class OptimizerStepAgreementTests {
  private static final double UNIT = 0x1p-24;

  enum Kind {
    FUSED {
      @Override
      Engine open() {
        return FusedEngine.create(2);
      }
    },
    ND4J_FLOAT {
      @Override
      Engine open() {
        return Nd4jEngine.create(Precision.FLOAT);
      }
    },
    ND4J_DOUBLE {
      @Override
      Engine open() {
        return Nd4jEngine.create(Precision.DOUBLE);
      }
    };

    abstract Engine open();
  }

  private final RandomStream random = RandomStreams.seeded(5);

  @ParameterizedTest
  @EnumSource
  void adamFollowsItsFormula(Kind kind) {
    try (Engine engine = kind.open()) {
      for (int size : new int[] {1, 3, 7, 8, 13, 127, 207, 4098, 70_001}) {
        Tensor w = random.split("w").gaussian(size);
        Tensor g = random.split("g").gaussian(size);
        Tensor m = random.split("m").gaussian(size);
        Tensor v = random.split("v").gaussian(size);
        for (int i = 0; i < size; i++) {
          v.data()[i] *= v.data()[i];
        }
        float[] w0 = w.data().clone();
        float[] m0 = m.data().clone();
        float[] v0 = v.data().clone();
        engine.adam(w, g, m, v, 0.01, 0.9, 0.99, 1e-3, 3);
        for (int i = 0; i < size; i++) {
          double gradient = g.data()[i];
          double first = 0.9 * m0[i] + 0.1 * gradient;
          double second = 0.99 * v0[i] + 0.01 * gradient * gradient;
          double corrected = first / (1 - Math.pow(0.9, 3));
          double root = Math.sqrt(second / (1 - Math.pow(0.99, 3)));
          double move = 0.01 * corrected / (root + 1e-3);
          double firstMagnitude = 0.9 * Math.abs(m0[i]) + 0.1 * Math.abs(gradient);
          // A few operations each, errors of half a unit of the largest intermediate.
          assertThat((double) m.data()[i]).isCloseTo(first, within(4 * UNIT * firstMagnitude));
          assertThat((double) v.data()[i]).isCloseTo(second, within(8 * UNIT * second));
          double moveMagnitude = 0.01 * firstMagnitude / (1 - Math.pow(0.9, 3)) / (root + 1e-3);
          assertThat((double) w.data()[i])
              .isCloseTo(w0[i] - move, within(UNIT * (2 * Math.abs(w0[i]) + 24 * moveMagnitude)));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void momentumFollowsItsFormula(Kind kind) {
    try (Engine engine = kind.open()) {
      for (int size : new int[] {1, 3, 7, 8, 13, 127, 207, 4098, 70_001}) {
        Tensor w = random.split("w").gaussian(size);
        Tensor g = random.split("g").gaussian(size);
        Tensor u = random.split("u").gaussian(size);
        float[] w0 = w.data().clone();
        float[] u0 = u.data().clone();
        engine.momentum(w, g, u, 0.1, 0.9);
        for (int i = 0; i < size; i++) {
          double velocity = 0.9 * u0[i] + g.data()[i];
          double magnitude = 0.9 * Math.abs(u0[i]) + Math.abs(g.data()[i]);
          assertThat((double) u.data()[i]).isCloseTo(velocity, within(4 * UNIT * magnitude));
          assertThat((double) w.data()[i])
              .isCloseTo(
                  w0[i] - 0.1 * velocity, within(UNIT * (2 * Math.abs(w0[i]) + 0.8 * magnitude)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 1000, 10_000_000})
  void adamsFirstMoveIsTheRateWhateverTheStepsCount(long step) {
    // With m = (1 − β₁ᵗ) g and v = (1 − β₂ᵗ) g², both corrections give back g and g².
    for (Kind kind : Kind.values()) {
      try (Engine engine = kind.open()) {
        double beforeFirst = (1 - Math.pow(0.9, step) - 0.1) / 0.9;
        double beforeSecond = (1 - Math.pow(0.999, step) - 0.001) / 0.999;
        Tensor w = Tensor.of(new float[] {0}, 1);
        Tensor g = Tensor.of(new float[] {4}, 1);
        Tensor m = Tensor.of(new float[] {(float) (4 * beforeFirst)}, 1);
        Tensor v = Tensor.of(new float[] {(float) (16 * beforeSecond)}, 1);
        engine.adam(w, g, m, v, 0.125, 0.9, 0.999, 0, step);
        assertThat((double) w.data()[0]).as(kind.name()).isCloseTo(-0.125, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ND4J_FLOAT", "ND4J_DOUBLE"})
  void tensorsOfDifferentSizesAreRefusedByNd4j(Kind kind) {
    try (Engine engine = kind.open()) {
      Tensor two = Tensor.zeros(2);
      Tensor three = Tensor.zeros(3);
      assertThatThrownBy(() -> engine.momentum(two, three, two, 0.1, 0.9))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2")
          .hasMessageContaining("3");
      assertThatThrownBy(() -> engine.adam(two, two, two, three, 0.1, 0.9, 0.99, 1e-8, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
