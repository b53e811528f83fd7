package org.latent4j.data;

import java.util.Arrays;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.tensor.RandomStream;

/**
 * How much of a set to learn from, to choose by and to report on.
 *
 * @param train {@link Portion#all()}: what validation and test leave
 * @param validation may be none
 * @param test may be none
 */
public record Split(Portion train, Portion validation, Portion test) {
  /** So many examples each. */
  public static Split of(int train, int validation, int test) {
    return new Split(Portion.count(train), Portion.count(validation), Portion.count(test));
  }

  /**
   * Draws the three parts of a set that has no split of its own.
   *
   * @param name the set, for messages
   * @param size the number of its examples
   * @throws Latent4jException if it does not have so many
   */
  public SplitIndices draw(String name, int size, RandomStream random) {
    int validationCount = validation.of(size);
    int testCount = test.of(size);
    int trainCount = count(name, size, validationCount, testCount);
    int[] order = random.permutation(size);
    // The training part comes first: it stays the same when another part is made larger.
    int[] ofTrain = Arrays.copyOf(order, trainCount);
    int[] ofValidation = Arrays.copyOfRange(order, size - validationCount, size);
    int[] ofTest =
        Arrays.copyOfRange(order, size - validationCount - testCount, size - validationCount);
    return new SplitIndices(ofTrain, ofValidation, ofTest);
  }

  private int count(String name, int size, int validationCount, int testCount) {
    long held = (long) validationCount + testCount;
    long trainCount = train.isAll() ? size - held : train.of(size);
    if (trainCount + held > size || trainCount < 1) {
      throw new SettingException(
          "data '"
              + name
              + "': train "
              + train
              + ", validation "
              + validation
              + " and test "
              + test
              + " do not fit into its "
              + size
              + " examples (validation takes "
              + validationCount
              + ", test "
              + testCount
              + (train.isAll() ? "" : ", train " + trainCount)
              + "); at least one must be left to train on");
    }
    return (int) trainCount;
  }

  /** Draws the three parts of a set that has no split of its own, as views. */
  public DataSplits draw(String name, DataSet all, RandomStream random) {
    SplitIndices parts = draw(name, all.size(), random);
    return new DataSplits(
        name,
        Subset.of(all, parts.train()),
        Subset.of(all, parts.validation()),
        Subset.of(all, parts.test()));
  }

  /**
   * The parts of a set that comes with a test part: validation is the end of what comes for
   * training, as is the custom; all parts are views.
   *
   * @throws Latent4jException if a part does not have so many examples
   */
  public DataSplits hold(String name, DataSet forTraining, DataSet forTest) {
    int size = forTraining.size();
    int validationCount = validation.of(size);
    int trainCount = count(name, size, validationCount, 0);
    return new DataSplits(
        name,
        Subset.range(forTraining, 0, trainCount),
        Subset.range(forTraining, size - validationCount, size),
        first(name, "test", test, forTest));
  }

  /**
   * The first examples of each part of a set that comes in three.
   *
   * @throws Latent4jException if a part does not have so many examples
   */
  public DataSplits first(String name, DataSplits own) {
    return new DataSplits(
        name,
        first(name, "train", train, own.train()),
        first(name, "validation", validation, own.validation()),
        first(name, "test", test, own.test()));
  }

  private static DataSet first(String name, String part, Portion portion, DataSet data) {
    int count = portion.of(data.size());
    if (count > data.size()) {
      throw new SettingException(
          "data '"
              + name
              + "'."
              + part
              + ": "
              + count
              + " examples asked for, but there are "
              + data.size()
              + "; ask for at most that, or for all");
    }
    return count == data.size() ? data : Subset.range(data, 0, count);
  }
}
