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
   * Images side by side, where examples are images that can be shown.
   *
   * @param columns images in a row
   */
  void png(String name, DataShape shape, int columns, Tensor images, String meaning) {
    if (shape instanceof DataShape.Image image
        && (image.channels() == 1 || image.channels() == 3)) {
      int scale = Math.max(1, SHOWN_PIXELS / Math.max(image.width(), image.height()));
      byte[] picture = new ImageGrid(image, columns, 1, scale).png(images);
      AtomicFiles.write(written(name, meaning), picture);
    }
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
