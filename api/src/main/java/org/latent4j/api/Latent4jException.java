package org.latent4j.api;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user can put right: a wrong option, unreadable data, an absent plugin. The
 * message says what failed, where, the value, what is allowed and what to do; programs show it
 * without a stack trace.
 */
public class Latent4jException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Latent4jException(String message) {
    super(message);
  }

  public Latent4jException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
