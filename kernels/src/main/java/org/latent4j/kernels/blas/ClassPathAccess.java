package org.latent4j.kernels.blas;

/**
 * Lets this module use what stays on the class path (ND4J and the BLAS libraries, whose module
 * descriptors are broken or missing) and the Vector API's incubator module. The compiler is told
 * the same in the build file.
 */
public final class ClassPathAccess {
  private ClassPathAccess() {}

  /** To be called before the first class is loaded that names one of those libraries. */
  public static void grant() {
    Module self = ClassPathAccess.class.getModule();
    self.addReads(ClassPathAccess.class.getClassLoader().getUnnamedModule());
    self.addReads(ClassLoader.getSystemClassLoader().getUnnamedModule());
    VectorModule.find().ifPresent(self::addReads);
  }
}
