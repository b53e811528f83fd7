package org.latent4j.data.formats;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;

/**
 * Reads tables of numbers from files of separated values in UTF-8 (RFC 4180), gzipped or not. A
 * value that is missing or not a finite number is an error that names its line and column.
 */
public final class Csv {
  private static final String SEPARATORS = ",;\t|";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Csv() {}

  /**
   * Reads a file.
   *
   * @throws Latent4jException if it is missing, ragged, has words where numbers are wanted, or does
   *     not have the columns that the format speaks of
   */
  public static CsvTable read(Path file, CsvFormat format) {
    InputFile.require(file);
    try (BufferedReader reader =
        new BufferedReader(
            // A decoder, not a charset: it reports what is not UTF-8 and does not replace it.
            new InputStreamReader(InputFile.open(file), StandardCharsets.UTF_8.newDecoder()))) {
      for (int line = 1; line <= format.skipLines(); line++) {
        if (reader.readLine() == null) {
          throw new SettingException(
              file
                  + ": has only "
                  + (line - 1)
                  + " lines, so that skip-lines: "
                  + format.skipLines()
                  + " leaves nothing");
        }
      }
      char separator = format.separator().isPresent() ? format.separator().get() : likely(reader);
      try (CsvReader<CsvRecord> records =
          CsvReader.builder()
              .fieldSeparator(separator)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(reader)) {
        return read(file, format, records.iterator());
      }
    } catch (IOException e) {
      throw InputFile.failed(file, e);
    } catch (UncheckedIOException e) {
      throw InputFile.failed(file, Objects.requireNonNull(e.getCause()));
    } catch (CsvParseException e) {
      if (e.getCause() instanceof IOException io) {
        throw InputFile.failed(file, io);
      }
      throw new Latent4jException(
          file + ": is not well-formed: " + e.getMessage() + " (an unclosed quote?)", e);
    }
  }

  private static char likely(BufferedReader reader) throws IOException {
    int window = 1 << 16;
    reader.mark(window);
    char[] start = new char[window - 1];
    int length = Math.max(0, reader.read(start, 0, start.length));
    reader.reset();
    int[] counts = new int[SEPARATORS.length()];
    boolean quoted = false;
    for (int i = 0; i < length && (quoted || (start[i] != '\n' && start[i] != '\r')); i++) {
      if (start[i] == '"') {
        quoted = !quoted;
      }
      int kind = SEPARATORS.indexOf(start[i]);
      if (kind >= 0 && !quoted) {
        counts[kind]++;
      }
    }
    int most = 0;
    for (int kind = 1; kind < counts.length; kind++) {
      if (counts[kind] > counts[most]) {
        most = kind;
      }
    }
    return SEPARATORS.charAt(most);
  }

  private static CsvTable read(Path file, CsvFormat format, CloseableIterator<CsvRecord> records)
      throws IOException {
    if (!records.hasNext()) {
      throw new Latent4jException(file + ": has no rows");
    }
    CsvRecord first = records.next();
    long firstLine = format.skipLines() + first.getStartingLineNumber();
    List<String> cells = cells(first);
    boolean header =
        switch (format.header()) {
          case YES -> true;
          case NO -> false;
          case AUTO -> cells.stream().noneMatch(Csv::isNumber);
        };
    List<String> names = header ? CsvColumns.named(file, cells) : CsvColumns.numbered(cells.size());
    CsvRows rows = new CsvRows(file, CsvColumns.of(file, names, format), firstLine);
    if (!header) {
      rows.add(firstLine, cells);
    }
    while (records.hasNext()) {
      CsvRecord record = records.next();
      rows.add(format.skipLines() + record.getStartingLineNumber(), record.getFields());
    }
    return rows.toTable();
  }

  private static List<String> cells(CsvRecord first) {
    List<String> cells = first.getFields();
    if (cells.isEmpty() || cells.get(0).isEmpty() || cells.get(0).charAt(0) != BYTE_ORDER_MARK) {
      return cells;
    }
    List<String> without = new ArrayList<>(cells);
    without.set(0, cells.get(0).substring(1));
    return without;
  }

  /** Whether the text is a decimal number; NaN, infinities and hexadecimal numbers are not. */
  static boolean isNumber(String text) {
    String number = text.strip();
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (!((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) {
        return false;
      }
    }
    try {
      Double.parseDouble(number);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
