package org.latent4j.training;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.runtime.storage.AtomicFiles;
import org.latent4j.runtime.storage.Json;
import org.latent4j.runtime.storage.RegularFiles;

/**
 * The file {@code metrics.jsonl}: one JSON object a line, one line an epoch and split, such as
 *
 * <pre>{@code
 * {"epoch":1,"split":"train","objective":121.3,"elbo":-121.3,"distortion":103.1,"rate":18.2,"seconds":2.1}
 * }</pre>
 *
 * Each line is forced to disk as it is written.
 */
public final class MetricsLog {
  public static final String FILE_NAME = "metrics.jsonl";

  private static final String EPOCH = "epoch";
  private static final String SPLIT = "split";
  private static final String SECONDS = "seconds";

  /** Some hundred thousand lines. */
  private static final int MOST_BYTES = 256 << 20;

  private final Path file;

  private MetricsLog(Path file) {
    this.file = file;
  }

  /**
   * A log in a folder, in place of any that is there.
   *
   * @param lines what it begins with
   * @throws Latent4jException if it cannot be written
   */
  public static MetricsLog write(Path folder, List<EpochMetrics> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(written(line)));
    Path file = folder.resolve(FILE_NAME);
    AtomicFiles.writeText(file, text.toString());
    return new MetricsLog(file);
  }

  /**
   * Adds a line.
   *
   * @throws Latent4jException if it cannot be written
   */
  public void append(EpochMetrics metrics) {
    AtomicFiles.append(file, written(metrics));
  }

  /**
   * Reads a folder's log. A last line that was cut off in the writing is passed over.
   *
   * @throws Latent4jException if there is none or it is damaged
   */
  public static List<EpochMetrics> read(Path folder) {
    Path file = folder.resolve(FILE_NAME);
    // The last line may be cut off within a character.
    String text = new String(RegularFiles.bytes(file, MOST_BYTES), StandardCharsets.UTF_8);
    List<EpochMetrics> lines = new ArrayList<>();
    int number = 1;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(line(file + ", line " + number, text.substring(start, end)));
      start = end + 1;
      number++;
    }
    return lines;
  }

  private static String written(EpochMetrics metrics) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put(EPOCH, metrics.epoch());
    line.put(SPLIT, metrics.split());
    line.putAll(metrics.terms());
    line.put(SECONDS, metrics.seconds());
    return Json.line(line) + "\n";
  }

  private static EpochMetrics line(String where, String json) {
    Map<?, ?> line = Json.parse(where, json, Map.class);
    Map<String, Double> terms = new LinkedHashMap<>();
    line.forEach(
        (name, value) -> {
          if (value instanceof Number number && !name.equals(EPOCH) && !name.equals(SECONDS)) {
            terms.put(String.valueOf(name), number.doubleValue());
          }
        });
    if (line.get(EPOCH) instanceof Integer epoch
        && line.get(SPLIT) instanceof String split
        && line.get(SECONDS) instanceof Number seconds) {
      return new EpochMetrics(epoch, split, terms, seconds.doubleValue());
    }
    throw new Latent4jException(
        "cannot read " + where + ": it lacks epoch, split or seconds; the file is damaged");
  }
}
