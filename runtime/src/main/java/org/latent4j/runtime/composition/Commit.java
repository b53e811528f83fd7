package org.latent4j.runtime.composition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * A state of the sources that a build was made from.
 *
 * @param id the commit's hash, hexadecimal
 * @param changed whether files under version control were not as in that commit
 */
public record Commit(String id, boolean changed) {
  private static final String FILE = "commit.properties";

  /** Of this Latent4J; empty if it was not built in a git checkout. */
  public static Optional<Commit> ofBuild() {
    try (InputStream in = Commit.class.getResourceAsStream(FILE)) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(in);
      return Optional.ofNullable(properties.getProperty("git.commit.id"))
          .map(id -> new Commit(id, Boolean.parseBoolean(properties.getProperty("git.dirty"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In words, such as {@code commit 1f0c2ab45d, with changes}. */
  @Override
  public String toString() {
    return "commit "
        + id.substring(0, Math.min(10, id.length()))
        + (changed ? ", with changes" : "");
  }
}
