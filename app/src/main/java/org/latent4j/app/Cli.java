package org.latent4j.app;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.arguments.HelpPage;
import org.latent4j.app.arguments.UsageException;
import org.latent4j.app.command.Command;
import org.latent4j.app.command.HelpCommand;
import org.latent4j.app.configuration.ConfigurationFlags;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.Interruption;
import org.latent4j.app.console.LogConfiguration;
import org.latent4j.app.console.Terminal;
import org.latent4j.training.TrainingStoppedException;

/** The command line, from words to exit status. */
public final class Cli {
  /** Done. */
  public static final int DONE = 0;

  /** Something failed. */
  public static final int FAILED = 1;

  /** The command line is wrong, or a setting. */
  public static final int WRONG_USAGE = 2;

  private static final Map<String, String> COMMANDS_AS_OPTIONS =
      Map.of("--help", "help", "-h", "help", "--version", "version");

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal = Terminal.ofThisProcess();
  private final Interruption interruption;

  private Cli(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.interruption = new Interruption(this::say);
  }

  /**
   * Runs a command. An error is one message on {@code err}, without a stack trace unless {@code
   * --debug} is among the words.
   *
   * @param words the command and its options
   * @return {@link #DONE}, {@link #FAILED} or {@link #WRONG_USAGE}
   */
  public static int run(List<String> words, InputStream in, PrintStream out, PrintStream err) {
    Cli cli = new Cli(in, out, err);
    try {
      return cli.run(words);
    } finally {
      cli.interruption.close();
    }
  }

  private int run(List<String> words) {
    boolean debug = words.contains(Flag.DEBUG.toString());
    try {
      return dispatch(words);
    } catch (SettingException e) {
      fail(String.valueOf(e.getMessage()), e, debug);
      return WRONG_USAGE;
    } catch (TrainingStoppedException e) {
      fail(e.getMessage() + interruption.howToGoOn(), e, debug);
      return FAILED;
    } catch (Latent4jException e) {
      fail(String.valueOf(e.getMessage()), e, debug);
      return FAILED;
    } catch (OutOfMemoryError e) {
      fail(
          "out of memory: "
              + e.getMessage()
              + "; use smaller data or a smaller batch, or give Java more memory:"
              + " LATENT4J_JAVA_OPTS=-Xmx8g",
          e,
          debug);
      return FAILED;
    } catch (RuntimeException | Error e) {
      fail(
          "internal error: "
              + e
              + (debug ? "" : "; run it again with --debug to see where, and report it"),
          e,
          debug);
      return FAILED;
    } finally {
      out.flush();
    }
  }

  private int dispatch(List<String> words) {
    if (words.isEmpty()) {
      err.print(HelpPage.overview(commands().values().stream().map(Command::syntax).toList()));
      return WRONG_USAGE;
    }
    String first = words.get(0);
    Command command = command(COMMANDS_AS_OPTIONS.getOrDefault(first, first));
    Arguments arguments = Arguments.parse(command.syntax(), words.subList(1, words.size()));
    if (arguments.has(Flag.HELP)) {
      out.print(HelpPage.of(command.syntax()));
      return DONE;
    }
    LogConfiguration.apply(arguments.has(Flag.DEBUG));
    Console console =
        new Console(
            in,
            out,
            err,
            arguments.has(Flag.JSON),
            arguments.has(Flag.QUIET),
            terminal,
            interruption);
    try {
      command.run(arguments, console);
    } catch (SettingException e) {
      fail(ConfigurationFlags.described(arguments, e), e, arguments.has(Flag.DEBUG));
      return WRONG_USAGE;
    }
    return DONE;
  }

  private static Map<String, Command> commands() {
    // Guice would write byte code to call constructors faster, which takes longer than it saves.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    return Guice.createInjector(Stage.DEVELOPMENT, new CommandsModule())
        .getInstance(Key.get(new TypeLiteral<Map<String, Command>>() {}));
  }

  private static Command command(String name) {
    if (name.startsWith("-")) {
      throw new UsageException(
          "a command comes first, then its options: '"
              + name
              + "' is no command; latent4j --help lists them");
    }
    return HelpCommand.command(commands(), name);
  }

  private void say(String message) {
    err.println(terminal.fresh() + "latent4j: " + message);
    err.flush();
  }

  private void fail(String message, Throwable failure, boolean debug) {
    say(message);
    if (debug) {
      failure.printStackTrace(err);
    }
    err.flush();
  }
}
