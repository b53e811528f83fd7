package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.data.FactorColumns;
import org.latent4j.data.RowDataSet;
import org.latent4j.kernels.RandomStreams;

class MinibatchesTests {
  private static final RandomStream RANDOM = RandomStreams.seeded(1);

  /** Reads ahead at once. */
  private static final class Eager implements Engine.Session {
    private final List<RuntimeException> failures = new ArrayList<>();

    @Override
    public Runnable prepare(Runnable work) {
      try {
        work.run();
        return () -> {};
      } catch (RuntimeException e) {
        failures.add(e);
        return () -> {
          throw e;
        };
      }
    }

    @Override
    public void close() {}
  }

  /** Example i is the number i; number 105 cannot be read. */
  private static DataSet numbers(int count) {
    return RowDataSet.of(
        new DataShape.Table(List.of("number")),
        count,
        (rows, from, to, into) -> {
          for (int i = from; i < to; i++) {
            if (rows[i] == 105) {
              throw new IllegalStateException("example 105");
            }
            into[i - from] = rows[i];
          }
        },
        FactorColumns.none());
  }

  @Test
  void eachStaysWhileTheNextIsReadAhead() {
    Minibatches minibatches = new Minibatches(new Eager(), numbers(9), 3);
    Minibatches.Epoch epoch = minibatches.epoch(new int[] {8, 7, 6, 5, 4, 3, 2, 1, 0}, RANDOM);
    assertThat(epoch.read(0).data()).containsExactly(8, 7, 6);
    assertThat(epoch.read(1).data()).containsExactly(5, 4, 3);
    assertThat(epoch.read(2).data()).containsExactly(2, 1, 0);
  }

  @Test
  void anEpochIsReadFromAnyMinibatchOnAndEndsWithASmallerOne() {
    Minibatches minibatches = new Minibatches(new Eager(), numbers(8), 3);
    Minibatches.Epoch epoch = minibatches.epoch(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, RANDOM);
    assertThat(epoch.read(1).data()).containsExactly(3, 4, 5);
    assertThat(epoch.read(2).data()).containsExactly(6, 7);
  }

  @Test
  void aFailureOfReadingAheadIsThrownWhenTheMinibatchIsAskedFor() {
    Eager session = new Eager();
    Minibatches minibatches = new Minibatches(session, numbers(200), 2);
    Minibatches.Epoch epoch = minibatches.epoch(new int[] {1, 2, 3, 4, 105, 6}, RANDOM);
    assertThat(epoch.read(0).data()).containsExactly(1, 2);
    assertThat(epoch.read(1).data()).containsExactly(3, 4);
    assertThat(session.failures).hasSize(1);
    assertThatThrownBy(() -> epoch.read(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("example 105");
  }
}
