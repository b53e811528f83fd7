package org.latent4j.runtime.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latent4j.api.spi.Provider;

/** Compiles sources given as text and packs them into a jar, as a plugin's author would. */
public final class TestJar {
  private final String fileName;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final List<Path> libraries = new ArrayList<>();
  private Optional<String> version = Optional.empty();
  private Optional<Integer> classFileVersion = Optional.empty();
  private Optional<String> leftOut = Optional.empty();

  private TestJar(String fileName) {
    this.fileName = fileName;
  }

  public static TestJar named(String fileName) {
    return new TestJar(fileName);
  }

  /** A module with one prior, {@code MODULE.ThePrior}, in jar {@code MODULE.jar}. */
  public static TestJar prior(String module, String name) {
    return named(module + ".jar")
        .module(
            module,
            "requires org.latent4j.api;"
                + " provides org.latent4j.api.spi.PriorProvider with "
                + module
                + ".ThePrior;")
        .source(module + ".ThePrior", TestSources.prior(module, "ThePrior", name, ""));
  }

  /** Declares the module. */
  public TestJar module(String name, String directives) {
    return source("module-info", "module " + name + " { " + directives + " }");
  }

  /** Adds, or replaces, a source file. */
  public TestJar source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  /** Names a provider in {@code META-INF/services}. */
  public TestJar service(Class<? extends Provider> service, String provider) {
    return file("META-INF/services/" + service.getName(), provider + "\n");
  }

  public TestJar file(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public TestJar manifest(String key, String value) {
    manifest.put(key, value);
    return this;
  }

  public TestJar version(String moduleVersion) {
    this.version = Optional.of(moduleVersion);
    return this;
  }

  public TestJar fileName(String other) {
    TestJar renamed = new TestJar(other);
    renamed.sources.putAll(sources);
    renamed.files.putAll(files);
    renamed.manifest.putAll(manifest);
    renamed.libraries.addAll(libraries);
    renamed.version = version;
    renamed.classFileVersion = classFileVersion;
    renamed.leftOut = leftOut;
    return renamed;
  }

  /** Compiles against this jar too; it comes before the API of the running program. */
  public TestJar against(Path library) {
    libraries.add(library);
    return this;
  }

  /** Writes this version into the head of every class file. */
  public TestJar classFileVersion(int major) {
    this.classFileVersion = Optional.of(major);
    return this;
  }

  /** Compiles this class, but leaves it out of the jar. */
  public TestJar without(String className) {
    this.leftOut = Optional.of(className);
    return this;
  }

  /** Compiles and packs; gives the jar's path. */
  public Path in(Path folder) {
    try {
      Path work = Files.createTempDirectory("test-jar");
      Path classes = Files.createDirectory(work.resolve("classes"));
      if (!sources.isEmpty()) {
        compile(Files.createDirectory(work.resolve("sources")), classes);
      }
      Path jar = Files.createDirectories(folder).resolve(fileName);
      try (OutputStream out = Files.newOutputStream(jar)) {
        pack(classes, out);
      }
      delete(work);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void compile(Path texts, Path classes) throws IOException {
    List<Path> path = new ArrayList<>(libraries);
    path.addAll(RunningModules.locations());
    String libraryPath =
        path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
    arguments.addAll(
        sources.containsKey("module-info")
            ? List.of("--module-path", libraryPath)
            : List.of("-cp", libraryPath));
    version.ifPresent(v -> arguments.addAll(List.of("--module-version", v)));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = texts.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    runTool("javac", arguments);
  }

  private static void runTool(String name, List<String> arguments) {
    StringWriter messages = new StringWriter();
    PrintWriter print = new PrintWriter(messages);
    ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
    if (tool.run(print, print, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalStateException(name + ": " + messages);
    }
  }

  private void pack(Path classes, OutputStream out) throws IOException {
    Manifest head = new Manifest();
    head.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach((key, value) -> head.getMainAttributes().putValue(key, value));
    try (JarOutputStream jar = new JarOutputStream(out, head);
        Stream<Path> tree = Files.walk(classes)) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (leftOut.map(c -> name.equals(c.replace('.', '/') + ".class")).orElse(false)) {
          continue;
        }
        byte[] bytes = Files.readAllBytes(file);
        classFileVersion.ifPresent(
            major -> {
              bytes[6] = (byte) (major >> 8);
              bytes[7] = (byte) (int) major;
            });
        put(jar, name, bytes);
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        put(jar, file.getKey(), file.getValue());
      }
    }
  }

  private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }

  /** The first bytes of a jar. */
  public static void truncate(Path jar, int bytes) throws IOException {
    Files.write(jar, Arrays.copyOf(Files.readAllBytes(jar), bytes));
  }

  /** A copy of the running API's jar, whose module has another version. */
  public static Path apiOfVersion(String version, Path folder) throws IOException {
    Path original = RunningModules.location("org.latent4j.api");
    Path jar = Files.createDirectories(folder).resolve("api-" + version + ".jar");
    List<String> arguments = new ArrayList<>();
    if (Files.isDirectory(original)) {
      arguments.addAll(List.of("--create", "--file", jar.toString(), "--module-version", version));
      arguments.addAll(List.of("-C", original.toString(), "."));
    } else {
      Files.copy(original, jar);
      arguments.addAll(List.of("--update", "--file", jar.toString(), "--module-version", version));
    }
    runTool("jar", arguments);
    return jar;
  }
}
