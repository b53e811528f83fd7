package org.latent4j.app.command;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Map;
import org.latent4j.api.spi.NearMiss;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.HelpPage;
import org.latent4j.app.arguments.UsageException;
import org.latent4j.app.console.Console;

/** {@code help}: the commands there are, or what one of them takes. */
public final class HelpCommand implements Command {
  private final Provider<Map<String, Command>> commands;

  @Inject
  public HelpCommand(Provider<Map<String, Command>> commands) {
    this.commands = commands;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("help", "list the commands, or describe one of them")
        .operands("")
        .operands("COMMAND")
        .example("help")
        .example("help train")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    String text =
        arguments.operands().isEmpty()
            ? HelpPage.overview(commands.get().values().stream().map(Command::syntax).toList())
            : HelpPage.of(command(commands.get(), arguments.operand(0)).syntax());
    console.result(text.stripTrailing(), Map.of("help", text));
  }

  /**
   * The command of this name.
   *
   * @throws UsageException if there is none; the message names the nearest
   */
  public static Command command(Map<String, Command> commands, String name) {
    Command command = commands.get(name);
    if (command == null) {
      throw new UsageException(NearMiss.unknown("there is no command", name, commands.keySet()));
    }
    return command;
  }
}
