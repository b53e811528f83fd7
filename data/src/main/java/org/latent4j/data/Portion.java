package org.latent4j.data;

import java.util.Locale;
import java.util.Optional;

/** How much of a set: all of it, a number of examples, or a share. */
public final class Portion {
  /** What may be written, in words. */
  public static final String ALLOWED =
      "all, a number of examples such as 5000, or a share such as 0.1 or 10%";

  private static final Portion ALL = new Portion("all", -1, 1);
  private final String text;
  private final int count;
  private final double share;

  private Portion(String text, int count, double share) {
    this.text = text;
    this.count = count;
    this.share = share;
  }

  public static Portion all() {
    return ALL;
  }

  /** So many examples. */
  public static Portion count(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("a portion of " + count + " examples");
    }
    return new Portion(Integer.toString(count), count, 0);
  }

  /**
   * A share, rounded down to whole examples.
   *
   * @param share greater than 0, less than 1
   */
  public static Portion share(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("a portion of " + share);
    }
    return new Portion(Double.toString(share), -1, share);
  }

  /** Reads what {@link #ALLOWED} describes; empty if the text is none of it. */
  public static Optional<Portion> parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.equals("all")) {
      return Optional.of(ALL);
    }
    boolean percent = word.endsWith("%");
    double number;
    try {
      number = Double.parseDouble(percent ? word.substring(0, word.length() - 1) : word);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    if (percent) {
      number /= 100;
    }
    if (number > 0 && number < 1) {
      return Optional.of(share(number));
    }
    if (percent || number < 0 || number > Integer.MAX_VALUE || number != Math.rint(number)) {
      return Optional.empty();
    }
    return Optional.of(count((int) number));
  }

  public boolean isAll() {
    return count < 0 && share == 1;
  }

  /** How many examples that is of so many. A count is itself, even if there are fewer. */
  public int of(int total) {
    // The slack undoes the rounding of shares such as 0.1: 0.29 of 100 is 29, not 28.
    return count >= 0 ? count : (int) Math.floor(share * total + 1e-9 * total);
  }

  @Override
  public String toString() {
    return text;
  }
}
