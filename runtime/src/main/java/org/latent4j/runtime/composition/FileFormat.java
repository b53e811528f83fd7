package org.latent4j.runtime.composition;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.Latent4jException;

/**
 * What a file says of itself: the name and version of its format, and which Latent4J wrote it.
 *
 * @param name such as {@code latent4j-model}
 * @param version the one that this Latent4J writes and reads
 */
public record FileFormat(String name, int version) {
  private static final String FORMAT = "format";
  private static final String VERSION = "version";
  private static final String WRITER = "latent4j";

  /** What a file of this format says, as texts. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(FORMAT, name);
    texts.put(VERSION, Integer.toString(version));
    Versions.latent4j().ifPresent(writer -> texts.put(WRITER, writer));
    return texts;
  }

  /**
   * Sees that a file is of this format and version.
   *
   * @param document its content, or as much of it as says so
   * @throws Latent4jException if it is not; the message says what can read it
   */
  public void check(Path file, Map<?, ?> document) {
    if (!name.equals(document.get(FORMAT))) {
      throw new Latent4jException(
          file
              + ": format is '"
              + document.get(FORMAT)
              + "', not '"
              + name
              + "'; it was not written by Latent4J, or by one that is too old");
    }
    if (!Integer.toString(version).equals(String.valueOf(document.get(VERSION)))) {
      throw new Latent4jException(
          file
              + " has version "
              + document.get(VERSION)
              + " of the format; this Latent4J"
              + Versions.latent4j().map(here -> " " + here).orElse("")
              + " reads version "
              + version
              + "; use "
              + Optional.ofNullable(document.get(WRITER))
                  .map(writer -> "Latent4J " + writer + ", which wrote it")
                  .orElse("the Latent4J that wrote it"));
    }
  }
}
