package org.latent4j.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.latent4j.report.Metric;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.statistics.Figure;
import org.latent4j.report.statistics.Spread;

/**
 * Results as a LaTeX {@code tabular} with the rules of the package {@code booktabs}. It has a line
 * for each metric, or for each model where there are more than four; its last line says what ±
 * stands for.
 */
public final class LatexTable {
  private static final int WIDEST = 4;
  private static final String ABSENT = "--";

  /** What LaTeX has another meaning for, or no character of its own. */
  private static final Map<Integer, String> WRITTEN =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '{', "\\{"),
          Map.entry((int) '}', "\\}"),
          Map.entry((int) '$', "\\$"),
          Map.entry((int) '&', "\\&"),
          Map.entry((int) '#', "\\#"),
          Map.entry((int) '%', "\\%"),
          Map.entry((int) '_', "\\_"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '<', "\\textless{}"),
          Map.entry((int) '>', "\\textgreater{}"),
          Map.entry((int) '|', "\\textbar{}"),
          Map.entry((int) '²', "\\textsuperscript{2}"),
          Map.entry((int) 'α', "$\\alpha$"),
          Map.entry((int) 'β', "$\\beta$"),
          Map.entry((int) 'γ', "$\\gamma$"),
          Map.entry((int) 'σ', "$\\sigma$"),
          Map.entry((int) '±', "$\\pm$"),
          Map.entry((int) '−', "$-$"),
          Map.entry((int) '\u202f', "\\,"));

  private LatexTable() {}

  /** The whole file. */
  public static String of(Report report) {
    boolean transposed = report.models().size() > WIDEST;
    List<String> head = new ArrayList<>();
    List<List<String>> lines = new ArrayList<>();
    if (transposed) {
      head.add("Model");
      report.metrics().forEach(key -> head.add(title(key, report.models())));
      report.models().forEach(model -> lines.add(line(report, model)));
    } else {
      head.add("Metric");
      report.models().forEach(model -> head.add(escaped(model.name())));
      report.metrics().forEach(key -> lines.add(line(report, key)));
    }
    StringBuilder text = new StringBuilder();
    text.append("% ").append(report.title().replaceAll("\\R", " ")).append(".\n");
    text.append("% Needs \\usepackage{booktabs}.\n");
    text.append("\\begin{tabular}{l").append("r".repeat(head.size() - 1)).append("}\n");
    text.append("\\toprule\n").append(row(head)).append("\\midrule\n");
    lines.forEach(line -> text.append(row(line)));
    text.append("\\bottomrule\n");
    text.append("\\multicolumn{").append(head.size()).append("}{l}{\\footnotesize ");
    text.append(escaped(Figure.meaning(report.models()))).append(".}\n");
    return text.append("\\end{tabular}\n").toString();
  }

  private static List<String> line(Report report, ModelResult model) {
    List<String> line = new ArrayList<>(List.of(escaped(model.name())));
    report.metrics().forEach(key -> line.add(figure(model, key)));
    return line;
  }

  private static List<String> line(Report report, String key) {
    List<String> line = new ArrayList<>(List.of(title(key, report.models())));
    report.models().forEach(model -> line.add(figure(model, key)));
    return line;
  }

  private static String row(List<String> cells) {
    return String.join(" & ", cells) + " \\\\\n";
  }

  private static String title(String key, List<ModelResult> models) {
    Metric metric = Metric.of(key, models);
    return escaped(metric.title() + (metric.unit().isEmpty() ? "" : " (" + metric.unit() + ")"));
  }

  private static String figure(ModelResult model, String key) {
    return Figure.of(Spread.of(model, key))
        .map(figure -> figure.value() + figure.spread().map(spread -> " ± " + spread).orElse(""))
        .map(LatexTable::escaped)
        .orElse(ABSENT);
  }

  static String escaped(String words) {
    return words
        .codePoints()
        .mapToObj(point -> WRITTEN.getOrDefault(point, Character.toString(point)))
        .collect(Collectors.joining());
  }
}
