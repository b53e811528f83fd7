package org.latent4j.app.console;

import java.util.Locale;

/** Times as a person reads them. */
final class Durations {
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;

  private Durations() {}

  /** As {@code 0:07}, {@code 12:30} or {@code 1:02:03}. */
  static String of(double seconds) {
    long whole = Math.round(Math.max(0, seconds));
    return whole < HOUR
        ? String.format(Locale.ROOT, "%d:%02d", whole / MINUTE, whole % MINUTE)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
  }
}
