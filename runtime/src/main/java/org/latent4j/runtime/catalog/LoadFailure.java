package org.latent4j.runtime.catalog;

import java.lang.module.FindException;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ResolutionException;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latent4j.api.Latent4jException;

/** Puts what the Java platform throws while it loads a plugin into words for its user. */
final class LoadFailure {
  private static final Pattern CLASS_FILE_VERSION = Pattern.compile("class file version (\\d+)");
  private static final Pattern NOT_FOUND = Pattern.compile("Provider (\\S+) not found");

  /** Class files of Java N have the major version N + 44. */
  private static final int CLASS_FILE_OFFSET = 44;

  private LoadFailure() {}

  /** The reason and what to do, as the rest of a sentence about a jar or a provider. */
  static String words(Throwable failure) {
    Throwable cause = innermost(failure);
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof UnsupportedClassVersionError) {
      Matcher version = CLASS_FILE_VERSION.matcher(message);
      return version.find() ? newerJava(Integer.parseInt(version.group(1))) : message;
    }
    if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
      return "class "
          + message.replace('/', '.')
          + " is missing; put the jar that has it beside it";
    }
    if (cause instanceof LinkageError linkage) {
      return misfit(linkage);
    }
    if (cause instanceof ServiceConfigurationError) {
      return serviceWords(message);
    }
    if (cause instanceof InvalidModuleDescriptorException
        || cause instanceof FindException
        || cause instanceof ResolutionException
        || cause instanceof LayerInstantiationException) {
      return message + "; rebuild the jar";
    }
    if (cause instanceof Latent4jException) {
      return message;
    }
    return "it threw " + cause + "; ask its author";
  }

  /** The message begins with the service's name, which is clear from where it is shown. */
  private static String serviceWords(String message) {
    Matcher unknown = NOT_FOUND.matcher(message);
    if (unknown.find()) {
      return "it names the provider "
          + unknown.group(1)
          + ", but has no such class; rebuild the jar";
    }
    return message.substring(message.indexOf(": ") + 1).strip() + "; ask its author";
  }

  /** How a class that was compiled against other classes than those that run is described. */
  static String misfit(LinkageError failure) {
    return "it does not fit the "
        + ApiVersion.MODULE
        + ApiVersion.running().map(version -> " " + version).orElse("")
        + " that is running ("
        + failure
        + "); get a build of it for that version";
  }

  /** How a class file or descriptor of a later Java is described. */
  static String newerJava(int classFileVersion) {
    return "it needs Java "
        + (classFileVersion - CLASS_FILE_OFFSET)
        + ", but this is Java "
        + Runtime.version().feature()
        + "; run Latent4J with that Java or get a build of it for this one";
  }

  /** The cause that says most; what wraps it says only that something failed. */
  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure;
    while (true) {
      Optional<Throwable> next = Optional.ofNullable(cause.getCause());
      boolean wrapper =
          cause instanceof ServiceConfigurationError
              || cause instanceof ExceptionInInitializerError
              || cause instanceof FindException
              || cause instanceof InvocationTargetException;
      if (!wrapper || next.isEmpty()) {
        return cause;
      }
      cause = next.get();
    }
  }
}
