package org.latent4j.runtime.catalog;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.model.Model;
import org.latent4j.api.spi.Provider;
import org.latent4j.api.tensor.Tensor;

/**
 * What belongs to Latent4J itself, so that no plugin may bring a second copy: its classes would not
 * be those that the rest of the program knows.
 *
 * @param modules names of the running modules of Latent4J; empty on the class path
 * @param packages their packages
 */
record HostPackages(Set<String> modules, Set<String> packages) {
  private static final String PREFIX = "org.latent4j.";

  /** Of the layer that the API runs in. */
  static HostPackages running() {
    Set<String> modules = new HashSet<>();
    Set<String> packages = new HashSet<>();
    for (Class<?> type :
        new Class<?>[] {
          ComponentSpec.class, DataSet.class, Model.class, Provider.class, Tensor.class
        }) {
      packages.add(type.getPackageName());
    }
    Optional.ofNullable(Provider.class.getModule().getLayer())
        .ifPresent(
            layer -> {
              for (Module module : layer.modules()) {
                if (module.getName().startsWith(PREFIX)) {
                  modules.add(module.getName());
                  packages.addAll(module.getPackages());
                }
              }
            });
    return new HostPackages(modules, packages);
  }

  boolean isModule(String name) {
    return modules.contains(name) || name.equals(ApiVersion.MODULE);
  }

  boolean contains(String packageName) {
    return packages.contains(packageName);
  }
}
