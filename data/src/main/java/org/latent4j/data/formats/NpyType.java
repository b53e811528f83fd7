package org.latent4j.data.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latent4j.api.Latent4jException;

/**
 * The type of an array's numbers.
 *
 * @param kind what they are
 * @param bytes how many each takes
 * @param order how they are stored
 */
record NpyType(Kind kind, int bytes, ByteOrder order) {
  enum Kind {
    BOOLEAN,
    SIGNED,
    UNSIGNED,
    FLOAT
  }

  private static final Pattern DESCRIPTION = Pattern.compile("([<>|=])([a-zA-Z])(\\d+)");
  private static final String ALLOWED =
      "bool, int8 to int64, uint8 to uint64, float16, float32 and float64";

  /**
   * Reads NumPy's description, such as {@code <f4}.
   *
   * @throws Latent4jException if it is none of the types that are read
   */
  static NpyType parse(String where, String description) {
    Matcher matcher = DESCRIPTION.matcher(description);
    if (!matcher.matches()) {
      throw unknown(where, description);
    }
    String type = matcher.group(2) + matcher.group(3);
    Kind kind =
        switch (type) {
          case "b1" -> Kind.BOOLEAN;
          case "i1", "i2", "i4", "i8" -> Kind.SIGNED;
          case "u1", "u2", "u4", "u8" -> Kind.UNSIGNED;
          case "f2", "f4", "f8" -> Kind.FLOAT;
          default -> throw unknown(where, description);
        };
    ByteOrder order =
        switch (matcher.group(1)) {
          case "<" -> ByteOrder.LITTLE_ENDIAN;
          case ">" -> ByteOrder.BIG_ENDIAN;
          default -> ByteOrder.nativeOrder();
        };
    return new NpyType(kind, type.charAt(1) - '0', order);
  }

  private static Latent4jException unknown(String where, String description) {
    String why =
        description.contains("O")
            ? " (Python objects, which are never unpickled here)"
            : description.contains("U") || description.contains("S") ? " (text)" : "";
    return new Latent4jException(
        where
            + ": holds values of the type '"
            + description
            + "'"
            + why
            + "; "
            + ALLOWED
            + " are read");
  }

  /** Whether each number is an unsigned byte: 0 and 1 in the case of booleans. */
  boolean isUnsignedByte() {
    return bytes == 1 && kind != Kind.SIGNED;
  }

  /** The next number of a buffer, which is in this type's order. */
  double next(ByteBuffer buffer) {
    return switch (kind) {
      case BOOLEAN -> buffer.get() == 0 ? 0 : 1;
      case SIGNED ->
          switch (bytes) {
            case 1 -> buffer.get();
            case 2 -> buffer.getShort();
            case 4 -> buffer.getInt();
            default -> buffer.getLong();
          };
      case UNSIGNED ->
          switch (bytes) {
            case 1 -> Byte.toUnsignedInt(buffer.get());
            case 2 -> Short.toUnsignedInt(buffer.getShort());
            case 4 -> Integer.toUnsignedLong(buffer.getInt());
            default -> unsigned(buffer.getLong());
          };
      case FLOAT ->
          switch (bytes) {
            case 2 -> half(buffer.getShort());
            case 4 -> buffer.getFloat();
            default -> buffer.getDouble();
          };
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
  }

  /** IEEE 754 binary16; {@code Float.float16ToFloat} comes with JDK 20. */
  private static double half(short bits) {
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24;
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> (1 + fraction * 0x1p-10) * Math.scalb(1.0, exponent - 15);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
