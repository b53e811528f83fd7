package org.latent4j.runtime.catalog;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.latent4j.api.spi.Provider;
import org.latent4j.runtime.storage.FileFailure;

/** One search for plugins. */
final class Discovery {
  private final List<Path> pluginPaths;
  private final ProviderScan scan = new ProviderScan();
  private final HostPackages host = HostPackages.running();

  /** Jars that were looked at: one that is given twice, or is there already, is read once. */
  private final Set<Path> seen = new HashSet<>();

  Discovery(List<Path> pluginPaths) {
    this.pluginPaths = List.copyOf(pluginPaths);
  }

  ProviderScan run() {
    List<PluginFolder> folders = pluginPaths.stream().map(PluginFolder::at).toList();
    scan.scan(
        ProviderScan.of(
            "the module path or class path", Discovery.class.getClassLoader(), provider -> true));
    if (!Provider.class.getModule().isNamed()) {
      MergedJar.unnamedProviders(Discovery.class.getClassLoader()).forEach(scan::report);
    }
    for (Plugin<?> plugin : scan.plugins()) {
      plugin
          .origin()
          .location()
          .flatMap(CodeLocation::path)
          .filter(Files::isRegularFile)
          .ifPresent(this::isNew);
    }
    for (PluginFolder folder : folders) {
      int before = scan.plugins().size() + scan.problems().size();
      boolean fresh = false;
      for (List<Path> group : folder.groups()) {
        List<Path> unseen = group.stream().filter(this::isNew).toList();
        fresh |= !unseen.isEmpty();
        load(unseen);
      }
      boolean nothing = scan.plugins().size() + scan.problems().size() == before;
      if (nothing && (fresh || folder.groups().isEmpty())) {
        scan.report(
            Problem.of(
                "plugin path "
                    + folder.path()
                    + ": "
                    + (fresh ? "none of its jars offers a plugin" : "it holds no jar")
                    + "; put plugin jars there or into folders directly below"));
      }
    }
    return scan;
  }

  private boolean isNew(Path jar) {
    try {
      return seen.add(jar.toRealPath());
    } catch (IOException e) {
      scan.report(Problem.of(String.valueOf(FileFailure.reading(jar, e).getMessage())));
      return false;
    }
  }

  private void load(List<Path> group) {
    Set<String> rejected = new HashSet<>();
    List<PluginJar> jars = withoutSecondVersions(open(group), rejected);
    if (jars.isEmpty()) {
      return;
    }
    // Run from the class path, there is no module for a plugin's module to require.
    Optional<ModuleLayer> parent = Optional.ofNullable(Provider.class.getModule().getLayer());
    if (parent.isPresent()) {
      PluginLayer.of(parent.get(), jars, rejected, scan::report)
          .ifPresent(layer -> scan.scan(ProviderScan.of(layer, jars)));
    } else {
      ClassLoader loader =
          new URLClassLoader(
              jars.stream().map(jar -> url(jar.path())).toArray(URL[]::new),
              Discovery.class.getClassLoader());
      scan.scan(
          ProviderScan.of(
              jars.stream().map(jar -> jar.path().toString()).collect(Collectors.joining(", ")),
              loader,
              provider -> provider.getClassLoader() == loader));
    }
  }

  private List<PluginJar> open(List<Path> group) {
    List<PluginJar> jars = new ArrayList<>();
    for (Path path : group) {
      try {
        jars.add(PluginJar.open(path, host));
      } catch (PluginJar.Unusable e) {
        scan.report(Problem.of(String.valueOf(e.getMessage())));
      }
    }
    return jars;
  }

  private List<PluginJar> withoutSecondVersions(List<PluginJar> jars, Set<String> rejected) {
    Map<String, List<PluginJar>> byModule =
        jars.stream()
            .collect(
                Collectors.groupingBy(PluginJar::module, LinkedHashMap::new, Collectors.toList()));
    List<PluginJar> single = new ArrayList<>();
    byModule.forEach(
        (module, versions) -> {
          if (versions.size() == 1) {
            single.add(versions.get(0));
          } else {
            rejected.add(module);
            scan.report(
                Problem.of(
                    "module "
                        + module
                        + " is there "
                        + versions.size()
                        + " times: "
                        + versions.stream()
                            .map(jar -> jar.origin().toString())
                            .collect(Collectors.joining(", "))
                        + "; remove all but one of these jars"));
          }
        });
    return single;
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(path + " has no URL", e);
    }
  }
}
