package org.latent4j.api;

import java.util.Optional;

/**
 * What was asked for is wrong: a key or name that nobody knows, or a value that is not allowed.
 * Nothing has been tried yet; other failures are a plain {@link Latent4jException}. The command
 * line tells the two apart by its exit status.
 */
public class SettingException extends Latent4jException {
  private static final long serialVersionUID = 1L;
  private static final String NONE = "";

  private final String key;

  public SettingException(String message) {
    this(NONE, message);
  }

  /**
   * Something is wrong under a key.
   *
   * @param key as a configuration writes it, the keys on the way joined by dots, such as {@code
   *     training.epochs}; it is not added to the message
   */
  public SettingException(String key, String message) {
    super(message);
    this.key = key;
  }

  private SettingException(String key, SettingException inner) {
    super(String.valueOf(inner.getMessage()), inner);
    this.key = key;
  }

  /** The key whose value is wrong, or which is unknown; empty if it is not about one. */
  public Optional<String> key() {
    return Optional.of(key).filter(text -> !text.isEmpty());
  }

  /**
   * The same message, about a key of this section.
   *
   * @param section such as {@code training}, where the key {@code epochs} is {@code
   *     training.epochs} for the whole configuration
   */
  public SettingException within(String section) {
    return new SettingException(key.isEmpty() ? section : section + "." + key, this);
  }
}
