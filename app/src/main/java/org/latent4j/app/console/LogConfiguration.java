package org.latent4j.app.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.latent4j.training.Trainer;
import org.slf4j.LoggerFactory;

/**
 * Logging: warnings to standard error, and more with {@code --debug}. Found by Logback as a
 * service; unlike a configuration file it needs no XML parser, which would take longer to start
 * than most commands.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
  /** Libraries that use {@code java.util.logging} to say how they found their native code. */
  private static final java.util.logging.Logger NATIVE_LIBRARIES =
      java.util.logging.Logger.getLogger("dev.ludovic.netlib");

  /** Used by the service loader. */
  public LogConfiguration() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(
        Terminal.ofThisProcess().fresh() + "%replace(%level){'WARN','warning'}: %msg%n");
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("standard-error");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.addFilter(new SaidOnce());
    appender.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Leaves out what was said before, word for word, and holds for every training: several models
   * are warned of together.
   */
  private static final class SaidOnce extends Filter<ILoggingEvent> {
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    @Override
    public FilterReply decide(ILoggingEvent event) {
      boolean once =
          event.getMarkerList() != null
              && event.getMarkerList().stream().anyMatch(m -> m.getName().equals(Trainer.ONCE));
      return once && !said.add(event.getFormattedMessage())
          ? FilterReply.DENY
          : FilterReply.NEUTRAL;
    }
  }

  /** Silences native libraries, or has everything say more. */
  public static void apply(boolean debug) {
    NATIVE_LIBRARIES.setLevel(
        debug ? java.util.logging.Level.INFO : java.util.logging.Level.WARNING);
    if (debug && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
      context.getLogger("org.latent4j").setLevel(Level.DEBUG);
    }
  }
}
