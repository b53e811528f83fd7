package org.latent4j.app.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows in columns as wide as their widest cell, two spaces apart. Where lines have a limit, texts
 * go on in further lines of their cell; numbers are never broken: what does not fit beside the
 * first columns of numbers follows below, with the first column again.
 */
public final class TextTable {
  private static final String GAP = "  ";

  /** Texts are not squeezed into less. */
  private static final int NARROWEST = 8;

  /** Nor those in front of numbers, unless not one column of numbers would fit. */
  private static final int NARROWEST_BESIDE_NUMBERS = 22;

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean numbers;

  private TextTable(boolean numbers) {
    this.numbers = numbers;
  }

  /** All cells are texts, and start at the left. */
  public static TextTable ofTexts(String... heads) {
    return new TextTable(false).row(List.of(heads));
  }

  /**
   * The first column holds texts, which start at the left; the others hold numbers, which end at
   * the right.
   */
  public static TextTable ofNumbers(List<String> heads) {
    return new TextTable(true).row(heads);
  }

  /** Adds a row, of as many cells as there are heads. */
  public TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The table in lines of any width, without a line end after the last. */
  @Override
  public String toString() {
    return within(OptionalInt.empty());
  }

  /**
   * The table, without a line end after its last line.
   *
   * @param width how many characters a line may have; empty for any number
   */
  public String within(OptionalInt width) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], Lines.width(row.get(i)));
      }
    }
    int[] all = IntStream.range(0, widths.length).toArray();
    if (width.isEmpty() || total(widths, all) <= width.getAsInt()) {
      return block(widths, all);
    }
    return numbers ? blocks(widths, width.getAsInt()) : squeezed(widths, all, width.getAsInt());
  }

  private static int total(int[] widths, int[] columns) {
    return IntStream.of(columns).map(i -> widths[i] + GAP.length()).sum() - GAP.length();
  }

  /** The widest columns give way. */
  private String squeezed(int[] widths, int[] all, int width) {
    while (total(widths, all) > width) {
      int widest = IntStream.of(all).reduce(0, (a, b) -> widths[b] > widths[a] ? b : a);
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return block(widths, all);
  }

  /** As many columns side by side as fit, and the others below. */
  private String blocks(int[] widths, int width) {
    widths[0] = besideNumbers(widths, width);
    List<String> blocks = new ArrayList<>();
    for (int[] columns : columns(widths, width)) {
      blocks.add(block(widths, columns));
    }
    return String.join("\n\n", blocks);
  }

  /** The width of the first column: the widest with which there are fewest blocks. */
  private int besideNumbers(int[] widths, int width) {
    int longestWord =
        rows.stream()
            .flatMap(row -> Stream.of(row.get(0).split(" ", -1)))
            .mapToInt(Lines::width)
            .max()
            .orElse(0);
    int room = width - GAP.length() - Arrays.stream(widths).skip(1).max().orElse(0);
    int most = Math.min(widths[0], Math.max(longestWord, room));
    int least = Math.min(most, Math.max(longestWord, NARROWEST_BESIDE_NUMBERS));
    int best = most;
    int fewest = Integer.MAX_VALUE;
    for (int first = most; first >= least; first--) {
      int[] tried = widths.clone();
      tried[0] = first;
      int blocks = columns(tried, width).size();
      if (blocks < fewest) {
        fewest = blocks;
        best = first;
      }
    }
    int limit = best;
    return rows.stream()
        .flatMap(row -> Lines.of(row.get(0), limit).stream())
        .mapToInt(Lines::width)
        .max()
        .orElse(best);
  }

  /** The columns of each block: the first, and as many others as fit beside it. */
  private static List<int[]> columns(int[] widths, int width) {
    List<int[]> blocks = new ArrayList<>();
    int from = 1;
    while (from < widths.length) {
      int to = from + 1;
      while (to < widths.length && total(widths, columns(from, to + 1)) <= width) {
        to++;
      }
      blocks.add(columns(from, to));
      from = to;
    }
    return blocks;
  }

  /** The first column, and those from one to another. */
  private static int[] columns(int from, int to) {
    return IntStream.concat(IntStream.of(0), IntStream.range(from, to)).toArray();
  }

  private String block(int[] widths, int[] columns) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      List<List<String>> cells =
          IntStream.of(columns)
              .mapToObj(
                  i -> numbers && i > 0 ? List.of(row.get(i)) : Lines.of(row.get(i), widths[i]))
              .toList();
      int height = cells.stream().mapToInt(List::size).max().orElse(1);
      for (int y = 0; y < height; y++) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
          List<String> cell = cells.get(i);
          String text = y < cell.size() ? cell.get(y) : "";
          String padding = " ".repeat(Math.max(0, widths[columns[i]] - Lines.width(text)));
          line.append(i == 0 ? "" : GAP).append(numbers && i > 0 ? padding + text : text + padding);
        }
        lines.add(line.toString().stripTrailing());
      }
    }
    return String.join("\n", lines);
  }
}
