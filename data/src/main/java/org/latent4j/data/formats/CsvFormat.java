package org.latent4j.data.formats;

import java.util.List;
import java.util.Optional;

/**
 * How a file of separated values is to be read. A column is given by the name in the header, by its
 * number counted from 1, or by the word {@code last}.
 *
 * @param header whether the first line names the columns
 * @param separator between the values of a line; empty to choose the comma, semicolon, tab or bar
 *     that is most frequent in the first line
 * @param skipLines lines to leave out before the header
 * @param label the column that is a label, not a feature
 * @param oneHot columns of words, each of which becomes a column that is 1 where the word stands
 * @param drop columns to leave out
 */
public record CsvFormat(
    Header header,
    Optional<Character> separator,
    int skipLines,
    Optional<String> label,
    List<String> oneHot,
    List<String> drop) {
  public CsvFormat {
    oneHot = List.copyOf(oneHot);
    drop = List.copyOf(drop);
  }

  /** Whether the first line names the columns. */
  public enum Header {
    /** It does if no value in it is a number. */
    AUTO,
    YES,
    NO
  }

  /** Everything found out from the file; all columns are features. */
  public static CsvFormat auto() {
    return new CsvFormat(Header.AUTO, Optional.empty(), 0, Optional.empty(), List.of(), List.of());
  }

  /** This with a label column. */
  public CsvFormat withLabel(String column) {
    return new CsvFormat(header, separator, skipLines, Optional.of(column), oneHot, drop);
  }

  /** This with lines to leave out before the header. */
  public CsvFormat withSkipLines(int lines) {
    return new CsvFormat(header, separator, lines, label, oneHot, drop);
  }

  /** This with columns of words. */
  public CsvFormat withOneHot(String... columns) {
    return new CsvFormat(header, separator, skipLines, label, List.of(columns), drop);
  }

  /** This with columns to leave out. */
  public CsvFormat withDrop(String... columns) {
    return new CsvFormat(header, separator, skipLines, label, oneHot, List.of(columns));
  }
}
