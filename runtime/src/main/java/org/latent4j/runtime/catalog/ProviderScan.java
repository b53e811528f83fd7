package org.latent4j.runtime.catalog;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Provider;

/**
 * Takes the providers out of service loaders one by one: one that fails is reported and the next is
 * looked at.
 */
final class ProviderScan {
  /** A service loader that fails more often than this is not going to recover. */
  private static final int MOST_FAILURES = 1_000;

  private final List<Plugin<?>> plugins = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private final Set<String> failures = new HashSet<>();

  /** A place that providers are loaded from. */
  interface Place {
    <P extends Provider> ServiceLoader<P> providers(Class<P> service);

    /** Whether a provider is of this place and not of one that it builds on. */
    boolean has(Class<?> provider);

    /** What it is called where no single jar is known. */
    String title();

    /** The jar that names this provider class, for messages; empty if that is not known. */
    Optional<String> whereNamed(Class<?> service, String message);

    /** Whether plugins have yet to be checked for the API they were built for. */
    boolean isUnchecked();
  }

  List<Plugin<?>> plugins() {
    return plugins;
  }

  List<Problem> problems() {
    return problems;
  }

  void report(Problem problem) {
    problems.add(problem);
  }

  /** Takes all providers of a place. */
  void scan(Place place) {
    for (Kind<?> kind : Kind.all()) {
      scan(kind, place);
    }
  }

  private <P extends Provider> void scan(Kind<P> kind, Place place) {
    Iterator<ServiceLoader.Provider<P>> found = place.providers(kind.service()).stream().iterator();
    int failed = 0;
    while (failed < MOST_FAILURES) {
      Optional<ServiceLoader.Provider<P>> next;
      try {
        next = found.hasNext() ? Optional.of(found.next()) : Optional.empty();
      } catch (ServiceConfigurationError | LinkageError e) {
        failed++;
        reportUnlocated(kind, place, e);
        continue;
      }
      if (next.isEmpty()) {
        return;
      }
      if (place.has(next.get().type())) {
        take(kind, place, next.get());
      }
    }
  }

  private void reportUnlocated(Kind<?> kind, Place place, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    Optional<String> where = place.whereNamed(kind.service(), message);
    // A place that builds on another meets the other's failures again.
    boolean again = !failures.add(kind + message);
    if (where.isPresent() || !again) {
      String words = where.orElse(place.title()) + ": " + LoadFailure.words(failure);
      problems.add(Problem.of(kind, words));
    }
  }

  private <P extends Provider> void take(
      Kind<P> kind, Place place, ServiceLoader.Provider<P> found) {
    Origin origin = Origin.of(found.type());
    String title = origin + ": " + kind + " provider " + found.type().getName();
    if (place.isUnchecked()) {
      Optional<String> misfit =
          Optional.ofNullable(found.type().getModule().getDescriptor())
              .flatMap(ApiVersion::compiledInto)
              .flatMap(ApiVersion::misfit);
      if (misfit.isPresent()) {
        problems.add(Problem.of(kind, title + ": " + misfit.get()));
        return;
      }
    }
    P provider;
    String name;
    try {
      provider = found.get();
      name = provider.name();
    } catch (RuntimeException | Error e) {
      problems.add(Problem.of(kind, title + " cannot be made: " + LoadFailure.words(tolerable(e))));
      return;
    }
    add(kind, name, provider, origin);
  }

  /** Takes one provider that is there already. */
  <P extends Provider> void add(Kind<P> kind, String name, P provider, Origin origin) {
    String title = origin + ": " + kind + " provider " + provider.getClass().getName();
    if (name == null || !name.matches(Provider.NAME_FORM)) {
      problems.add(
          Problem.of(
              kind,
              title
                  + " is named '"
                  + name
                  + "'; a name is lower-case words and digits joined by '-'; ask its author"));
      return;
    }
    try {
      Optional<String> fault = fault(provider);
      if (fault.isPresent()) {
        problems.add(Problem.of(kind, name, title + " '" + name + "': " + fault.get()));
        return;
      }
    } catch (RuntimeException | Error e) {
      problems.add(
          Problem.of(
              kind,
              name,
              title + " '" + name + "' cannot be used: " + LoadFailure.words(tolerable(e))));
      return;
    }
    plugins.add(new Plugin<>(kind, name, provider, origin));
  }

