package org.latent4j.data.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.FactorColumns;

/** Collects the rows of a file of separated values. */
final class CsvRows {
  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  private final Path file;
  private final CsvColumns columns;
  private final long firstLine;
  private final int numbers;
  private final List<List<String>> words = new ArrayList<>();
  private final Map<String, String> copies = new HashMap<>();
  private float[] values = new float[1024];
  private int rows;

  CsvRows(Path file, CsvColumns columns, long firstLine) {
    this.file = file;
    this.columns = columns;
    this.firstLine = firstLine;
    this.numbers =
        (int) columns.roles().stream().filter(role -> role == CsvColumns.Role.NUMBER).count();
    columns.roles().forEach(role -> words.add(new ArrayList<>()));
  }

  void add(long line, List<String> cells) {
    int expected = columns.names().size();
    if (cells.size() != expected) {
      throw new Latent4jException(
          file
              + " line "
              + line
              + ": has "
              + cells.size()
              + " values, but line "
              + firstLine
              + " has "
              + expected
              + "; every line must have as many (is the separator right?)");
    }
    int at = grown();
    for (int i = 0; i < expected; i++) {
      String cell = cells.get(i).strip();
      switch (columns.roles().get(i)) {
        case NUMBER -> values[at++] = number(line, i, cell);
        case ONE_HOT, LABEL -> words.get(i).add(word(line, i, cell));
        case DROPPED -> {}
      }
    }
    rows++;
  }

  private int grown() {
    long needed = (long) (rows + 1) * numbers;
    if (needed > MOST_VALUES) {
      throw new Latent4jException(
          file + ": has more than " + MOST_VALUES + " values; read fewer rows or columns");
    }
    if (needed > values.length) {
      long length = Math.min(MOST_VALUES, Math.max(needed, 2L * values.length));
      InputFile.requireMemory(file, Float.BYTES * length);
      values = Arrays.copyOf(values, (int) length);
    }
    return rows * numbers;
  }

  private float number(long line, int column, String cell) {
    if (!Csv.isNumber(cell)) {
      throw wrong(
          line,
          column,
          cell.isEmpty()
              ? "is empty; fill it in, remove the row, or leave the column out with 'drop'"
              : "'"
                  + shortened(cell)
                  + "' is not a finite number; correct it, or name the column under 'label',"
                  + " 'one-hot' or 'drop'"
                  + (line == firstLine ? ", or say that there is a header" : "")
                  + (columns.names().size() == 1 ? " (is the separator right?)" : ""));
    }
    float value = Float.parseFloat(cell);
    if (!Float.isFinite(value)) {
      throw wrong(line, column, "'" + shortened(cell) + "' is larger than any float");
    }
    return value;
  }

  private String word(long line, int column, String cell) {
    if (cell.isEmpty()) {
      throw wrong(line, column, "is empty; fill it in or remove the row");
    }
    // The same few words again and again: one copy of each.
    return copies.computeIfAbsent(cell, word -> word);
  }

  private Latent4jException wrong(long line, int column, String what) {
    return new Latent4jException(
        file
            + " line "
            + line
            + ", column "
            + (column + 1)
            + " ("
            + columns.names().get(column)
            + "): "
            + what);
  }

  private static String shortened(String cell) {
    return cell.length() > 40 ? cell.substring(0, 40) + "…" : cell;
  }

  CsvTable toTable() {
    if (rows == 0) {
      throw new Latent4jException(file + ": has a header but no rows");
    }
    List<String> names = new ArrayList<>();
    List<Boolean> indicators = new ArrayList<>();
    List<Factor> categories = new ArrayList<>();
    FactorColumns labels = FactorColumns.none();
    for (int i = 0; i < columns.names().size(); i++) {
      String name = columns.names().get(i);
      Factor category = FactorColumns.classes(name, words.get(i));
      categories.add(category);
      switch (columns.roles().get(i)) {
        case NUMBER -> {
          names.add(name);
          indicators.add(false);
        }
        case ONE_HOT ->
            category
                .values()
                .forEach(
                    value -> {
                      names.add(name + "=" + value);
                      indicators.add(true);
                    });
        case LABEL -> labels = FactorColumns.labels(category, words.get(i));
        case DROPPED -> {}
      }
    }
    return new CsvTable(names, indicators, tensor(categories, names.size()), labels);
  }

  private Tensor tensor(List<Factor> categories, int width) {
    if (width == numbers) {
      return Tensor.of(Arrays.copyOf(values, rows * numbers), rows, numbers);
    }
    InputFile.requireMemory(file, (long) Float.BYTES * rows * width);
    Tensor all = Tensor.zeros(rows, width);
    int target = 0;
    int number = 0;
    for (int i = 0; i < columns.names().size(); i++) {
      if (columns.roles().get(i) == CsvColumns.Role.NUMBER) {
        for (int row = 0; row < rows; row++) {
          all.data()[row * width + target] = values[row * numbers + number];
        }
        target++;
        number++;
      } else if (columns.roles().get(i) == CsvColumns.Role.ONE_HOT) {
        FactorColumns category = FactorColumns.labels(categories.get(i), words.get(i));
        for (int row = 0; row < rows; row++) {
          all.data()[row * width + target + category.value(row, 0)] = 1;
        }
        target += categories.get(i).values().size();
      }
    }
    return all;
  }
}
