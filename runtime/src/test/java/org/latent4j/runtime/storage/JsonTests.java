package org.latent4j.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;

class JsonTests {
  @TempDir Path folder;

  /** Public, as Jackson wants it of an exported package. */
  public record Point(int across, List<Double> values, Map<String, Object> more) {}

  private static final Point POINT =
      new Point(3, List.of(0.1, 1e-300), Map.of("on", true, "name", "ä"));

  @Test
  void recordComesBackAsItWas() {
    Path file = folder.resolve("a.json");
    Json.write(file, POINT);
    assertThat(Json.read(file, Point.class)).isEqualTo(POINT);
    assertThat(Json.parse("here", Json.line(POINT), Point.class)).isEqualTo(POINT);
    assertThat(Json.line(POINT)).doesNotContain("\n");
  }

  @Test
  void unknownKeyNamesTheNearest() {
    assertThatThrownBy(
            () ->
                Json.parse(
                    "model.json", "{\"values\": [], \"more\": {}, \"acros\": 3}", Point.class))
        .isInstanceOf(Latent4jException.class)
        .hasMessage(
            "model.json (line 1, column 39): there is no key 'acros'; did you mean 'across'?"
                + " Known: across, more, values");
  }

  @Test
  void repeatedKeyIsRefused() {
    assertThatThrownBy(
            () -> Json.parse("model.json", "{\"across\": 3, \"across\": 4}", Point.class))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("model.json (line 1, ")
        .hasMessageContaining("Duplicate field 'across'");
  }

  @Test
  void messagesAreOneLineAndNameThePlace() {
    for (String text :
        new String[] {"", "{", "{\"across\": \"x\"}", "[]", "{} {}", "{\"across\": null}"}) {
      assertThatThrownBy(() -> Json.parse("model.json", text, Point.class))
          .isInstanceOf(Latent4jException.class)
          .hasMessageStartingWith("model.json")
          .hasMessageNotContaining("\n");
    }
    assertThatThrownBy(() -> Json.parse("model.json", "null", Point.class))
        .hasMessage("model.json: the document is null; an object is needed");
  }

  @Test
  void absentValueIsNamed() {
    assertThatThrownBy(() -> Json.parse("model.json", "{\"values\": []}", Point.class))
        .isInstanceOf(Latent4jException.class)
        .hasMessageStartingWith("model.json (line 1, ")
        .hasMessageEndingWith("): 'across' has no value");
    assertThatThrownBy(() -> Json.parse("model.json", "{\"across\": 1}", Point.class))
        .isInstanceOf(Latent4jException.class)
        .hasMessageEndingWith("has no value");
  }

  @Test
  void absentFileIsNamed() {
    Path file = folder.resolve("none.json");
    assertThatThrownBy(() -> Json.read(file, Point.class))
        .isInstanceOf(Latent4jException.class)
        .hasMessageStartingWith("cannot read " + file + ": there is no such file");
  }

  @Test
  void mapsWithoutAnOrderAreWrittenByKeyAndOthersAsTheyAre() {
    Map<String, Object> ordered = new LinkedHashMap<>();
    ordered.put("z", Map.of("c", 1, "a", 2, "b", new HashMap<>(Map.of("y", 1, "x", 2))));
    ordered.put("a", List.of(Map.of("f", 1, "e", 2, "d", 3)));
    assertThat(Json.line(ordered))
        .isEqualTo(
            "{\"z\":{\"a\":2,\"b\":{\"x\":2,\"y\":1},\"c\":1},\"a\":[{\"d\":3,\"e\":2,\"f\":1}]}");
    assertThat(Json.line(Collections.unmodifiableMap(ordered))).startsWith("{\"z\"");
  }
}
