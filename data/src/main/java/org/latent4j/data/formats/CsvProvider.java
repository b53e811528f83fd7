package org.latent4j.data.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.data.Portion;
import org.latent4j.data.Split;
import org.latent4j.data.SplitIndices;
import org.latent4j.data.SplitOptions;
import org.latent4j.data.Standardization;
import org.latent4j.data.StandardizedDataSet;
import org.latent4j.data.Subset;
import org.latent4j.data.TensorDataSet;

/** {@code csv}: a table of numbers in a text file. */
public final class CsvProvider implements DataSetProvider {
  private static final String AUTO = "auto";
  private static final String NONE = "none";
  private static final Map<String, Character> SEPARATORS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "bar", '|', "space", ' ');

  private static final Option<CsvFormat.Header> HEADER =
      Option.choice(
          "header",
          CsvFormat.Header.AUTO,
          "whether the first line names the columns; auto: if there is no number in it");
  private static final Option<String> SEPARATOR =
      Option.text(
              "separator",
              AUTO,
              "between values; auto: the most frequent of comma, semicolon, tab and bar")
          .where(
              text -> text.length() == 1 || text.equals(AUTO) || SEPARATORS.containsKey(text),
              "auto, comma, semicolon, tab, bar, space, or one character");
  private static final Option<Integer> SKIP_LINES =
      Option.integer("skip-lines", 0, "lines to leave out before the header")
          .where(lines -> lines >= 0, "0 or more");
  private static final Option<String> LABEL =
      Option.text(
          "label",
          NONE,
          "the column of the label, which is not a feature: its name, its number counted from 1,"
              + " last, or none");
  private static final Option<List<String>> ONE_HOT =
      Option.texts(
          "one-hot", List.of(), "columns of words; each word becomes a column of zeros and ones");
  private static final Option<List<String>> DROP =
      Option.texts("drop", List.of(), "columns to leave out");
  private static final Option<Boolean> STANDARDIZE =
      Option.flag(
          "standardize",
          false,
          "columns of mean 0 and standard deviation 1, measured on the training part; one-hot"
              + " columns stay");
  private static final Option<Double> DIVIDE_BY =
      Option.real("divide-by", 1, "what every number is divided by, such as 16 for pixels up to 16")
          .where(d -> d > 0 && d < Double.POSITIVE_INFINITY, "greater than 0");
  private static final Option<List<Integer>> IMAGE =
      Option.integers(
              "image",
              List.of(),
              "height, width and (if not 1) channels, where a row holds the pixels of an image")
          .where(ArrayForm::isImage, "two or three numbers, each at least 1");
  private static final SplitOptions SPLIT =
      SplitOptions.drawn(new Split(Portion.all(), Portion.share(0.1), Portion.share(0.1)));

  /** Used by the service loader. */
  public CsvProvider() {}

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String summary() {
    return "a table of numbers: comma-separated or alike, with or without a header";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options =
        new ArrayList<>(
            List.of(
                HEADER,
                SEPARATOR,
                SKIP_LINES,
                LABEL,
                ONE_HOT,
                DROP,
                STANDARDIZE,
                DIVIDE_BY,
                IMAGE));
    options.addAll(SPLIT.list());
    return List.copyOf(options);
  }

  @Override
  public DataSplits open(Source source, Options options) {
    Path file = SourcePath.of(name(), "a CSV file", source);
    CsvTable table = Csv.read(file, format(options));
    int rows = table.values().rows();
    SplitIndices parts =
        SPLIT.read(options).draw(SourcePath.name(file), rows, source.random().split(name()));
    double[] units = divide(table, options.get(DIVIDE_BY));
    DataSet all = examples(file, table, options.get(IMAGE), units);
    if (options.get(STANDARDIZE)) {
      all =
          StandardizedDataSet.of(
              all,
              Standardization.of(
                  table.values(), parts.train(), column -> !table.isIndicator(column)));
    }
    return new DataSplits(
        SourcePath.name(file),
        Subset.of(all, parts.train()),
        Subset.of(all, parts.validation()),
        Subset.of(all, parts.test()));
  }

  /** Divides all numbers in place, and gives what each column was divided by. */
  private static double[] divide(CsvTable table, double divisor) {
    float[] values = table.values().data();
    int columns = table.values().columns();
    for (int i = 0; i < values.length && divisor != 1; i++) {
      if (!table.isIndicator(i % columns)) {
        values[i] = (float) (values[i] / divisor);
      }
    }
    return IntStream.range(0, columns)
        .mapToDouble(column -> table.isIndicator(column) ? 1 : divisor)
        .toArray();
  }

  /** Pixels have no other unit than the one they are divided to, as those of image files. */
  private static DataSet examples(Path file, CsvTable table, List<Integer> image, double[] units) {
    if (image.isEmpty()) {
      return table.examples(units);
    }
    DataShape shape = ArrayForm.asImage(file.toString(), image, table.columns().size());
    return TensorDataSet.of(shape, table.values(), table.labels());
  }

  private static CsvFormat format(Options options) {
    String separator = options.get(SEPARATOR);
    Optional<Character> character =
        separator.equals(AUTO)
            ? Optional.empty()
            : Optional.of(SEPARATORS.getOrDefault(separator, separator.charAt(0)));
    return new CsvFormat(
        options.get(HEADER),
        character,
        options.get(SKIP_LINES),
        Optional.of(options.get(LABEL)).filter(label -> !label.equals(NONE)),
        options.get(ONE_HOT),
        options.get(DROP));
  }
}
