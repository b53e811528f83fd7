package org.latent4j.runtime.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.spi.NearMiss;

/**
 * JSON as all of the toolkit's files have it: records, maps and lists, UTF-8; an empty {@code
 * Optional} is null, and null or nothing is read as one. Keys are written in the order that a map
 * has, and in alphabetical order where it has none. Otherwise reading is strict: unknown and
 * repeated keys, absent or null components of records and text after the end are errors.
 *
 * <p>A record that is read or written is public in an exported package, or its package is opened to
 * {@code com.fasterxml.jackson.databind}.
 */
public final class Json {
  /** Nothing that the toolkit writes comes near it, and reading it takes no memory to speak of. */
  public static final int MOST_BYTES = 16 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              // Buffers that a thread keeps would keep the class loader of a program that is gone.
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .addModule(new Jdk8Module())
          .addModule(new SimpleModule().setSerializerModifier(new FixedOrder()))
          .build();

  /** Lets components be without a value. */
  private static final JsonMapper WITHOUT_VALUES =
      MAPPER
          .rebuild()
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private Json() {}

  /** On one line, without spaces. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  /** Indented for people to read, with a line end. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  /** Writes an indented document; see {@link AtomicFiles}. */
  public static void write(Path file, Object value) {
    AtomicFiles.writeText(file, pretty(value));
  }

  /**
   * Reads a file.
   *
   * @throws Latent4jException if it cannot be read, has more than 16 MiB, is not JSON, or does not
   *     have this form
   */
  public static <T> T read(Path file, Class<T> type) {
    return parse(file.toString(), RegularFiles.text(file, MOST_BYTES), type);
  }

  /**
   * Reads a text.
   *
   * @param where names the text in messages
   * @throws Latent4jException if it is not JSON or does not have this form
   */
  public static <T> T parse(String where, String text, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(text, type);
    } catch (UnrecognizedPropertyException e) {
      throw unknownKey(where, e);
    } catch (InvalidDefinitionException e) {
      throw new IllegalArgumentException(type + " cannot be read from JSON", e);
    } catch (MismatchedInputException e) {
      // A misspelt key leaves its component without a value, which is noticed first.
      misspelt(text, type)
          .ifPresent(
              key -> {
                throw unknownKey(where, key);
              });
      throw new Latent4jException(where + position(e) + ": " + reason(e), e);
    } catch (JsonProcessingException e) {
      throw new Latent4jException(where + position(e) + ": " + reason(e), e);
    }
    if (value == null) {
      throw new Latent4jException(where + ": the document is null; an object is needed");
    }
    return value;
  }

  private static Optional<UnrecognizedPropertyException> misspelt(String text, Class<?> type) {
    try {
      WITHOUT_VALUES.readValue(text, type);
      return Optional.empty();
    } catch (UnrecognizedPropertyException e) {
      return Optional.of(e);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Latent4jException unknownKey(String where, UnrecognizedPropertyException e) {
    List<String> known = e.getKnownPropertyIds().stream().map(String::valueOf).toList();
    return new Latent4jException(
        NearMiss.unknown(where + position(e) + ": there is no key", e.getPropertyName(), known), e);
  }

  private static String position(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /** The reason without Jackson's advice to programmers. */
  private static String reason(JsonProcessingException e) {
    String key =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream().map(Json::step).collect(Collectors.joining("."))
            : "";
    String message = e.getOriginalMessage();
    if (message.startsWith("Cannot map `null`") || message.startsWith("Null value for creator")) {
      return "'" + key + "' has no value";
    }
    int end = message.indexOf('\n');
    String first = end < 0 ? message : message.substring(0, end);
    return key.isEmpty() ? first : "'" + key + "': " + first;
  }

  private static String step(JsonMappingException.Reference step) {
    return step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
  }
}
