package org.latent4j.likelihoods.providers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.latent4j.api.SettingException;

/** Which group holds which column: each column belongs to exactly one. */
final class Coverage {
  private static final int NAMED_AT_MOST = 8;

  private final String where;
  private final ColumnNames names;
  private final Map<Integer, Integer> groupOf = new LinkedHashMap<>();

  Coverage(String where, ColumnNames names) {
    this.where = where;
    this.names = names;
  }

  void add(int group, List<Integer> columns) {
    for (int column : columns) {
      Integer other = groupOf.putIfAbsent(column, group);
      if (other != null) {
        throw new SettingException(
            "%s: %s is %s; each column belongs to exactly one group, once"
                .formatted(
                    where,
                    names.describe(column),
                    other == group
                        ? "twice in group " + group
                        : "in group " + other + " and in group " + group));
      }
    }
  }

  void requireAll() {
    List<Integer> missing =
        IntStream.range(0, names.count()).filter(c -> !groupOf.containsKey(c)).boxed().toList();
    if (!missing.isEmpty()) {
      String named =
          missing.stream()
              .limit(NAMED_AT_MOST)
              .map(names::describe)
              .collect(Collectors.joining(", "));
      String rest =
          missing.size() > NAMED_AT_MOST
              ? " and " + (missing.size() - NAMED_AT_MOST) + " more"
              : "";
      throw new SettingException(
          "%s: in no group: %s%s; add them to a group, each column needs a likelihood"
              .formatted(where, named, rest));
    }
  }
}
