package org.latent4j.app.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.app.console.Console;
import org.latent4j.data.formats.NpyWriter;
import org.latent4j.report.image.ImageGrid;
import org.latent4j.runtime.storage.AtomicFiles;

/** The files that a command writes, and what is said of them in the end. */
final class ResultFiles {
  /** A small image is shown at about this size. */
  private static final int SHOWN_PIXELS = 56;

  /** Pictures are not wider nor higher. */
  private static final int MOST_PIXELS = 4096;

  private static final int GAP = 1;

  private final Path folder;
  private final Map<String, String> meanings = new LinkedHashMap<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();

  ResultFiles(Path folder) {
    this.folder = folder;
  }

  /** An array for NumPy. */
  void npy(String name, Tensor tensor, String meaning) {
    NpyWriter.write(written(name, meaning), tensor);
  }

  /** Whole numbers for NumPy. */
  void npy(String name, int[] numbers, String meaning) {
    NpyWriter.write(written(name, meaning), numbers);
  }

  /**
   * Images in rows, where examples are images that can be shown. A picture has so many of the first
   * rows, and of the columns evenly spaced ones, that it can be looked at; its meaning then says
   * how many.
   *
   * @param columns images in a row
   */
  void png(String name, DataShape shape, int columns, Tensor images, String meaning) {
    if (isShown(shape)) {
      DataShape.Image image = (DataShape.Image) shape;
      int rows = (images.rows() + columns - 1) / columns;
      int shownRows = Math.min(rows, most(image));
      int shownColumns = Math.min(columns, most(image));
      String words =
          (shownRows < rows ? "; the first " + shownRows + " of " + rows + " rows" : "")
              + (shownColumns < columns ? "; " + shownColumns + " of " + columns + " columns" : "");
      boolean all = words.isEmpty();
      write(
          name,
          image,
          shownColumns,
          all ? images : part(images, columns, shownRows, shownColumns),
          meaning + words);
    }
  }

  /** As many of these images as a picture can have, in about as many rows as columns. */
  void pngOfFirst(String name, DataShape shape, Tensor images, String meaning) {
    if (isShown(shape)) {
      DataShape.Image image = (DataShape.Image) shape;
      int all = images.rows();
      int shown = Math.min(all, most(image) * most(image));
      int columns = (int) Math.ceil(Math.sqrt(shown));
      write(
          name,
          image,
          columns,
          shown < all ? part(images, shown, 1, shown) : images,
          meaning + (shown < all ? "; the first " + shown + " of " + all : ""));
    }
  }

  private static boolean isShown(DataShape shape) {
    return shape instanceof DataShape.Image image
        && (image.channels() == 1 || image.channels() == 3);
  }

  private static int scale(DataShape.Image image) {
    return Math.max(1, SHOWN_PIXELS / Math.max(image.width(), image.height()));
  }

  /** How many images a picture may have in a row or column; an even number. */
  private static int most(DataShape.Image image) {
    int pixels = (Math.max(image.width(), image.height()) + GAP) * scale(image);
    return Math.max(2, MOST_PIXELS / pixels / 2 * 2);
  }

  /** Images of the first rows and evenly spaced columns. */
  private static Tensor part(Tensor images, int columns, int shownRows, int shownColumns) {
    int features = images.columns();
    Tensor part = Tensor.zeros(shownRows * shownColumns, features);
    for (int y = 0; y < shownRows; y++) {
      for (int x = 0; x < shownColumns; x++) {
        int column = (int) Math.round(x * (columns - 1.0) / Math.max(1, shownColumns - 1));
        int from = y * columns + column;
        if (from < images.rows()) {
          System.arraycopy(
              images.data(),
              from * features,
              part.data(),
              (y * shownColumns + x) * features,
              features);
        }
      }
    }
    return part;
  }

  private void write(
      String name, DataShape.Image image, int columns, Tensor images, String meaning) {
    byte[] picture = new ImageGrid(image, columns, GAP, scale(image)).png(images);
    AtomicFiles.write(written(name, meaning), picture);
  }

  /** Rows of a table, where examples are rows of a table. */
  void csvOfExamples(String name, DataShape shape, Tensor rows, String meaning) {
    if (shape instanceof DataShape.Table table) {
      csv(name, table.columns(), rows, List.of(), meaning);
    }
  }

  /**
   * A table.
   *
   * @param further columns after those of the numbers: a heading, then a text for each row
   */
  void csv(
      String name, List<String> heads, Tensor numbers, List<List<String>> further, String meaning) {
    AtomicFiles.write(written(name, meaning), out -> writeCsv(out, heads, numbers, further));
  }

  private static void writeCsv(
      OutputStream out, List<String> heads, Tensor numbers, List<List<String>> further)
      throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    // Closing the CSV writer would close the file, which is its opener's to close.
    CsvWriter csv = CsvWriter.builder().build(writer);
    List<String> row = new ArrayList<>(heads);
    further.forEach(column -> row.add(column.get(0)));
    csv.writeRecord(row);
    for (int i = 0; i < numbers.rows(); i++) {
      row.clear();
      for (int j = 0; j < numbers.columns(); j++) {
        row.add(Float.toString(numbers.at(i, j)));
      }
      for (List<String> column : further) {
        row.add(column.get(i + 1));
      }
      csv.writeRecord(row);
    }
    csv.flush();
    writer.flush();
  }

  private Path written(String name, String meaning) {
    Path file = folder.resolve(name);
    meanings.put(file.toString(), meaning);
    return file;
  }

  /** A further entry of the JSON document, before the files and in the order given. */
  void figure(String name, Object value) {
    figures.put(name, value);
  }

  /** What there is to say of the examples, for the JSON document. */
  void remarks(List<String> remarks) {
    if (!remarks.isEmpty()) {
      figure("remarks", remarks);
    }
  }

  /** Says what was written. */
  void print(Console console) {
    List<String> lines = new ArrayList<>();
    List<Map<String, String>> files = new ArrayList<>();
    meanings.forEach(
        (file, meaning) -> {
          lines.add(file + "  " + meaning);
          Map<String, String> entry = new LinkedHashMap<>();
          entry.put("file", file);
          entry.put("meaning", meaning);
          files.add(entry);
        });
    Map<String, Object> document = new LinkedHashMap<>(figures);
    document.put("files", files);
    console.result(String.join("\n", lines), document);
  }
}
