package org.latent4j.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Texts in lines of a limited width, broken between words. */
final class Lines {
  private Lines() {}

  /**
   * The lines of a text, each indented as the first is. A word that is wider than a line is not
   * broken.
   *
   * @param width how many characters a line may have
   */
  static List<String> of(String text, int width) {
    String words = text.stripLeading();
    String indent = text.substring(0, text.length() - words.length());
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      if (line.length() > 0 && width(indent) + width(line) + 1 + width(word) > width) {
        lines.add(indent + line);
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(indent + line);
    return lines;
  }

  /** A text with line ends where its lines end; as it is if there is no limit. */
  static String wrapped(String text, OptionalInt width) {
    return width.isPresent() ? String.join("\n", of(text, width.getAsInt())) : text;
  }

  /** How many columns a text takes. */
  static int width(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  /** The text, or as much of it as goes into a width, with an ellipsis for what does not. */
  static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    return width < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }
}
