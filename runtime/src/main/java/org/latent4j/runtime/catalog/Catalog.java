package org.latent4j.runtime.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.NearMiss;
import org.latent4j.api.spi.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins there are. A plugin that cannot be loaded is a {@link Problem}, which stops nobody
 * but those who ask for that plugin.
 */
public final class Catalog {
  private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

  private final List<Plugin<?>> plugins;
  private final List<Problem> problems;

  private Catalog(List<Plugin<?>> plugins, List<Problem> problems) {
    List<Plugin<?>> sorted = new ArrayList<>(plugins);
    sorted.sort(
        Comparator.<Plugin<?>>comparingInt(plugin -> Kind.all().indexOf(plugin.kind()))
            .thenComparing(Plugin::name)
            .thenComparing(plugin -> plugin.origin().toString()));
    this.plugins = List.copyOf(sorted);
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(duplicates(sorted));
    all.sort(Comparator.comparing(Problem::message)); // layers have their modules in no order
    this.problems = List.copyOf(all);
  }

  /** The plugins on the module path and the class path. */
  public static Catalog discover() {
    return discover(List.of());
  }

  /**
   * The plugins on the module path, on the class path and in plugin folders. The jars directly in a
   * folder form one module layer, those of each sub-folder another, so that two plugins may bring
   * different versions of a library.
   *
   * @param pluginPaths folders, or single jars
   * @throws Latent4jException if one of the paths does not exist, cannot be read or is neither a
   *     folder nor a jar
   */
  public static Catalog discover(List<Path> pluginPaths) {
    ProviderScan scan = new Discovery(pluginPaths).run();
    Catalog catalog = new Catalog(scan.plugins(), scan.problems());
    for (Problem problem : catalog.problems) {
      LOG.warn("A plugin is left out: {}", problem);
    }
    return catalog;
  }

  /** A catalog of just these providers, for programs that choose their plugins themselves. */
  public static Catalog of(Provider... providers) {
    ProviderScan scan = new ProviderScan();
    for (Provider provider : providers) {
      for (Kind<?> kind : Kind.all()) {
        add(scan, kind, provider);
      }
    }
    if (!scan.problems().isEmpty()) {
      throw new IllegalArgumentException(scan.problems().get(0).message());
    }
    return new Catalog(scan.plugins(), List.of());
  }

  private static <P extends Provider> void add(ProviderScan scan, Kind<P> kind, Provider provider) {
    if (kind.service().isInstance(provider)) {
      scan.add(
          kind, provider.name(), kind.service().cast(provider), Origin.of(provider.getClass()));
    }
  }

  /** Every plugin that was found, by kind and name. */
  public List<Plugin<?>> entries() {
    return plugins;
  }

  /** Every plugin of a kind, by name. */
  public <P extends Provider> List<Plugin<P>> entries(Kind<P> kind) {
    List<Plugin<P>> ofKind = new ArrayList<>();
    for (Plugin<?> plugin : plugins) {
      if (plugin.kind().equals(kind)) {
        @SuppressWarnings("unchecked") // kinds are constants: the same kind has the same P
        Plugin<P> typed = (Plugin<P>) plugin;
        ofKind.add(typed);
      }
    }
    return List.copyOf(ofKind);
  }

  /** What cannot be used, and why; names that two plugins have included. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * The provider of this kind and name.
   *
   * @throws Latent4jException as {@link #plugin} does
   */
  public <P extends Provider> P find(Kind<P> kind, String name) {
    return plugin(kind, name).provider();
  }

  /**
   * The plugin of this kind and name.
   *
   * @throws Latent4jException if there is none (the message names the nearest, all that are known,
   *     and the problems that may be why it is absent), if it cannot be used, or if two have the
   *     name
   */
  public <P extends Provider> Plugin<P> plugin(Kind<P> kind, String name) {
    List<Plugin<P>> known = entries(kind);
    List<Plugin<P>> found = known.stream().filter(p -> p.name().equals(name)).toList();
    if (found.size() > 1) {
      throw new Latent4jException(ambiguity(found));
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    Optional<Problem> own =
        problems.stream()
            .filter(problem -> problem.kind().map(kind::equals).orElse(false))
            .filter(problem -> problem.name().map(name::equals).orElse(false))
            .findFirst();
    if (own.isPresent()) {
      throw new Latent4jException(own.get().message());
    }
    String message =
        NearMiss.unknown("there is no " + kind, name, known.stream().map(Plugin::name).toList());
    String reasons = reasons(kind, name);
    throw reasons.isEmpty()
        ? new SettingException(kind.word() + ".type", message)
        : new Latent4jException(message + reasons);
  }

  /** What may be why a plugin is absent, as further sentences; empty if nothing is. */
  public String reasons(Kind<?> kind, String name) {
    List<Problem> reasons =
        problems.stream().filter(problem -> problem.mayHide(kind, name)).toList();
    if (reasons.isEmpty()) {
      return "";
    }
    return reasons.stream()
        .map(Problem::message)
        .collect(Collectors.joining(". ", ". It may be one that could not be loaded: ", ""));
  }

  private static List<Problem> duplicates(List<Plugin<?>> sorted) {
    List<Problem> duplicates = new ArrayList<>();
    sorted.stream().collect(Collectors.groupingBy(Plugin::title)).values().stream()
        .filter(same -> same.size() > 1)
        .sorted(Comparator.comparing(same -> same.get(0).title()))
        .forEach(
            same ->
                duplicates.add(
                    Problem.of(same.get(0).kind(), same.get(0).name(), ambiguity(same))));
    return duplicates;
  }

  private static String ambiguity(List<? extends Plugin<?>> same) {
    return same.size()
        + " plugins have the name "
        + same.get(0).title()
        + ": "
        + same.stream().map(plugin -> plugin.origin().toString()).collect(Collectors.joining(", "))
        + "; remove all but one of these jars";
  }
}
