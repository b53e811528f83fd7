package org.latent4j.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far something has come, on one line of any width: words, a bar, further words. Where there is
 * not room for all, what has the highest rank is left out first; what has rank 1 is cut, but never
 * left out.
 */
final class ProgressLine {
  /** The rank of the bar. */
  static final int BAR = 5;

  private static final int NARROWEST_BAR = 10;
  private static final int WIDEST_BAR = 40;

  private record Part(String text, int rank) {}

  private final List<Part> before = new ArrayList<>();
  private final List<Part> after = new ArrayList<>();
  private final double done;

  /**
   * A line without words yet.
   *
   * @param done from 0 to 1
   */
  ProgressLine(double done) {
    this.done = Math.max(0, Math.min(1, done));
  }

  /** Adds words in front of the bar. */
  ProgressLine before(String text, int rank) {
    before.add(new Part(text, rank));
    return this;
  }

  /** Adds words behind the bar. */
  ProgressLine after(String text, int rank) {
    after.add(new Part(text, rank));
    return this;
  }

  /**
   * The line, one column shorter than there are columns at most: a terminal may begin a new line
   * after its last.
   */
  String within(int columns) {
    int room = columns - 1;
    int highest = BAR;
    for (Part part : before) {
      highest = Math.max(highest, part.rank());
    }
    for (Part part : after) {
      highest = Math.max(highest, part.rank());
    }
    for (int rank = highest; rank >= 1; rank--) {
      String left = words(before, rank, ": ");
      String right = words(after, rank, ", ");
      int free = room - Lines.width(left) - Lines.width(right) - 1;
      if (rank >= BAR ? free >= NARROWEST_BAR + 3 : free >= 0) {
        return rank >= BAR
            ? left + " " + bar(Math.min(WIDEST_BAR, free - 3)) + " " + right
            : left + " " + right;
      }
    }
    String right = words(after, 1, ", ");
    int free = room - Lines.width(right) - 1;
    return free > 0
        ? Lines.cut(words(before, 1, ": "), free) + " " + right
        : Lines.cut(right, room);
  }

  private static String words(List<Part> parts, int rank, String between) {
    return parts.stream()
        .filter(part -> part.rank() <= rank)
        .map(Part::text)
        .collect(Collectors.joining(between));
  }

  private String bar(int width) {
    int full = (int) (done * width);
    String head = full < width ? ">" : "";
    return "[" + "=".repeat(full) + head + " ".repeat(width - full - head.length()) + "]";
  }
}
