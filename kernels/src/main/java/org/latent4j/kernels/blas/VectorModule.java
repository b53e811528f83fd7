package org.latent4j.kernels.blas;

import java.util.Optional;

/**
 * The Vector API's module, {@code jdk.incubator.vector}: the one that Java was started with ({@code
 * --add-modules}), or else one that is loaded when it is first wanted.
 *
 * <p>Java announces an incubating module that it starts with by a warning on standard error, before
 * any program runs. One that is loaded later is not announced. The JDK has a method for that,
 * {@code jdk.internal.module.Modules.loadModule}, by which it loads modules of its own; it is used
 * only where whoever starts Java allows it by {@code --add-exports
 * java.base/jdk.internal.module=org.latent4j.kernels}, as the launcher does. Compiled code is the
 * same either way: the machine enables its vector intrinsics when the module is defined.
 */
public final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private static final class Holder {
    static final Optional<Module> MODULE =
        ModuleLayer.boot().findModule(NAME).or(VectorModule::load);
  }

  private VectorModule() {}

  /** The module; empty if Java was started without it and does not let it be loaded. */
  public static Optional<Module> find() {
    return Holder.MODULE;
  }

  private static Optional<Module> load() {
    try {
      Class<?> modules = Class.forName("jdk.internal.module.Modules");
      boolean allowed =
          modules.getModule().isExported(modules.getPackageName(), VectorModule.class.getModule());
      return allowed
          ? Optional.of((Module) modules.getMethod("loadModule", String.class).invoke(null, NAME))
          : Optional.empty();
    } catch (ReflectiveOperationException | ClassCastException unknown) {
      // A Java without this method, or a runtime image without that module.
      return Optional.empty();
    }
  }
}
