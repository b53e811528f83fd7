package org.latent4j.app.completion;

import java.util.List;

/**
 * What may be written at a place of the command line, as far as it can be listed.
 *
 * @param words the words there are; empty where there are none to list
 * @param joined whether several of them may be written, joined by commas
 * @param files whether a file or folder may be named
 */
public record Values(List<String> words, boolean joined, boolean files) {
  /** Nothing that could be listed, such as a number. */
  public static final Values NONE = new Values(List.of(), false, false);

  /** A file or folder. */
  public static final Values FILES = new Values(List.of(), false, true);

  public Values {
    words = List.copyOf(words);
  }

  /** One of these words. */
  public static Values of(List<String> words) {
    return new Values(words, false, false);
  }

  /** Some of these words, joined by commas. */
  public static Values listOf(List<String> words) {
    return new Values(words, true, false);
  }

  /** One of these words, or a file or folder. */
  public static Values orFile(List<String> words) {
    return new Values(words, false, true);
  }
}
