package org.latent4j.data.formats;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.Factor;
import org.latent4j.data.FactorColumns;

/**
 * Columns of labels that come as an array beside the examples. The parts of one set share their
 * factors, even if a class occurs in one part only.
 *
 * @param where names the array in messages
 * @param columns for each factor the label of every example
 */
record ArrayLabels(String where, List<List<String>> columns) {
  /** The factors of these labels and maybe those of a second part of the same set. */
  List<Factor> factors(List<ArrayLabels> others) {
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      List<String> occurring = new ArrayList<>(columns.get(i));
      for (ArrayLabels other : others) {
        if (other.columns.size() != columns.size()) {
          throw new Latent4jException(
              other.where
                  + ": has "
                  + other.columns.size()
                  + " labels an example, but "
                  + where
                  + " has "
                  + columns.size());
        }
        occurring.addAll(other.columns.get(i));
      }
      factors.add(FactorColumns.classes(columns.size() == 1 ? "label" : "label-" + i, occurring));
    }
    return factors;
  }

  /**
   * The labels as factor columns.
   *
   * @param count the number of examples
   * @throws Latent4jException if there is not a label for each
   */
  FactorColumns columns(List<Factor> factors, String examples, int count) {
    FactorColumns all = FactorColumns.none();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).size() != count) {
        throw new Latent4jException(
            where
                + ": has "
                + columns.get(i).size()
                + " labels, but "
                + examples
                + " has "
                + count
                + " examples; the two do not belong together");
      }
      all = all.andLabels(factors.get(i), columns.get(i));
    }
    return all;
  }
}
