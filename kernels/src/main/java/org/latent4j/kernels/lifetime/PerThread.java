package org.latent4j.kernels.lifetime;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * Something that each thread has for itself, for as long as its owner is in use. What a {@link
 * ThreadLocal} holds stays with the thread, and with it the class and the class loader of a program
 * that has long been taken out of the one that it ran in; here the thread holds it weakly.
 *
 * @param <T> what it is
 */
public final class PerThread<T> {
  private final Supplier<T> maker;
  private final Map<Thread, T> held = Collections.synchronizedMap(new WeakHashMap<>());

  @SuppressWarnings("ThreadLocalUsage") // one for each value that is kept by thread
  private final ThreadLocal<WeakReference<T>> own = new ThreadLocal<>();

  public PerThread(Supplier<T> maker) {
    this.maker = maker;
  }

  /** The calling thread's. */
  public T get() {
    WeakReference<T> reference = own.get();
    T present = reference == null ? null : reference.get();
    if (present != null) {
      return present;
    }
    T made = maker.get();
    held.put(Thread.currentThread(), made);
    own.set(new WeakReference<>(made));
    return made;
  }
}
