package org.latent4j.app.console;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell, two spaces apart. */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final int numbersFrom;

  private TextTable(int numbersFrom) {
    this.numbersFrom = numbersFrom;
  }

  /** All cells start at the left. */
  public static TextTable ofTexts(String... heads) {
    return new TextTable(Integer.MAX_VALUE).row(List.of(heads));
  }

  /** The cells of the first column start at the left, those of the others end at the right. */
  public static TextTable ofNumbers(List<String> heads) {
    return new TextTable(1).row(heads);
  }

  /** Adds a row. */
  public TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The table, without a line end after its last line. */
  @Override
  public String toString() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(widths[i] - width(row.get(i)));
        line.append(i == 0 ? "" : "  ")
            .append(i < numbersFrom ? row.get(i) + padding : padding + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return String.join("\n", lines);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
