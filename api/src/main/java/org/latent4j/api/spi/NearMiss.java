package org.latent4j.api.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Words for a name that nobody knows: what there is, and which of it was probably meant. */
public final class NearMiss {
  private NearMiss() {}

  /**
   * A message such as {@code prior has no option 'scal'; did you mean 'scale'? Known: scale}.
   *
   * @param what the beginning, up to the name
   */
  public static String unknown(String what, String name, Collection<String> known) {
    List<String> sorted = known.stream().sorted().toList();
    String nearest =
        sorted.stream()
            .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 3))
            .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
            .map(candidate -> "; did you mean '" + candidate + "'?")
            .orElse(";");
    String all = sorted.isEmpty() ? " None are known." : " Known: " + String.join(", ", sorted);
    return what + " '" + name + "'" + nearest + all;
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
