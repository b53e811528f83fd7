package org.latent4j.kernels.blas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.NearMiss;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The BLAS providers, best first. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers are method references without state
public enum BlasLadder {
  /** oneDNN on heap arrays, without copies; x86-64 with AVX2 or AVX-512. */
  ONEDNN(OneDnnBlas::new),
  /** OpenBLAS on heap arrays, without copies. */
  OPENBLAS(CBlas::openBlas),
  /** OpenBLAS on heap arrays, without copies, by foreign functions; JDK 22 and later. */
  OPENBLAS_FOREIGN(ForeignBlas::new),
  /** OpenBLAS with copies. */
  OPENBLAS_COPYING(CopyingBlas::new),
  /** No native code. */
  JAVA(JavaBlas::new);

  private static final Logger LOG = LoggerFactory.getLogger(BlasLadder.class);
  private final Supplier<Blas> maker;

  BlasLadder(Supplier<Blas> maker) {
    this.maker = maker;
  }

  /**
   * The best one that works on this machine; the log says which, and why a better one does not.
   * That none but the one in Java does is a warning.
   */
  public static Blas best() {
    List<String> unusable = new ArrayList<>();
    for (BlasLadder rung : values()) {
      try {
        Blas blas = rung.open();
        if (rung == JAVA) {
          LOG.warn(
              "no native BLAS works here, and matrix products are made in Java, which takes longer:"
                  + " {}. engine.blas=java chooses Java without this warning",
              String.join("; ", unusable));
        }
        LOG.debug("matrix products by {}", blas.description());
        return blas;
      } catch (Latent4jException e) {
        LOG.atLevel(rung.needsNewerJava() ? Level.DEBUG : Level.INFO)
            .log("{}; trying the next", e.getMessage());
        unusable.add(String.valueOf(e.getMessage()));
      }
    }
    throw new Latent4jException(
        "no BLAS works, not even the one in Java; the class path lacks dev.ludovic.netlib:blas");
  }

  private boolean needsNewerJava() {
    return this == OPENBLAS_FOREIGN && !ForeignFunctions.exist();
  }

  /**
   * This one, after a product whose result is known.
   *
   * @throws Latent4jException if it does not load or computes wrongly
   */
  public Blas open() {
    return open(spelled(), maker);
  }

  /**
   * The one of this name, or where it is no name, the shared library at this path; after a product
   * whose result is known.
   *
   * @throws Latent4jException if there is none, it does not load, or it computes wrongly
   */
  public static Blas open(String nameOrPath) {
    for (BlasLadder rung : values()) {
      if (rung.spelled().equals(nameOrPath)) {
        return rung.open();
      }
    }
    Path library = Path.of(nameOrPath);
    if (library.getNameCount() > 1) {
      return installed(library);
    }
    throw new SettingException(
        NearMiss.unknown(
                "there is no BLAS",
                nameOrPath,
                Arrays.stream(values()).map(BlasLadder::spelled).toList())
            + "; or give the path of a shared library");
  }

  private static Blas installed(Path library) {
    if (!Files.isRegularFile(library)) {
      throw new Latent4jException(
          "BLAS " + library + " is no file; give the path of a shared library with BLAS in it");
    }
    return open(library.toString(), () -> CBlas.installed(library));
  }

  private static Blas open(String title, Supplier<Blas> maker) {
    ClassPathAccess.grant();
    try {
      Blas blas = maker.get();
      check(blas);
      return blas;
    } catch (Latent4jException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new Latent4jException("BLAS " + title + " is not usable here: " + e, e);
    }
  }

  /** The name in options. */
  public String spelled() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void check(Blas blas) {
    float[] a = {8, 1, 2, 3, 4, 5, 6};
    float[] b = {8, 8, 1, 0, 2, 0, 1, 3};
    float[] c = {9, 9, 9, 9, 9};
    blas.multiply(false, true, 2, 2, 3, a, 1, 3, b, 2, 3, 0, c, 1, 2);
    // [1 2 3; 4 5 6] · [1 0 2; 0 1 3]ᵀ
    if (c[0] != 9 || c[1] != 7 || c[2] != 11 || c[3] != 16 || c[4] != 23) {
      throw new IllegalStateException("it computes a wrong product");
    }
  }
}