  private static Optional<String> fault(Provider provider) {
    if (provider.summary() == null) {
      return Optional.of("it has no summary; ask its author");
    }
    Set<String> names = new HashSet<>();
    for (Option<?> option : provider.options()) {
      if (!names.add(option.name())) {
        return Optional.of("it declares the option '" + option.name() + "' twice; ask its author");
      }
    }
    return Optional.empty();
  }

  /** Out of memory is not a plugin's fault. */
  private static Throwable tolerable(Throwable failure) {
    if (failure instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
      throw fatal;
    }
    return failure;
  }

  /** What a class loader sees: its modules, and the class path. */
  static Place of(String title, ClassLoader loader, Predicate<Class<?>> members) {
    return new Place() {
      @Override
      public <P extends Provider> ServiceLoader<P> providers(Class<P> service) {
        return ServiceLoader.load(service, loader);
      }

      @Override
      public boolean has(Class<?> provider) {
        return members.test(provider);
      }

      @Override
      public String title() {
        return title;
      }

      @Override
      public Optional<String> whereNamed(Class<?> service, String message) {
        return serviceFiles(loader, service).stream()
            .filter(file -> names(file, message))
            .map(file -> jarOf(file, service))
            .findFirst();
      }

      @Override
      public boolean isUnchecked() {
        return true;
      }
    };
  }

  /** A layer of plugin jars. */
  static Place of(ModuleLayer layer, List<PluginJar> jars) {
    return new Place() {
      @Override
      public <P extends Provider> ServiceLoader<P> providers(Class<P> service) {
        return ServiceLoader.load(layer, service);
      }

      @Override
      public boolean has(Class<?> provider) {
        return provider.getModule().getLayer() == layer;
      }

      @Override
      public String title() {
        return jars.stream().map(jar -> jar.path().toString()).collect(Collectors.joining(", "));
      }

      @Override
      public Optional<String> whereNamed(Class<?> service, String message) {
        return jars.stream()
            .filter(
                jar ->
                    jar.descriptor().provides().stream()
                        .filter(provides -> provides.service().equals(service.getName()))
                        .flatMap(provides -> provides.providers().stream())
                        .anyMatch(provider -> mentions(message, provider)))
            .map(jar -> jar.path().toString())
            .findFirst();
      }

      @Override
      public boolean isUnchecked() {
        return false;
      }
    };
  }

  private static boolean mentions(String message, String className) {
    return List.of(message.split("[\\s,:;()']+")).contains(className);
  }

  private static List<URL> serviceFiles(ClassLoader loader, Class<?> service) {
    try {
      return Collections.list(loader.getResources("META-INF/services/" + service.getName()));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The provider classes that the files of a service name, as a class loader sees them. */
  static Set<String> named(ClassLoader loader, Class<?> service) {
    Set<String> names = new TreeSet<>();
    for (URL file : serviceFiles(loader, service)) {
      names.addAll(lines(file));
    }
    return names;
  }

  private static List<String> lines(URL serviceFile) {
    try (var in = serviceFile.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean names(URL serviceFile, String message) {
    return message.contains(serviceFile.toString())
        || lines(serviceFile).stream().anyMatch(line -> mentions(message, line));
  }

  private static String jarOf(URL serviceFile, Class<?> service) {
    String root = serviceFile.toString().replace("META-INF/services/" + service.getName(), "");
    return CodeLocation.of(URI.create(root)).map(CodeLocation::toString).orElse(root);
  }
}
