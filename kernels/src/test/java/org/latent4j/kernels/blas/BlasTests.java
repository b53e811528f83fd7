package org.latent4j.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.kernels.RandomStreams;

class BlasTests {
  private static final boolean FOREIGN_FUNCTIONS = Runtime.version().feature() >= 22;

  /** Those that must work here: oneDNN is for one platform, foreign functions are for JDK 22. */
  static Stream<BlasLadder> rungs() {
    boolean oneDnn = Loader.getPlatform().equals("linux-x86_64");
    return Stream.of(BlasLadder.values())
        .filter(rung -> oneDnn || rung != BlasLadder.ONEDNN)
        .filter(rung -> FOREIGN_FUNCTIONS || rung != BlasLadder.OPENBLAS_FOREIGN);
  }

  static Stream<Arguments> products() {
    int[][] sizes = {
      {1, 1, 1}, {3, 7, 13}, {8, 127, 5}, {127, 3, 207}, {1, 300, 2}, {65, 66, 67}, {20, 33, 519}
    };
    return rungs()
        .flatMap(
            rung ->
                Stream.of(sizes)
                    .flatMap(
                        size ->
                            Stream.of(0, 1, 2, 3)
                                .map(
                                    flags ->
                                        Arguments.of(
                                            rung, size, (flags & 1) != 0, (flags & 2) != 0))));
  }

  @ParameterizedTest
  @MethodSource("products")
  void everyRungMultipliesBlocksOfLargerMatrices(
      BlasLadder rung, int[] size, boolean transposeA, boolean transposeB) {
    Blas blas = rung.open();
    int m = size[0];
    int n = size[1];
    int k = size[2];
    int gap = 2; // columns to the right of each matrix that belong to somebody else
    int offset = 3;
    int lda = (transposeA ? m : k) + gap;
    int ldb = (transposeB ? k : n) + gap;
    int ldc = n + gap;
    float[] a = random(1, offset + (transposeA ? k : m) * lda);
    float[] b = random(2, offset + (transposeB ? n : k) * ldb);
    for (float beta : new float[] {0, 1}) {
      float[] before = random(3, offset + m * ldc);
      float[] c = before.clone();
      blas.multiply(
          transposeA, transposeB, m, n, k, a, offset, lda, b, offset, ldb, beta, c, offset, ldc);
      for (int i = 0; i < c.length; i++) {
        int row = (i - offset) / ldc;
        int column = (i - offset) % ldc;
        if (i < offset || column >= n) {
          assertThat(c[i]).as("outside the block").isEqualTo(before[i]);
          continue;
        }
        double sum = beta * before[i];
        double magnitude = Math.abs(sum);
        for (int l = 0; l < k; l++) {
          double term =
              (double) a[offset + (transposeA ? l * lda + row : row * lda + l)]
                  * b[offset + (transposeB ? column * ldb + l : l * ldb + column)];
          sum += term;
          magnitude += Math.abs(term);
        }
        // Each of k + 1 additions and the products round once: relative to the sum of magnitudes.
        assertThat((double) c[i]).isCloseTo(sum, within((k + 2) * 0x1p-24 * magnitude + 1e-30));
      }
    }
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> BlasLadder.open("openblass"))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("did you mean 'openblas'?")
        .hasMessageContaining("path");
  }

  @Test
  void aPathWithoutALibraryIsRefused() {
    assertThatThrownBy(() -> BlasLadder.open("nowhere/libblas.so"))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("nowhere/libblas.so is no file");
  }

  @Test
  void foreignFunctionsWorkFromJdk22OnAndAreRefusedBefore() {
    if (FOREIGN_FUNCTIONS) {
      assertThat(BlasLadder.OPENBLAS_FOREIGN.open().description())
          .contains("OpenBLAS")
          .contains("foreign functions");
    } else {
      assertThatThrownBy(BlasLadder.OPENBLAS_FOREIGN::open)
          .isInstanceOf(Latent4jException.class)
          .hasMessage(
              "BLAS by foreign functions needs JDK 22 or later; this is "
                  + Runtime.version().feature());
    }
  }

  /** C sees addresses alone: what is beyond an array must not get that far. */
  @ParameterizedTest
  @MethodSource("rungs")
  void everyRungRefusesMatricesThatRunOverTheirArrays(BlasLadder rung) {
    Blas blas = rung.open();
    float[] full = new float[6];
    float[] small = new float[5];
    assertThatThrownBy(
            () -> blas.multiply(false, false, 2, 2, 3, small, 0, 3, full, 0, 2, 0, full, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(
            () -> blas.multiply(false, false, 2, 2, 3, full, 0, 3, full, 1, 2, 0, full, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(
            () -> blas.multiply(false, false, 2, 2, 3, full, 0, 3, full, 0, 2, 0, full, 3, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertMultiplies(blas); // what was refused leaves nothing behind
  }

  private static void assertMultiplies(Blas blas) {
    float[] c = new float[4];
    blas.multiply(
        false,
        false,
        2,
        2,
        2,
        new float[] {1, 2, 3, 4},
        0,
        2,
        new float[] {5, 6, 7, 8},
        0,
        2,
        0,
        c,
        0,
        2);
    assertThat(c).containsExactly(19, 22, 43, 50);
  }

  @Test
  void anArrayBeyondTheReachOfJffiIsRefusedWithWhatReachesIt() {
    assertThat(NativeLibrary.bytes((1 << 29) - 1)).isEqualTo(Integer.MAX_VALUE - 3);
    assertThatThrownBy(() -> NativeLibrary.bytes(1 << 29))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begins at number 536870912")
        .hasMessageContaining("openblas-foreign");
  }

  /** The Java rung once kept the native one from loading, where it was opened first. */
  @Test
  void rungsOpenInAnyOrder() {
    assertThat(BlasLadder.JAVA.open()).isNotNull();
    assertThat(BlasLadder.OPENBLAS.open()).isNotNull();
    assertThat(BlasLadder.JAVA.open()).isNotNull();
  }

  @Test
  void aFileThatIsNoLibraryIsRefused(@TempDir Path folder) throws IOException {
    Path library = Files.createFile(folder.resolve("libother.so"));
    assertThatThrownBy(() -> BlasLadder.open(library.toString()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(library + " cannot be loaded");
  }

  @Test
  void aLibraryWithoutTheCInterfaceOfBlasIsRefused() {
    Path library = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("java"));
    assertThatThrownBy(() -> BlasLadder.open(library.toString()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("has no function cblas_sgemm");
  }

  @Test
  void aLibraryByItsPathServesBesideTheFirst() {
    Path library = OpenBlas.library();
    assertThat(BlasLadder.OPENBLAS.open()).isNotNull();
    assertThat(BlasLadder.open(library.toString()).description())
        .contains(library.getFileName().toString());
  }

  private static float[] random(long seed, int length) {
    return RandomStreams.seeded(seed).gaussian(length).data();
  }

  @ParameterizedTest
  @MethodSource("rungs")
  void everyRungSaysWhatItIs(BlasLadder rung) {
    assertThat(rung.open().description()).isNotBlank();
  }
}
