package org.latent4j.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.console.Console;
import org.latent4j.runtime.composition.Commit;
import org.latent4j.runtime.composition.Versions;

/** {@code version}: which Latent4J this is. */
public final class VersionCommand implements Command {
  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("version", "print the version").example("version").build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("version", Versions.latent4j().orElse(null));
    document.put("commit", Commit.ofBuild().map(Commit::id).orElse(null));
    document.put("changed", Commit.ofBuild().map(Commit::changed).orElse(null));
    console.result("latent4j " + Versions.words(), document);
  }
}
