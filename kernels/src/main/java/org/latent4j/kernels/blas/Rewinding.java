package org.latent4j.kernels.blas;

import com.kenai.jffi.HeapInvocationBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Sets jffi's list of arguments back to its beginning, for the next call: jffi itself means a list
 * for one call, and dozens of calls a step would leave 280 bytes each. It has no method for it, so
 * this reaches for four private numbers.
 */
final class Rewinding {
  private final VarHandle offset;
  private final VarHandle index;
  private final VarHandle arrays;
  private final VarHandle arrayIndex;
  private final VarHandle arrayInfoIndex;

  private Rewinding() throws ReflectiveOperationException {
    Class<?> list = HeapInvocationBuffer.class;
    Class<?> arrayList = Class.forName("com.kenai.jffi.ObjectBuffer", true, list.getClassLoader());
    MethodHandles.Lookup inList = MethodHandles.privateLookupIn(list, MethodHandles.lookup());
    MethodHandles.Lookup inArrayList =
        MethodHandles.privateLookupIn(arrayList, MethodHandles.lookup());
    offset = inList.findVarHandle(list, "paramOffset", int.class);
    index = inList.findVarHandle(list, "paramIndex", int.class);
    arrays = inList.findVarHandle(list, "objectBuffer", arrayList);
    arrayIndex = inArrayList.findVarHandle(arrayList, "objectIndex", int.class);
    arrayInfoIndex = inArrayList.findVarHandle(arrayList, "infoIndex", int.class);
  }

  /** Null if this jffi is built otherwise; then each call needs a new list. */
  static @Nullable Rewinding ifPossible() {
    try {
      return new Rewinding();
    } catch (ReflectiveOperationException | SecurityException otherwise) {
      return null;
    }
  }

  void rewind(HeapInvocationBuffer arguments) {
    offset.set(arguments, 0);
    index.set(arguments, 0);
    Object of = arrays.get(arguments);
    if (of != null) {
      arrayIndex.set(of, 0);
      arrayInfoIndex.set(of, 0);
    }
  }
}
