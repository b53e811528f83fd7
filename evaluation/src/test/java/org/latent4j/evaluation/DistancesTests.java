package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

class DistancesTests {
  @Test
  void areThoseOfTheDifferencesAlsoFarFromTheOrigin() {
    Tensor a = RandomStreams.seeded(1).gaussian(7, 20);
    Tensor b = RandomStreams.seeded(2).gaussian(11, 20);
    for (Tensor points : new Tensor[] {a, b}) {
      for (int i = 0; i < points.size(); i++) {
        points.data()[i] += 1_000;
      }
    }
    try (Tape tape = Engines.FUSED.newTape()) {
      Tensor squares = Distances.squared(tape.constant(a), tape.constant(b)).value();
      Tensor expected = tape.squaredDistances(tape.constant(a), tape.constant(b)).value();
      assertThat(squares.shape()).containsExactly(7, 11);
      for (int i = 0; i < squares.size(); i++) {
        // A mean near 1,000 is rounded to 3e-5, which moves both points alike; products of numbers
        // up to 4 in 20 dimensions, and their sums up to 100, are good to 1e-5 each.
        assertThat((double) squares.data()[i]).isCloseTo(expected.data()[i], within(1e-3));
      }
    }
  }

  @Test
  void areNeverNegative() {
    Tensor a = RandomStreams.seeded(1).gaussian(50, 300);
    try (Tape tape = Engines.FUSED.newTape()) {
      Tensor squares = Distances.squared(tape.constant(a), tape.constant(a)).value();
      for (int i = 0; i < 50; i++) {
        assertThat(squares.at(i, i)).isBetween(0f, 1e-3f);
      }
    }
  }
}
