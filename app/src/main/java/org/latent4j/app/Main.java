package org.latent4j.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The program {@code latent4j}. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends with its exit status. Both streams are UTF-8 whatever the locale: JSON
   * is to be read by other programs, and terminals understand nothing else.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int status = Cli.run(List.of(args), System.in, out, err);
    if (status != 0) {
      System.exit(status);
    }
  }
}
