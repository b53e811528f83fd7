package org.latent4j.likelihoods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.model.Support;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;

/**
 * Different likelihoods for different columns, independent given z: ln p(x|z) is the sum over the
 * groups, in nats.
 *
 * <p>The decoder's outputs stand group after group, in the order of the groups; within a group as
 * its own likelihood wants them, for its columns in the order in which the group names them. Data,
 * means and samples keep the columns' order in the data.
 */
public final class CompositeLikelihood implements Likelihood {
  /**
   * Columns of an example that share a likelihood.
   *
   * @param columns their places in an example, from 0; the likelihood's feature i is column {@code
   *     columns.get(i)}
   */
  public record Group(List<Integer> columns, Likelihood likelihood) {
    /** Checks that there is a feature for each column. */
    public Group {
      columns = List.copyOf(columns);
      if (columns.size() != likelihood.features()) {
        throw new IllegalArgumentException(
            columns.size() + " columns for a likelihood of " + likelihood.features());
      }
    }
  }

  /** The column of an example: which group holds it, and as which of the group's features. */
  private record Place(int group, int feature) {}

  private final List<Group> groups;
  private final List<Place> places;
  private final List<ColumnSlice> reassembly;
  private final List<List<ColumnSlice>> selections;
  private final int decoderOutputs;
  private final Parameters parameters;

  private CompositeLikelihood(List<Group> groups, List<Place> places) {
    this.groups = List.copyOf(groups);
    this.places = List.copyOf(places);
    this.reassembly =
        ColumnSlice.joined(
            places.stream().map(p -> new ColumnSlice(p.group(), p.feature())).toList());
    this.selections =
        groups.stream()
            .map(
                group ->
                    ColumnSlice.joined(
                        group.columns().stream().map(c -> new ColumnSlice(0, c)).toList()))
            .toList();
    this.decoderOutputs = groups.stream().mapToInt(g -> g.likelihood().decoderOutputs()).sum();
    Parameters all = Parameters.none();
    for (Group group : groups) {
      all = all.and(group.likelihood().parameters());
    }
    this.parameters = all;
  }

  /**
   * A likelihood of these groups.
   *
   * @throws IllegalArgumentException unless each column from 0 to the last is in exactly one group,
   *     or if two groups have parameters of the same name
   */
  public static CompositeLikelihood of(List<Group> groups) {
    int features = groups.stream().mapToInt(group -> group.columns().size()).sum();
    Place[] places = new Place[features];
    for (int g = 0; g < groups.size(); g++) {
      List<Integer> columns = groups.get(g).columns();
      for (int feature = 0; feature < columns.size(); feature++) {
        int column = columns.get(feature);
        if (column < 0 || column >= features || places[column] != null) {
          throw new IllegalArgumentException(
              "column "
                  + column
                  + " of group "
                  + g
                  + "; each of the columns 0 to "
                  + (features - 1)
                  + " belongs to exactly one group");
        }
        places[column] = new Place(g, feature);
      }
    }
    if (features == 0) {
      throw new IllegalArgumentException("no groups");
    }
    return new CompositeLikelihood(groups, Arrays.asList(places));
  }

  @Override
  public int features() {
    return places.size();
  }

  /** The sum over the groups; see the class's description for their order. */
  @Override
  public int decoderOutputs() {
    return decoderOutputs;
  }

  @Override
  public Support support(int feature) {
    Place place = places.get(feature);
    return groups.get(place.group()).likelihood().support(place.feature());
  }

  @Override
  public Var logDensity(Var outputs, Var x) {
    List<Var> parts = outputsByGroup(outputs);
    Var sum = logDensity(0, parts.get(0), x);
    for (int g = 1; g < groups.size(); g++) {
      sum = sum.plus(logDensity(g, parts.get(g), x));
    }
    return sum;
  }

  private Var logDensity(int group, Var outputs, Var x) {
    Var columns = ColumnSlice.select(selections.get(group), List.of(x));
    return groups.get(group).likelihood().logDensity(outputs, columns);
  }

  @Override
  public Var mean(Var outputs) {
    List<Var> parts = outputsByGroup(outputs);
    List<Var> means = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      means.add(groups.get(g).likelihood().mean(parts.get(g)));
    }
    return ColumnSlice.select(reassembly, means);
  }

  private List<Var> outputsByGroup(Var outputs) {
    List<Var> parts = new ArrayList<>();
    int from = 0;
    for (Group group : groups) {
      int to = from + group.likelihood().decoderOutputs();
      parts.add(groups.size() == 1 ? outputs : outputs.columns(from, to));
      from = to;
    }
    return parts;
  }

  /** Each group draws from a stream of its own. */
  @Override
  public Tensor sample(Tensor outputs, RandomStream random) {
    int n = outputs.rows();
    Tensor draws = Tensor.zeros(n, features());
    int from = 0;
    for (int g = 0; g < groups.size(); g++) {
      Group group = groups.get(g);
      int width = group.likelihood().decoderOutputs();
      Tensor own = Tensor.zeros(n, width);
      for (int row = 0; row < n; row++) {
        System.arraycopy(
            outputs.data(), row * decoderOutputs + from, own.data(), row * width, width);
      }
      from += width;
      Tensor part = group.likelihood().sample(own, random.split(g));
      for (int row = 0; row < n; row++) {
        for (int feature = 0; feature < group.columns().size(); feature++) {
          int column = group.columns().get(feature);
          draws.data()[row * features() + column] = part.at(row, feature);
        }
      }
    }
    return draws;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public String toString() {
    return "composite(" + groups.stream().map(g -> g.likelihood().toString()).toList() + ")";
  }
}
