package org.latent4j.runtime.testing;

import java.nio.file.Path;
import java.util.List;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;

/** A program that looks for a prior. */
public final class FindPrior {
  private FindPrior() {}

  /**
   * Prints what it finds, or ends with status 1 and a message.
   *
   * @param arguments the prior's name, then plugin paths
   */
  public static void main(String[] arguments) {
    try {
      List<Path> paths = List.of(arguments).stream().skip(1).map(Path::of).toList();
      Catalog catalog = Catalog.discover(paths);
      catalog.problems().forEach(problem -> System.out.println("problem: " + problem));
      System.out.println(catalog.plugin(Kind.PRIOR, arguments[0]));
      System.out.println("api in " + PriorProvider.class.getModule());
    } catch (Latent4jException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
