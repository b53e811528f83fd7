package org.latent4j.training;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Keeps warnings. */
final class CapturedLog extends AppenderBase<ILoggingEvent> {
  private final List<String> warnings = new ArrayList<>();

  private CapturedLog() {}

  /** The warnings that a class logs while something is done. */
  static List<String> warnings(Class<?> type, Runnable action) {
    Logger logger = (Logger) LoggerFactory.getLogger(type);
    CapturedLog log = new CapturedLog();
    log.setContext(logger.getLoggerContext());
    log.start();
    logger.addAppender(log);
    try {
      action.run();
    } finally {
      logger.detachAppender(log);
    }
    return log.warnings;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      warnings.add(event.getFormattedMessage());
    }
  }
}
