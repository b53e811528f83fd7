package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;

class DataSetContractTests {
  /** Example i holds i and i², and is even or odd. */
  private static class Squares implements DataSet {
    @Override
    public int size() {
      return 300;
    }

    @Override
    public DataShape shape() {
      return new DataShape.Table(List.of("number", "square"));
    }

    @Override
    public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
      for (int i = from; i < to; i++) {
        into.data()[2 * (i - from)] = rows[i];
        into.data()[2 * (i - from) + 1] = rows[i] * rows[i];
      }
    }

    @Override
    public List<Factor> factors() {
      return List.of(new Factor("parity", List.of("even", "odd")));
    }

    @Override
    public int factor(int row, int factor) {
      return row % 2;
    }

    @Override
    public String fingerprint() {
      return "0".repeat(64);
    }
  }

  @Nested
  class RightSet implements DataSetContract {
    @Override
    public DataSet dataSet() {
      return new Squares();
    }
  }

  @Nested
  class RightSetThatIsDrawnAnew implements DataSetContract {
    @Override
    public DataSet dataSet() {
      return new Squares() {
        @Override
        public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
          for (int i = 0; i < 2 * (to - from); i++) {
            into.data()[i] = (float) random.nextGaussian();
          }
        }
      };
    }

    @Override
    public boolean isDrawnAnew() {
      return true;
    }
  }

  /** Reads by place instead of index, leaves the last number out, and miscounts its factor. */
  private static final class Wrong extends Squares {
    @Override
    public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
      for (int i = 0; i < 2 * (to - from) - 1; i++) {
        into.data()[i] = i;
      }
    }

    @Override
    public int factor(int row, int factor) {
      return 1 + row % 2;
    }

    @Override
    public String fingerprint() {
      return "hash " + System.identityHashCode(this);
    }
  }

  @Test
  void everyMistakeOfADataSetIsCaught() {
    DataSetContract contract = Wrong::new;
    assertThatThrownBy(contract::everyNumberAskedForIsWrittenAndNoOther)
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract::examplesAreTheSameInAnyOrder).isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract::factorsAreIndicesOfTheirValues)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("parity");
    assertThatThrownBy(contract::fingerprintIsASha256AndTheSameWhenOpenedAgain)
        .isInstanceOf(AssertionError.class);
  }
}
