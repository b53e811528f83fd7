package org.latent4j.models.betavae;

import java.util.Optional;

/** β over training. */
public sealed interface BetaSchedule {
  /**
   * β at a point of training.
   *
   * @param epoch passes over the data made so far, with fraction
   */
  double at(double epoch);

  /** In words, for logs and reports. */
  String words();

  /** After how many epochs β no longer changes. */
  double end();

  /** What β rises to and how, in words that follow "it". */
  String rise();

  /**
   * That β has not come to its end after so many epochs, in words; empty if it has.
   *
   * @param epochs passes over the data, greater than 0
   */
  default Optional<String> unreached(double epochs) {
    // The last step lies before the end: a cycle's next rise has not begun.
    return epochs >= end()
        ? Optional.empty()
        : Optional.of(Course.after(epochs, "β", at(Math.nextDown(epochs))) + ": it " + rise());
  }

  /** The same β throughout (Higgins et al., 2017). */
  record Constant(double beta) implements BetaSchedule {
    public Constant {
      requireWeight(beta);
    }

    @Override
    public double at(double epoch) {
      return beta;
    }

    @Override
    public String words() {
      return "β = " + beta;
    }

    @Override
    public double end() {
      return 0;
    }

    @Override
    public String rise() {
      return "stays";
    }
  }

  /**
   * β rises linearly from 0 (Bowman et al., 2016).
   *
   * @param beta what it rises to
   * @param epochs the rise's length; greater than 0
   */
  record WarmUp(double beta, double epochs) implements BetaSchedule {
    public WarmUp {
      requireWeight(beta);
      requirePositive("epochs", epochs);
    }

    @Override
    public double at(double epoch) {
      return beta * Math.min(1, epoch / epochs);
    }

    @Override
    public String words() {
      return "β rising to " + beta + " over " + epochs + " epochs";
    }

    @Override
    public double end() {
      return epochs;
    }

    @Override
    public String rise() {
      return "rises to " + beta + " over " + epochs + " epochs";
    }
  }

  /**
   * β rises linearly from 0 and stays, again and again (Fu et al., 2019).
   *
   * @param beta what it rises to
   * @param cycles how often; β stays from the last rise on
   * @param epochs the length of a cycle; greater than 0
   * @param ratio the part of a cycle in which β rises, in (0, 1]
   */
  record Cyclic(double beta, int cycles, double epochs, double ratio) implements BetaSchedule {
    public Cyclic {
      requireWeight(beta);
      requirePositive("cycles", cycles);
      requirePositive("epochs of a cycle", epochs);
      requirePositive("ratio", ratio);
    }

    @Override
    public double at(double epoch) {
      double cycle = epoch / epochs;
      double within = cycle >= cycles ? 1 : cycle - Math.floor(cycle);
      return beta * Math.min(1, within / ratio);
    }

    @Override
    public String words() {
      return "β rising to " + beta + " in " + cycles + " cycles of " + epochs + " epochs";
    }

    @Override
    public double end() {
      return (cycles - 1 + ratio) * epochs;
    }

    @Override
    public String rise() {
      return "rises to " + beta + " in " + cycles + " cycles of " + epochs + " epochs";
    }
  }

  private static void requireWeight(double beta) {
    if (!(beta >= 0)) {
      throw new IllegalArgumentException("β of " + beta + "; it must be 0 or greater");
    }
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(what + ": " + value + " is not greater than 0");
    }
  }
}
