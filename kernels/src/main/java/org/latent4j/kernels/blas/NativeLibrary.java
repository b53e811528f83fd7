package org.latent4j.kernels.blas;

import com.kenai.jffi.ArrayFlags;
import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.lang.ref.Reference;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.Latent4jException;
import org.latent4j.kernels.lifetime.PerThread;

/**
 * A shared library, called by jffi: it hands on the addresses of heap arrays, which the garbage
 * collector leaves in their place until the call returns. On every JDK, without a compiler.
 */
final class NativeLibrary {
  private static final Invoker INVOKER = Invoker.getInstance();

  private static final @Nullable Rewinding REWINDING = Rewinding.ifPossible();

  /** jffi counts in bytes where a pinned array is to begin, in an int. */
  private static final int FARTHEST = Integer.MAX_VALUE / Float.BYTES;

  private final Path file;
  private final Library library;

  /**
   * Loads a library; one that is loaded already is the same.
   *
   * @throws Latent4jException if it does not load
   */
  NativeLibrary(Path file) {
    this.file = file;
    library = Library.openLibrary(file.toString(), Library.LAZY | Library.LOCAL);
    if (library == null) {
      throw new Latent4jException("BLAS " + file + " cannot be loaded: " + Library.getLastError());
    }
  }

  /** A function of a library: where it begins, and what it takes and returns. */
  static final class Function {
    private final Library library;
    private final long address;
    private final CallContext types;
    private final int places;
    private final PerThread<HeapInvocationBuffer> own = new PerThread<>(this::newList);

    private Function(Library library, long address, Type returned, Type... parameters) {
      this.library = library;
      this.address = address;
      this.types =
          CallContext.getCallContext(returned, parameters, CallingConvention.DEFAULT, false);
      int count = 0;
      for (Type parameter : parameters) {
        count += parameter.equals(Type.POINTER) ? 1 : 0;
      }
      this.places =
          count + 1; // jffi copies its lists into longer ones once the last place is asked for
    }

    /** To be filled with what the function takes, in its order, and used for one call. */
    HeapInvocationBuffer arguments() {
      if (REWINDING == null) {
        return newList();
      }
      HeapInvocationBuffer arguments = own.get();
      REWINDING.rewind(arguments);
      return arguments;
    }

    private HeapInvocationBuffer newList() {
      return new HeapInvocationBuffer(types, places);
    }

    /** Calls it; 0 if it returns nothing. */
    int call(HeapInvocationBuffer arguments) {
      try {
        return INVOKER.invokeInt(types, address, arguments);
      } finally {
        Reference.reachabilityFence(library); // jffi may unload one that nothing holds
      }
    }
  }

  /**
   * A function of this library, or of one that it needs; pointers are to matrices.
   *
   * @throws Latent4jException if there is none of this name
   */
  Function function(String name, Type returned, Type... parameters) {
    long address = library.getSymbolAddress(name);
    if (address == 0) {
      throw new Latent4jException("BLAS " + file + " has no function " + name);
    }
    return new Function(library, address, returned, parameters);
  }

  /** Adds a matrix that is read and is within its array. */
  static void read(HeapInvocationBuffer arguments, float[] matrix, int offset) {
    put(arguments, matrix, offset, ArrayFlags.IN);
  }

  /** Adds a matrix that is read and written and is within its array. */
  static void written(HeapInvocationBuffer arguments, float[] matrix, int offset) {
    put(arguments, matrix, offset, ArrayFlags.IN | ArrayFlags.OUT);
  }

  private static void put(HeapInvocationBuffer arguments, float[] matrix, int offset, int flags) {
    arguments.putArray(matrix, bytes(offset), matrix.length, flags | ArrayFlags.PINNED);
  }

  static int bytes(int offset) {
    if (offset > FARTHEST) {
      throw new IllegalArgumentException(
          "a matrix begins at number "
              + offset
              + " of its array, and jffi reaches number "
              + FARTHEST
              + "; engine.blas=openblas-foreign (JDK 22) and openblas-copying reach all");
    }
    return Float.BYTES * offset;
  }
}
