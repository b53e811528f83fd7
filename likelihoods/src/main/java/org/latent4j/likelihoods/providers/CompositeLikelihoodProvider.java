package org.latent4j.likelihoods.providers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.SettingException;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.likelihoods.CompositeLikelihood;

/** The plugin {@code composite}. */
public final class CompositeLikelihoodProvider implements LikelihoodProvider {
  private static final String COLUMNS = "columns";

  private static final Option<List<ComponentSpec>> GROUPS =
      Option.components(
          "groups",
          List.of(),
          "likelihoods, each with its columns by number from 0, range or name:"
              + " [{columns: 0-9, type: gaussian}, {columns: [10, age], type: bernoulli}]");

  @Override
  public String name() {
    return "composite";
  }

  @Override
  public String summary() {
    return "different likelihoods for groups of columns, for tables of mixed kinds";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(GROUPS);
  }

  @Override
  public Likelihood create(Site site, Assembly assembly, Options options) {
    String where = site.name() + " 'composite'.groups";
    List<ComponentSpec> specs = options.get(GROUPS);
    if (specs.isEmpty()) {
      throw new SettingException(
          where + ": there are none; list them, such as [{columns: 0-9, type: gaussian}]");
    }
    ColumnNames names = ColumnNames.of(site.shape());
    Coverage coverage = new Coverage(where, names);
    List<CompositeLikelihood.Group> groups = new ArrayList<>();
    for (int g = 0; g < specs.size(); g++) {
      ComponentSpec spec = specs.get(g);
      Object written = spec.options().get(COLUMNS);
      if (written == null) {
        throw new SettingException(
            "%s[%d]: the %s likelihood has no columns; name them, such as columns: 0-9"
                .formatted(where, g, spec.type()));
      }
      List<Integer> columns = names.select("%s[%d].%s".formatted(where, g, COLUMNS), written);
      coverage.add(g, columns);
      Site part = new Site(site.name() + ".group" + g, names.subset(columns));
      groups.add(
          new CompositeLikelihood.Group(columns, assembly.likelihood(withoutColumns(spec), part)));
    }
    coverage.requireAll();
    return CompositeLikelihood.of(groups);
  }

  private static ComponentSpec withoutColumns(ComponentSpec spec) {
    Map<String, Object> others = new LinkedHashMap<>(spec.options());
    others.remove(COLUMNS);
    return new ComponentSpec(spec.type(), others);
  }
}
