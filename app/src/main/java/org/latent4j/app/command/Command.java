package org.latent4j.app.command;

import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.console.Console;

/** Something that the command line can do. Making one starts nothing. */
public interface Command {
  CommandSyntax syntax();

  /**
   * Does it.
   *
   * @throws org.latent4j.api.Latent4jException if the user can put right what went wrong
   */
  void run(Arguments arguments, Console console);
}
