package org.latent4j.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric's value, or the reason why there is none; never both.
 *
 * @param value the estimate, finite; empty if there is none
 * @param standardError how far the value would scatter over data sets of this size drawn from the
 *     same source, as one standard deviation; empty where none is estimated
 * @param parts contributions that add up to the value, such as one for each latent dimension; empty
 *     where it is not split
 * @param examples the values whose mean it is, one for each example, in the same order for each
 *     model; empty where it is no such mean
 * @param rows the examples' row numbers in the data, from 0, in the order of {@code examples};
 *     empty where the first example is row 0, the second row 1 and so on
 * @param settings how it was computed: method, counts, bandwidths; numbers, texts or lists of them,
 *     in the order given
 * @param reason why there is no value; present exactly where the value is absent
 */
public record Estimate(
    OptionalDouble value,
    OptionalDouble standardError,
    List<Double> parts,
    List<Double> examples,
    List<Integer> rows,
    Map<String, Object> settings,
    Optional<String> reason) {
  public Estimate {
    if (value.isPresent() == reason.isPresent()) {
      throw new IllegalArgumentException(
          "an estimate has a value or a reason for having none, not " + value + " and " + reason);
    }
    parts = List.copyOf(parts);
    examples = List.copyOf(examples);
    rows = List.copyOf(rows);
    if (!rows.isEmpty() && rows.size() != examples.size()) {
      throw new IllegalArgumentException(rows.size() + " rows of " + examples.size() + " examples");
    }
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * A value with its standard error; where the value is not finite, an estimate without one, whose
   * reason says so.
   */
  public static Estimate of(double value, double standardError, Map<String, Object> settings) {
    OptionalDouble error =
        Double.isFinite(standardError) ? OptionalDouble.of(standardError) : OptionalDouble.empty();
    return finite(value, error, settings);
  }

  /** A value that has no standard error, such as a count. */
  public static Estimate of(double value, Map<String, Object> settings) {
    return finite(value, OptionalDouble.empty(), settings);
  }

  private static Estimate finite(
      double value, OptionalDouble standardError, Map<String, Object> settings) {
    if (!Double.isFinite(value)) {
      return absent("it came out as " + value + ", so the model's weights or outputs overflow");
    }
    return new Estimate(
        OptionalDouble.of(value),
        standardError,
        List.of(),
        List.of(),
        List.of(),
        settings,
        Optional.empty());
  }

  /** No value, and why. */
  public static Estimate absent(String reason) {
    return new Estimate(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.of(reason));
  }

  /** This estimate with the contributions that add up to it. */
  public Estimate withParts(List<Double> contributions) {
    return new Estimate(value, standardError, contributions, examples, rows, settings, reason);
  }

  /** This estimate, if it has a value, with those of each example of the data. */
  public Estimate withExamples(List<Double> values) {
    return withExamples(values, List.of());
  }

  /**
   * This estimate, if it has a value, with those of some examples.
   *
   * @param numbers the examples' row numbers in the data
   */
  public Estimate withExamples(List<Double> values, List<Integer> numbers) {
    return value.isEmpty()
        ? this
        : new Estimate(value, standardError, parts, values, numbers, settings, reason);
  }

  /**
   * The values of single examples by the row number of the example in the data, so that estimates
   * of different examples can be compared on those that they share; empty where there are none.
   */
  public SortedMap<Integer, Double> examplesByRow() {
    SortedMap<Integer, Double> byRow = new TreeMap<>();
    for (int i = 0; i < examples.size(); i++) {
      byRow.put(rows.isEmpty() ? i : rows.get(i), examples.get(i));
    }
    return byRow;
  }

  /** Why the value is not to be taken as it stands; empty where nothing speaks against it. */
  public Optional<String> warning() {
    return Optional.ofNullable(settings.get("warning")).map(String::valueOf);
  }

  /**
   * The value beside its standard error, to the digits that mean something, as {@code −71.60 ±
   * 0.62}; or {@code absent: } and the reason. Its parts and examples are numbers by the thousand,
   * and left out.
   */
  @Override
  public String toString() {
    if (value.isEmpty()) {
      return "absent: " + reason.orElseThrow();
    }
    double error = standardError.orElse(0);
    return error > 0
        ? Numbers.beside(value.getAsDouble(), error) + " ± " + Numbers.spread(error)
        : Numbers.plain(value.getAsDouble());
  }
}
