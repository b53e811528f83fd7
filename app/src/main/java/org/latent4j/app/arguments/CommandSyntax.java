package org.latent4j.app.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a command is written: its name, its operands, its options; and what its help says. */
public final class CommandSyntax {
  private final String name;
  private final String summary;
  private final List<String> operands;
  private final Map<Flag, String> flags;
  private final String notes;
  private final List<String> examples;

  private CommandSyntax(Builder builder) {
    name = builder.name;
    summary = builder.summary;
    operands = List.copyOf(builder.operands);
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.flags));
    notes = builder.notes;
    examples = List.copyOf(builder.examples);
  }

  /**
   * Begins to describe a command.
   *
   * @param name the command's word
   * @param summary one line for the list of commands
   */
  public static Builder command(String name, String summary) {
    return new Builder(name, summary);
  }

  public String name() {
    return name;
  }

  public String summary() {
    return summary;
  }

  /** The options it takes and what they mean to it, in the order of its help. */
  public Map<Flag, String> flags() {
    return flags;
  }

  /** Further sentences for its help; may be empty. */
  public String notes() {
    return notes;
  }

  /** Lines for its help, without the program's name. */
  public List<String> examples() {
    return examples;
  }

  /** What may follow the name, one text for each form; empty if nothing may. */
  public List<String> operands() {
    return operands;
  }

  /** Whether these words, with nothing missing or left over, are one of the forms. */
  boolean accepts(List<String> words) {
    if (operands.isEmpty()) {
      return words.isEmpty();
    }
    return operands.stream().anyMatch(form -> matches(words, form));
  }

  private static boolean matches(List<String> words, String form) {
    List<String> parts = form.isEmpty() ? List.of() : List.of(form.split(" ", -1));
    if (parts.size() != words.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      boolean isValue = part.equals(part.toUpperCase(Locale.ROOT));
      if (!isValue && !part.equals(words.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The forms of the whole command, such as {@code latent4j data fetch NAME [OPTION]...}. */
  public List<String> forms() {
    List<String> ends = operands.isEmpty() ? List.of("") : operands;
    return ends.stream()
        .map(end -> "latent4j " + name + (end.isEmpty() ? "" : " " + end) + " [OPTION]...")
        .toList();
  }

  /** Gathers what is said of a command. */
  public static final class Builder {
    private final String name;
    private final String summary;
    private final List<String> operands = new ArrayList<>();
    private final Map<Flag, String> flags = new LinkedHashMap<>();
    private String notes = "";
    private final List<String> examples = new ArrayList<>();

    private Builder(String name, String summary) {
      this.name = name;
      this.summary = summary;
    }

    /**
     * What may follow the name; called for each form there is. Without it, nothing may.
     *
     * @param form such as {@code describe KIND NAME}: a word in capitals stands for a value; empty
     *     if the command may stand without any
     */
    public Builder operands(String form) {
      operands.add(form);
      return this;
    }

    /** Options with their usual meaning. */
    public Builder flags(List<Flag> usual) {
      usual.forEach(flag -> flags.put(flag, flag.summary()));
      return this;
    }

    /** An option with the words that fit this command. */
    public Builder flag(Flag flag, String meaning) {
      flags.put(flag, meaning);
      return this;
    }

    /** Further sentences for the help. */
    public Builder notes(String sentences) {
      notes = sentences;
      return this;
    }

    /** A line for the help, without the program's name. */
    public Builder example(String line) {
      examples.add(line);
      return this;
    }

    /** The description; the options that every command takes are added. */
    public CommandSyntax build() {
      flags(List.of(Flag.JSON, Flag.QUIET, Flag.DEBUG, Flag.HELP));
      return new CommandSyntax(this);
    }
  }
}
