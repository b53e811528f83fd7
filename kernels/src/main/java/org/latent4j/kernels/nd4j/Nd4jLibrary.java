package org.latent4j.kernels.nd4j;

import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Engine;

/**
 * The way to ND4J. ND4J's jars carry module descriptors that no JDK resolves, so they stay on the
 * class path, which a named module does not read unless told to: this class looks for ND4J and lets
 * its own module read it, before any class that links ND4J is loaded.
 */
public final class Nd4jLibrary {
  private static final String PROBE = "org.nd4j.linalg.factory.Nd4j";

  private Nd4jLibrary() {}

  /**
   * An engine whose every operation is ND4J's.
   *
   * @param inDoublePrecision in 64 bits, else in 32
   * @throws Latent4jException if ND4J is not on the class path or does not start
   */
  public static Engine open(boolean inDoublePrecision) {
    makeReadable();
    try {
      return new Nd4jOperations(inDoublePrecision);
    } catch (LinkageError | RuntimeException e) {
      throw new Latent4jException(
          "engine 'nd4j': ND4J does not start ("
              + rootCause(e)
              + "); put org.nd4j:nd4j-native 1.0.0-M2.1, all that it depends on, and the jars with"
              + " this platform's native libraries on the class path, or use the engine 'fused'",
          e);
    }
  }

  /**
   * Finds ND4J and lets this module read the module it is in: the unnamed one of the class path.
   *
   * @throws Latent4jException if it is not on the class path
   */
  static void makeReadable() {
    // ND4J announces its backend and threads when it starts; with this property it does not.
    if (System.getProperty("org.nd4j.log.initialization") == null) {
      System.setProperty("org.nd4j.log.initialization", "false");
    }
    try {
      Class<?> nd4j = Class.forName(PROBE, false, Nd4jLibrary.class.getClassLoader());
      Nd4jLibrary.class.getModule().addReads(nd4j.getModule());
    } catch (ClassNotFoundException e) {
      throw new Latent4jException(
          "engine 'nd4j': ND4J is not on the class path (no class "
              + PROBE
              + "); add org.nd4j:nd4j-native 1.0.0-M2.1 with this platform's classifier to the"
              + " class path (not to the module path), or use the engine 'fused'",
          e);
    }
  }

  private static String rootCause(Throwable thrown) {
    Throwable cause = thrown;
    for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
      cause = next;
    }
    return cause.toString();
  }
}
