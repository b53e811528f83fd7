package org.latent4j.evaluation.representation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.latent4j.api.tensor.RandomStream;

/** Examples that have a factor's value in common. */
final class Groups {
  private final List<int[]> groups;

  /**
   * Groups by value.
   *
   * @param values the factor's value in each example
   */
  Groups(int[] values) {
    Map<Integer, List<Integer>> byValue =
        IntStream.range(0, values.length)
            .boxed()
            .collect(Collectors.groupingBy(example -> values[example]));
    Map<Integer, int[]> arrays =
        byValue.entrySet().stream()
            .filter(group -> group.getValue().size() > 1)
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    group -> group.getValue().stream().mapToInt(Integer::intValue).toArray()));
    groups = Arrays.stream(values).filter(arrays::containsKey).mapToObj(arrays::get).toList();
  }

  /** Whether no two examples have a value in common. */
  boolean none() {
    return groups.isEmpty();
  }

  /** The group of a random example among those that are not alone. */
  int[] draw(RandomStream random) {
    return groups.get(random.nextInt(groups.size()));
  }
}
