package org.latent4j.data.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.NearMiss;

/**
 * The columns of a file of separated values, and what each is read as.
 *
 * @param names from the header, or {@code column-1}, {@code column-2}, …
 * @param roles one for each
 */
record CsvColumns(List<String> names, List<Role> roles) {
  enum Role {
    NUMBER,
    ONE_HOT,
    LABEL,
    DROPPED
  }

  private static final String LAST = "last";

  /** Columns without a header. */
  static List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "column-" + i).toList();
  }

  /**
   * The columns that a header names; one without a name is numbered.
   *
   * @throws Latent4jException if two have the same name
   */
  static List<String> named(Path file, List<String> header) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip();
      if (name.isEmpty()) {
        name = "column-" + (i + 1);
      }
      if (!seen.add(name)) {
        throw new Latent4jException(
            file
                + ": two columns are named '"
                + name
                + "' in the header; give them names of their own");
      }
      names.add(name);
    }
    return names;
  }

  /**
   * Gives each column its role.
   *
   * @throws Latent4jException if the format speaks of a column that is not there, or of one twice,
   *     or leaves no feature
   */
  static CsvColumns of(Path file, List<String> names, CsvFormat format) {
    List<Role> roles = new ArrayList<>();
    names.forEach(name -> roles.add(Role.NUMBER));
    format.label().ifPresent(label -> assign(file, names, roles, "label", label, Role.LABEL));
    format.oneHot().forEach(name -> assign(file, names, roles, "one-hot", name, Role.ONE_HOT));
    format.drop().forEach(name -> assign(file, names, roles, "drop", name, Role.DROPPED));
    if (!roles.contains(Role.NUMBER) && !roles.contains(Role.ONE_HOT)) {
      throw new SettingException(
          file + ": every column is a label or left out, so that no feature is left to learn from");
    }
    return new CsvColumns(List.copyOf(names), List.copyOf(roles));
  }

  private static void assign(
      Path file, List<String> names, List<Role> roles, String option, String column, Role role) {
    int index = find(file, names, option, column);
    if (roles.get(index) != Role.NUMBER) {
      throw new SettingException(
          file
              + ": column '"
              + names.get(index)
              + "' is named twice among the options label, one-hot and drop");
    }
    roles.set(index, role);
  }

  private static int find(Path file, List<String> names, String option, String column) {
    int byName = names.indexOf(column);
    if (byName >= 0) {
      return byName;
    }
    if (column.equals(LAST)) {
      return names.size() - 1;
    }
    if (column.matches("\\d{1,9}")) {
      int number = Integer.parseInt(column);
      if (number >= 1 && number <= names.size()) {
        return number - 1;
      }
      throw new SettingException(
          file
              + ": "
              + option
              + ": there is no column "
              + number
              + "; columns are counted from 1 to "
              + names.size());
    }
    throw new SettingException(
        NearMiss.unknown(file + ": " + option + ": there is no column", column, names));
  }
}
