package org.latent4j.app.arguments;

import org.latent4j.api.SettingException;

/** The command line itself is wrong: an unknown command or option, a value missing or too many. */
public final class UsageException extends SettingException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
