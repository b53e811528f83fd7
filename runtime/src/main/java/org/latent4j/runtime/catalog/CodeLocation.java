package org.latent4j.runtime.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latent4j.runtime.storage.Checksum;

/**
 * Where classes lie: a jar or a folder of the file system, or a jar within another, as in the
 * executable jars of Spring Boot.
 *
 * @param uri of the jar or folder itself, such as {@code file:/x/a.jar}, {@code
 *     nested:/x/app.jar/!BOOT-INF/lib/a.jar} or {@code jar:file:/x/app.jar!/lib/a.jar}
 */
public record CodeLocation(URI uri) {
  /** An entry of a jar, or the root of one. */
  private static final Pattern WITHIN_JAR = Pattern.compile("jar:(.*)!/([^!]*)");

  /** Of the source that a class loader names; empty if it lies in no jar and no folder. */
  static Optional<CodeLocation> of(URL source) {
    try {
      return of(source.toURI());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The same of a module's. */
  static Optional<CodeLocation> of(URI source) {
    Matcher root = WITHIN_JAR.matcher(source.toString());
    URI uri = root.matches() && root.group(2).isEmpty() ? URI.create(root.group(1)) : source;
    return "jrt".equals(uri.getScheme()) ? Optional.empty() : Optional.of(new CodeLocation(uri));
  }

  /** Of a jar or folder of the file system. */
  static CodeLocation of(Path path) {
    return new CodeLocation(path.toUri());
  }

  /** In the file system; empty if it is within another jar. */
  public Optional<Path> path() {
    return "file".equals(uri.getScheme()) ? Optional.of(Path.of(uri)) : Optional.empty();
  }

  /** The file name of the jar; empty if it is a folder. */
  public Optional<String> jar() {
    String text = toString();
    String name = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
    return name.endsWith(".jar") ? Optional.of(name) : Optional.empty();
  }

  /** SHA-256 of the jar's content; empty if it is a folder or cannot be read. */
  public Optional<String> sha256() {
    if (path().isPresent()) {
      return path().filter(Files::isRegularFile).map(Checksum::of);
    }
    try (InputStream in = uri.toURL().openStream()) {
      return Optional.of(Checksum.of(in));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // a class loader may keep its classes to itself
    }
  }

  /** For people: the path, and within another jar both, such as {@code /x/app.jar!/lib/a.jar}. */
  @Override
  public String toString() {
    if (path().isPresent()) {
      return path().get().toString();
    }
    return uri.getSchemeSpecificPart().replace("/!", "!/").replaceFirst("^file:", "");
  }
}
