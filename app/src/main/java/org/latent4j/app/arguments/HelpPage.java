package org.latent4j.app.arguments;

import java.util.ArrayList;
import java.util.List;

/** Help texts, 80 columns wide. */
public final class HelpPage {
  private static final int WIDTH = 80;

  private HelpPage() {}

  /** What {@code latent4j --help} prints. */
  public static String overview(List<CommandSyntax> commands) {
    StringBuilder page = new StringBuilder();
    page.append("Latent4J trains and compares generative latent-variable models: VAE, β-VAE, AAE\n")
        .append("and what plugins make of them.\n\n");
    page.append("usage: latent4j COMMAND [OPTION]...\n\n");
    int column = commands.stream().mapToInt(c -> c.name().length()).max().orElse(0) + 4;
    for (CommandSyntax command : commands) {
      row(page, "  " + command.name(), command.summary(), column);
    }
    page.append("\nlatent4j help COMMAND describes a command's options, with examples.\n\n");
    page.append(
        wrapped(
            "Tables are as wide as the variable COLUMNS says, else as the terminal; what goes to a"
                + " file or pipe has no limit. Progress is one line drawn over itself on a"
                + " terminal, and plain lines elsewhere, with TERM=dumb or where CI is set.",
            0));
    page.append('\n');
    page.append("Begin with:\n  latent4j compare\n");
    return page.toString();
  }

  /** What {@code latent4j COMMAND --help} prints. */
  public static String of(CommandSyntax command) {
    StringBuilder page = new StringBuilder();
    String prefix = "usage: ";
    for (String form : command.forms()) {
      page.append(prefix).append(form).append('\n');
      prefix = "       ";
    }
    page.append('\n').append(wrapped(sentence(command.summary()), 0));
    if (!command.notes().isEmpty()) {
      page.append('\n').append(wrapped(command.notes(), 0));
    }
    page.append("\noptions:\n");
    int column =
        4 + command.flags().keySet().stream().mapToInt(flag -> left(flag).length()).max().orElse(0);
    command.flags().forEach((flag, meaning) -> row(page, "  " + left(flag), meaning, column));
    if (!command.examples().isEmpty()) {
      page.append("\nexamples:\n");
      command.examples().forEach(line -> page.append("  latent4j ").append(line).append('\n'));
    }
    return page.toString();
  }

  private static String left(Flag flag) {
    String word = flag == Flag.HELP ? "-h, " + flag : flag.toString();
    return flag.argument().isEmpty() ? word : word + " " + flag.argument();
  }

  private static String sentence(String summary) {
    return Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".";
  }

  private static void row(StringBuilder page, String left, String right, int column) {
    String text = wrapped(right, column);
    page.append(left).append(" ".repeat(column - left.length())).append(text.substring(column));
  }

  /** The text in lines of at most {@link #WIDTH} characters, each with an indent. */
  private static String wrapped(String text, int indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && indent + line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    StringBuilder all = new StringBuilder();
    lines.forEach(part -> all.append(" ".repeat(indent)).append(part).append('\n'));
    return all.toString();
  }
}
