package org.latent4j.data;

import org.latent4j.api.spi.Option;

/** What bytes become when they are read: the option {@code scale} of providers of images. */
public enum ByteScale {
  /** Numbers in [0, 1]. */
  UNIT(255),
  /** Numbers from 0 to 255. */
  NONE(1);

  /** The option. */
  public static final Option<ByteScale> OPTION =
      Option.choice(
          "scale", UNIT, "unit: bytes are divided by 255, to [0, 1]; none: they stay 0 to 255");

  private final float divisor;

  ByteScale(float divisor) {
    this.divisor = divisor;
  }

  /** What a byte is divided by. */
  public float divisor() {
    return divisor;
  }
}
