package org.latent4j.likelihoods.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.spi.NearMiss;

/**
 * The columns of an example and the ways to write them: a number counts from 0; a text is a
 * column's name if there is one of that name, else a number or a range such as {@code 0-9}, both
 * ends included. What is not a table has numbers only.
 */
record ColumnNames(List<String> names, boolean named) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\s*-\\s*(\\d{1,9})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  static ColumnNames of(DataShape shape) {
    if (shape instanceof DataShape.Table table) {
      return new ColumnNames(table.columns(), true);
    }
    return new ColumnNames(
        IntStream.range(0, shape.features()).mapToObj(String::valueOf).toList(), false);
  }

  int count() {
    return names.size();
  }

  /** The table of these columns alone. */
  DataShape.Table subset(List<Integer> columns) {
    return new DataShape.Table(columns.stream().map(names::get).toList());
  }

  /** For messages: number and name. */
  String describe(int column) {
    return "column " + column + (named ? " (" + names.get(column) + ")" : "");
  }

  /**
   * The columns meant, in the order written.
   *
   * @param where names the place in messages
   * @param written a number, a text, or a list of either
   */
  List<Integer> select(String where, Object written) {
    List<?> items = written instanceof List<?> list ? list : List.of(written);
    if (items.isEmpty()) {
      throw new SettingException(where + ": the list is empty; name at least one column");
    }
    List<Integer> columns = new ArrayList<>();
    for (Object item : items) {
      columns.addAll(one(where, item));
    }
    return columns;
  }

  private List<Integer> one(String where, Object item) {
    if (item instanceof Number number) {
      // Anything but a whole number fails the range check below.
      double value = number.doubleValue();
      return List.of(inside(where, item, value == Math.rint(value) ? value : -1));
    }
    String text = String.valueOf(item).strip();
    int place = names.indexOf(text);
    if (place >= 0) {
      return List.of(place);
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      int first = inside(where, item, Integer.parseInt(range.group(1)));
      int last = inside(where, item, Integer.parseInt(range.group(2)));
      if (first > last) {
        throw new SettingException(
            where + ": the range '" + text + "' runs backwards; write the smaller number first");
      }
      return IntStream.rangeClosed(first, last).boxed().toList();
    }
    if (NUMBER.matcher(text).matches()) {
      return List.of(inside(where, item, Integer.parseInt(text)));
    }
    if (named) {
      throw new SettingException(NearMiss.unknown(where + ": no column is named", text, names));
    }
    throw new SettingException(
        "%s: '%s' is not a column; the data has no column names, so write numbers or ranges within"
                .formatted(where, text)
            + " 0-"
            + (count() - 1));
  }

  private int inside(String where, Object item, double column) {
    if (!(column >= 0 && column < count())) {
      throw new SettingException(
          "%s: '%s' is not a column; numbers from 0 to %d are allowed"
              .formatted(where, item, count() - 1));
    }
    return (int) column;
  }
}
