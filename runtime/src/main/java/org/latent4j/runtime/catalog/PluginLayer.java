package org.latent4j.runtime.catalog;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes one module layer of jars that lie together. Jars that cannot be part of it are reported and
 * left out, so that they do not take the others with them.
 */
final class PluginLayer {
  private final ModuleLayer parent;
  private final Consumer<Problem> problems;
  private final List<PluginJar> jars;
  private final Set<String> rejected;

  private PluginLayer(
      ModuleLayer parent, List<PluginJar> jars, Set<String> rejected, Consumer<Problem> problems) {
    this.parent = parent;
    this.jars = new ArrayList<>(jars);
    this.rejected = rejected;
    this.problems = problems;
  }

  /**
   * The layer of these jars.
   *
   * @param parent where the API is
   * @param jars each of another module
   * @param rejected modules that lie with them but were reported before; more are added
   * @return empty if none of the jars can be used
   */
  static Optional<ModuleLayer> of(
      ModuleLayer parent, List<PluginJar> jars, Set<String> rejected, Consumer<Problem> problems) {
    return new PluginLayer(parent, jars, rejected, problems).define();
  }

  private Optional<ModuleLayer> define() {
    rejectThoseThatLackModules();
    if (!resolves(jars)) {
      rejectEach(jar -> resolutionFailure(List.of(jar)));
    }
    Optional<String> failure = jars.isEmpty() ? Optional.empty() : resolutionFailure(jars);
    if (failure.isPresent()) {
      problems.accept(Problem.of(together(failure.get())));
      return Optional.empty();
    }
    if (jars.isEmpty()) {
      return Optional.empty();
    }
    try {
      // A loader for each module: plugins that lie together may have internal packages of one name.
      return Optional.of(
          ModuleLayer.defineModulesWithManyLoaders(
                  resolve(jars), List.of(parent), PluginLayer.class.getClassLoader())
              .layer());
    } catch (LayerInstantiationException e) {
      problems.accept(Problem.of(together(LoadFailure.words(e))));
      return Optional.empty();
    }
  }

  /** Why a jar has to go. */
  private interface Check {
    Optional<String> failure(PluginJar jar);
  }

  /** Rejecting one may break another that needs it, so this goes on until nothing changes. */
  private void rejectThoseThatLackModules() {
    boolean changed = true;
    while (changed) {
      changed = rejectEach(this::missingModule);
    }
  }

  private boolean rejectEach(Check check) {
    List<PluginJar> bad = new ArrayList<>();
    for (PluginJar jar : jars) {
      Optional<String> failure = check.failure(jar);
      if (failure.isPresent()) {
        bad.add(jar);
        problems.accept(Problem.of(jar.path() + ": " + failure.get()));
      }
    }
    for (PluginJar jar : bad) {
      jars.remove(jar);
      rejected.add(jar.module());
    }
    return !bad.isEmpty();
  }

  private Optional<String> missingModule(PluginJar jar) {
    Set<String> present =
        jars.stream().map(PluginJar::module).collect(Collectors.toCollection(LinkedHashSet::new));
    return jar.descriptor().requires().stream()
        .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
        .map(Requires::name)
        .filter(name -> !present.contains(name) && parent.findModule(name).isEmpty())
        .sorted()
        .findFirst()
        .map(name -> "its module " + jar.module() + " requires module " + name + remedy(name));
  }

  private String remedy(String missing) {
    if (rejected.contains(missing)) {
      return ", whose jar cannot be used either; put that right first";
    }
    return ModuleFinder.ofSystem().find(missing).isPresent()
        ? ", which Java has but did not load; start Java with --add-modules " + missing
        : ", which is absent; put its jar beside this one";
  }

  private boolean resolves(List<PluginJar> candidates) {
    return resolutionFailure(candidates).isEmpty();
  }

  private Optional<String> resolutionFailure(List<PluginJar> candidates) {
    try {
      resolve(candidates);
      return Optional.empty();
    } catch (FindException | ResolutionException e) {
      return Optional.of(LoadFailure.words(e));
    }
  }

  /** Candidates are the roots; what they require is looked for among all jars. */
  private Configuration resolve(List<PluginJar> candidates) {
    return Configuration.resolve(
        ModuleFinder.of(jars.stream().map(PluginJar::path).toArray(Path[]::new)),
        List.of(parent.configuration()),
        ModuleFinder.of(),
        candidates.stream().map(PluginJar::module).toList());
  }

  private String together(String reason) {
    String names =
        jars.stream().map(jar -> jar.path().toString()).collect(Collectors.joining(", "));
    return names
        + ": they cannot be loaded together: "
        + reason
        + " (each sub-folder of a plugin path is loaded on its own)";
  }
}
