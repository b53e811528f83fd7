package org.latent4j.kernels.blas;

import java.util.List;
import java.util.Optional;

/**
 * Lets this module use what it does not require: ND4J, whose module descriptor is broken, so that
 * it stays on the class path; the BLAS libraries, which may lie there or on the module path; and
 * the Vector API's incubator module. The compiler is told the same in the build file.
 */
public final class ClassPathAccess {
  private static final List<String> MODULES =
      List.of(
          "dev.ludovic.netlib.blas",
          "org.bytedeco.dnnl",
          "org.bytedeco.javacpp",
          "org.bytedeco.openblas",
          "org.jnrproject.jffi");

  private ClassPathAccess() {}

  /** To be called before the first class is loaded that names one of those libraries. */
  public static void grant() {
    Module self = ClassPathAccess.class.getModule();
    self.addReads(ClassPathAccess.class.getClassLoader().getUnnamedModule());
    self.addReads(ClassLoader.getSystemClassLoader().getUnnamedModule());
    ModuleLayer layer = Optional.ofNullable(self.getLayer()).orElse(ModuleLayer.boot());
    MODULES.forEach(name -> layer.findModule(name).ifPresent(self::addReads));
    VectorModule.find().ifPresent(self::addReads);
  }
}
