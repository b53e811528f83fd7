package org.latent4j.api.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Words for a name that nobody knows: what there is, and which of it was probably meant. */
public final class NearMiss {
  /** A part of a name shorter than this says too little. */
  private static final int LEAST = 3;

  /** What others call what is known here by another name; without case and hyphens. */
  private static final Map<String, List<String>> SYNONYMS =
      Map.ofEntries(
          Map.entry("lr", List.of("rate")),
          Map.entry("learningrate", List.of("rate")),
          Map.entry("batchsize", List.of("batch")),
          Map.entry("latentdim", List.of("latent")),
          Map.entry("latentdimension", List.of("latent")),
          Map.entry("zdim", List.of("latent")),
          Map.entry("hiddensizes", List.of("hidden")),
          Map.entry("layers", List.of("hidden")),
          Map.entry("fid", List.of("frechet_distance")),
          Map.entry("iwae", List.of("nll_is")),
          Map.entry("nll", List.of("nll_is")),
          Map.entry("ais", List.of("log_likelihood_ais")),
          Map.entry("mse", List.of("reconstruction_error")),
          Map.entry("bvae", List.of("beta-vae")),
          Map.entry("bce", List.of("bernoulli")),
          Map.entry("normal", List.of("gaussian", "standard-normal")));

  private NearMiss() {}

  /**
   * A message such as {@code prior has no option 'scal'; did you mean 'scale'? Known: scale}.
   *
   * @param what the beginning, up to the name
   */
  public static String unknown(String what, String name, Collection<String> known) {
    return unknown(what, name, known, List.of());
  }

  /**
   * The same where the name may be one of another place.
   *
   * @param elsewhere what may have been meant too, but is not listed: names with the place before
   *     them, such as {@code training.epochs}
   */
  public static String unknown(
      String what, String name, Collection<String> known, Collection<String> elsewhere) {
    List<String> sorted = known.stream().sorted().toList();
    String nearest =
        nearest(name, sorted, elsewhere.stream().sorted().toList())
            .map(candidate -> "; did you mean '" + candidate + "'?")
            .orElse(";");
    String all = sorted.isEmpty() ? " None are known." : " Known: " + String.join(", ", sorted);
    return what + " '" + name + "'" + nearest + all;
  }

  /** What was probably meant: by another spelling, another name, a part of it, or a slip. */
  private static Optional<String> nearest(String name, List<String> known, List<String> elsewhere) {
    String word = plain(name);
    List<String> synonyms =
        SYNONYMS.getOrDefault(word, List.of()).stream().map(NearMiss::plain).toList();
    return Stream.<Function<List<String>, Optional<String>>>of(
            names -> first(names, candidate -> plain(candidate).equals(word)),
            names -> first(names, candidate -> synonyms.contains(plain(candidate))),
            names -> beginning(word, names),
            names -> mistyped(name, names),
            names ->
                word.length() < LEAST
                    ? Optional.empty()
                    : first(names, candidate -> plain(candidate).contains(word)))
        .flatMap(way -> Stream.of(known, elsewhere).map(way))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> first(List<String> names, Predicate<String> condition) {
    return names.stream().filter(condition).findFirst();
  }

  /** The shortest that begins with the word, or the longest that the word begins with. */
  private static Optional<String> beginning(String word, List<String> names) {
    if (word.length() < LEAST) {
      return Optional.empty();
    }
    return names.stream()
        .filter(candidate -> plain(candidate).startsWith(word))
        .min(Comparator.comparingInt(String::length))
        .or(
            () ->
                names.stream()
                    .filter(candidate -> plain(candidate).length() >= LEAST)
                    .filter(candidate -> word.startsWith(plain(candidate)))
                    .max(Comparator.comparingInt(String::length)));
  }

  private static Optional<String> mistyped(String name, List<String> names) {
    int most = Math.min(name.length() - 1, Math.max(2, name.length() / 3));
    return names.stream()
        .filter(candidate -> distance(name, last(candidate)) <= most)
        .min(Comparator.comparingInt(candidate -> distance(name, last(candidate))));
  }

  /** The name without the place before it. */
  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Without place, case, hyphens and underscores. */
  private static String plain(String name) {
    return last(name).toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /**
   * Edits (insertions, deletions, substitutions) from one word to the other (Levenshtein, 1966).
   */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
