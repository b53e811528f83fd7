package org.latent4j.kernels.blas;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latent4j.api.Latent4jException;

/**
 * What is needed of {@code java.lang.foreign}, by name: final since JDK 22, while this code is
 * built for JDK 17. What comes out has no type of that package, so it is called like anything else.
 */
final class ForeignFunctions {
  /** The first release in which they are final; critical calls accept heap arrays. */
  static final int FIRST_RELEASE = 22;

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private ForeignFunctions() {}

  /** Whether this Java machine has them. */
  static boolean exist() {
    return Runtime.version().feature() >= FIRST_RELEASE;
  }

  /**
   * Makes sure of them.
   *
   * @throws Latent4jException if this Java machine is too old, or does not allow this module to use
   *     them
   */
  static void demand() {
    if (!exist()) {
      throw new Latent4jException(
          "BLAS by foreign functions needs JDK "
              + FIRST_RELEASE
              + " or later; this is "
              + Runtime.version().feature());
    }
    Module self = ForeignFunctions.class.getModule();
    if (!(boolean) call(method(Module.class, "isNativeAccessEnabled", boolean.class), self)) {
      throw new Latent4jException(
          "BLAS by foreign functions is not allowed here; start Java with --enable-native-access="
              + (self.isNamed() ? self.getName() : "ALL-UNNAMED"));
    }
  }

  /**
   * Where a function begins in a library, which is loaded for good.
   *
   * @throws Latent4jException if the library has no such function
   */
  static long address(Path library, String function) {
    Class<?> symbols = type("SymbolLookup");
    Object loaded =
        call(
            function(symbols, "libraryLookup", symbols, Path.class, type("Arena")),
            library,
            call(function(type("Arena"), "global", type("Arena"))));
    Optional<?> found =
        (Optional<?>) call(method(symbols, "find", Optional.class, String.class), loaded, function);
    Object segment =
        found.orElseThrow(
            () -> new Latent4jException("BLAS " + library + " has no function " + function));
    return (long) call(method(type("MemorySegment"), "address", long.class), segment);
  }

  /**
   * A call of cblas_sgemm without copies: its address, then its parameters, each matrix being a
   * {@code float[]} and a {@code long}, its offset in bytes. Where this is a constant it is
   * compiled into its caller, and the segments in between never come to be.
   */
  static MethodHandle sgemm() {
    Class<?> values = type("ValueLayout");
    Object integer = call(constant(values, "JAVA_INT", type("ValueLayout$OfInt")));
    Object real = call(constant(values, "JAVA_FLOAT", type("ValueLayout$OfFloat")));
    Object address = call(constant(values, "ADDRESS", type("AddressLayout")));
    List<Object> order = List.of(integer);
    List<Object> transpositions = List.of(integer, integer);
    List<Object> sizes = List.of(integer, integer, integer);
    List<Object> factor = List.of(real);
    List<Object> matrix = List.of(address, integer);
    Object[] parameters =
        Stream.of(order, transpositions, sizes, factor, matrix, matrix, factor, matrix)
            .flatMap(List::stream)
            .toArray();

    Class<?> descriptor = type("FunctionDescriptor");
    Class<?> linker = type("Linker");
    Class<?> option = type("Linker$Option");
    MethodHandle downcall =
        (MethodHandle)
            call(
                method(
                    linker, "downcallHandle", MethodHandle.class, descriptor, option.arrayType()),
                call(function(linker, "nativeLinker", linker)),
                call(
                    function(descriptor, "ofVoid", descriptor, type("MemoryLayout").arrayType()),
                    parameters),
                call(function(option, "critical", option, boolean.class), true));

    Class<?> segment = type("MemorySegment");
    MethodHandle slice =
        MethodHandles.filterArguments(
            method(segment, "asSlice", segment, long.class),
            0,
            function(segment, "ofArray", segment, float[].class));
    // From C to A, so that the places of those to come stay.
    MethodHandle onArrays = downcall;
    for (int i = downcall.type().parameterCount() - 1; i > 0; i--) {
      if (downcall.type().parameterType(i) == segment) {
        onArrays = MethodHandles.collectArguments(onArrays, i, slice);
      }
    }
    return MethodHandles.filterArguments(
        onArrays, 0, function(segment, "ofAddress", segment, long.class));
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("java.lang.foreign." + name);
    } catch (ClassNotFoundException e) {
      throw notAsExpected(e);
    }
  }

  private static MethodHandle function(
      Class<?> of, String name, Class<?> returned, Class<?>... parameters) {
    try {
      return LOOKUP.findStatic(of, name, MethodType.methodType(returned, parameters));
    } catch (ReflectiveOperationException e) {
      throw notAsExpected(e);
    }
  }

  private static MethodHandle method(
      Class<?> of, String name, Class<?> returned, Class<?>... parameters) {
    try {
      return LOOKUP.findVirtual(of, name, MethodType.methodType(returned, parameters));
    } catch (ReflectiveOperationException e) {
      throw notAsExpected(e);
    }
  }

  private static MethodHandle constant(Class<?> of, String name, Class<?> type) {
    try {
      return LOOKUP.findStaticGetter(of, name, type);
    } catch (ReflectiveOperationException e) {
      throw notAsExpected(e);
    }
  }

  private static IllegalStateException notAsExpected(ReflectiveOperationException e) {
    return new IllegalStateException("foreign functions are not as JDK 22 has them: " + e, e);
  }

  private static Object call(MethodHandle handle, Object... arguments) {
    try {
      return handle.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
