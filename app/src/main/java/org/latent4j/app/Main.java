package org.latent4j.app;

/** Placeholder that only proves the launcher; to be replaced. */
public final class Main {
  private Main() {}

  /**
   * Prints where it runs.
   *
   * @param args echoed
   */
  public static void main(String[] args) {
    System.out.println(Main.class.getModule() + " in " + System.getProperty("user.dir"));
    for (String arg : args) {
      System.out.println(arg);
    }
  }
}
