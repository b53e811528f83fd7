package org.latent4j.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.latent4j.runtime.storage.Json;

/**
 * What came of a command.
 *
 * @param status its exit status
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
record CliRun(int status, String out, String err) {
  static CliRun of(Object... words) {
    return reading("", words);
  }

  /** With something on standard input. */
  static CliRun reading(String in, Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Cli.run(
            List.of(words).stream().map(String::valueOf).toList(),
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CliRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Standard output, which must be one JSON document and nothing else. */
  Map<String, Object> document() {
    return object(Json.parse("standard output", out, Map.class));
  }

  /** An object of a JSON document. */
  @SuppressWarnings("unchecked") // the keys of JSON objects are texts
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  /** A list of objects of a JSON document. */
  static List<Map<String, Object>> objects(Object value) {
    return ((List<?>) value).stream().map(CliRun::object).toList();
  }
}
