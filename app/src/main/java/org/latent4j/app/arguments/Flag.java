package org.latent4j.app.arguments;

import java.util.Locale;
import org.apache.commons.cli.Option;

/**
 * The options of the command line. There is one vocabulary for all commands: an option that several
 * of them take has the same name and the same meaning in each.
 */
public enum Flag {
  DATA("NAME|PATH", "data set by name (latent4j data list), or a file or folder to read"),
  DATA_DIR("DIR", "where data sets known by name lie (default: the variable LATENT4J_DATA)"),
  CONFIG("FILE", "read settings from a YAML file, or from the provenance.json of a run"),
  SET("KEY=VALUE", "one setting, as in likelihood.type=gaussian; may be repeated", true),
  MODELS("NAME,...", "models to compare"),
  MODEL("NAME", "model to train"),
  SEEDS("N", "train each model with N seeds, from --seed on"),
  BETAS("X,...", "weights of the rate to train with"),
  SEED("N", "what all randomness derives from"),
  EPOCHS("N", "passes over the training data"),
  BATCH("N", "examples in a minibatch"),
  LATENT("N", "dimensions of the code"),
  ENGINE("NAME", "what does the arithmetic: fused or nd4j"),
  THREADS("N", "threads to calculate with (default: one a core)"),
  METRICS("NAME,...", "what to estimate: names, standard or all (default: standard)"),
  SPLIT("NAME", "part of the data: train, validation or test"),
  COUNT("N", "how many"),
  DIMENSIONS("I,...", "latent dimensions, counted from 0 (default: the most active ten)"),
  STEPS("N", "positions along each latent dimension"),
  RANGE("X", "how far to go to each side, in standard deviations of the prior"),
  FORMAT("NAME", "format of the file: npy or csv"),
  WORKLOAD("NAME,...", "workloads to measure"),
  ROUNDS("N", "timed rounds of each workload"),
  TURNS("say 'turn' on standard error before each round, and wait for a line on standard input"),
  OUT("DIR", "where to write"),
  PLUGIN_PATH("DIR", "folder of plugin jars, or one jar; may be repeated", true),
  JSON("print one JSON document on standard output, all else on standard error"),
  QUIET("print no progress"),
  DEBUG("log details, and print the stack trace of an error"),
  HELP("print this");

  private final String argument;
  private final String summary;
  private final boolean repeatable;

  Flag(String summary) {
    this("", summary, false);
  }

  Flag(String argument, String summary) {
    this(argument, summary, false);
  }

  Flag(String argument, String summary, boolean repeatable) {
    this.argument = argument;
    this.summary = summary;
    this.repeatable = repeatable;
  }

  /** Its name on the command line, without the dashes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its value is called in help texts; empty for a switch. */
  public String argument() {
    return argument;
  }

  /** What it usually means, in one line. */
  public String summary() {
    return summary;
  }

  public boolean isRepeatable() {
    return repeatable;
  }

  Option toOption() {
    Option.Builder option = Option.builder().longOpt(word()).desc(summary);
    if (!argument.isEmpty()) {
      option.hasArg().argName(argument);
    }
    if (this == HELP) {
      option.option("h");
    }
    return option.get();
  }

  @Override
  public String toString() {
    return "--" + word();
  }
}
