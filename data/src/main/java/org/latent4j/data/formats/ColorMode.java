package org.latent4j.data.formats;

/** The channels that images are read with. */
public enum ColorMode {
  /** One: brightness, 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601) where the file has colours. */
  GREY,
  /** Three: red, green, blue. */
  RGB;

  int channels() {
    return this == GREY ? 1 : 3;
  }
}
