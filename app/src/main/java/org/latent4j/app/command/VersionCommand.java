package org.latent4j.app.command;

import java.util.Map;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.console.Console;
import org.latent4j.runtime.composition.Versions;

/** {@code version}: which Latent4J this is. */
public final class VersionCommand implements Command {
  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("version", "print the version").example("version").build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    String version = Versions.latent4j().orElse("(not from a build)");
    console.result("latent4j " + version, Map.of("version", version));
  }
}
