package org.latent4j.integration;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.latent4j.runtime.testing.JavaProcess;

/** The built program, started as the launcher starts it. */
final class Program {
  static final Path HOME = Path.of(System.getProperty("latent4j.home")).normalize();
  static final Path MODULES = HOME.resolve("mods");
  static final Path LIBRARIES = HOME.resolve("lib");

  private Program() {}

  /** Runs a command in this folder. */
  static JavaProcess run(Path folder, String... words) {
    return run(folder, List.of(), List.of(), words);
  }

  /**
   * Runs a command with further jars.
   *
   * @param modules further entries of the module path
   * @param classes further entries of the class path
   */
  static JavaProcess run(Path folder, List<Path> modules, List<Path> classes, String... words) {
    return JavaProcess.run(folder, arguments(modules, classes, words));
  }

  /** What starts a command in a process of its own, with this folder for what a kill leaves. */
  static List<String> command(Path temporary, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(arguments(words));
    return command;
  }

  /** What follows {@code java} and its options for a command. */
  static List<String> arguments(String... words) {
    return arguments(List.of(), List.of(), words);
  }

  private static List<String> arguments(List<Path> modules, List<Path> classes, String... words) {
    List<String> arguments = new ArrayList<>();
    // The serial collector starts fastest; nothing here runs for long.
    arguments.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    arguments.addAll(flags(modules, classes));
    arguments.addAll(List.of("-m", "org.latent4j.app/org.latent4j.app.Main"));
    arguments.addAll(List.of(words));
    return arguments;
  }

  /** As in the launcher. */
  static List<String> flags(List<Path> modules, List<Path> classes) {
    List<String> flags = new ArrayList<>();
    if (Runtime.version().feature() >= 23) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    flags.addAll(
        List.of(
            "--add-modules",
            "ALL-DEFAULT,ALL-MODULE-PATH",
            "--add-exports=java.base/jdk.internal.module=org.latent4j.kernels",
            "--enable-native-access=ALL-UNNAMED,org.latent4j.kernels",
            "--module-path",
            joined(MODULES.toString(), modules),
            "-cp",
            joined(LIBRARIES + File.separator + "*", classes)));
    return flags;
  }

  private static String joined(String first, List<Path> more) {
    return String.join(
        File.pathSeparator,
        Stream.concat(Stream.of(first), more.stream().map(Path::toString)).toList());
  }
}
