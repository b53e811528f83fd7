package org.latent4j.kernels.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.kernels.RandomStreams;

class BlasTests {
  private static final boolean FOREIGN_FUNCTIONS = Runtime.version().feature() >= 22;

  /** Those that must work on this Java machine: all but the foreign functions of JDK 22. */
  static Stream<BlasLadder> rungs() {
    return Stream.of(BlasLadder.values())
        .filter(rung -> FOREIGN_FUNCTIONS || rung != BlasLadder.OPENBLAS_FOREIGN);
  }

  /** A way to products that is no rung, being for small ones alone. */
  private static final String UNPACKED = "UNPACKED";

  static Stream<Arguments> products() {
    int[][] sizes = {
      {1, 1, 1}, {3, 7, 13}, {8, 127, 5}, {127, 3, 207}, {1, 300, 2}, {65, 66, 67}, {20, 33, 519}
    };
    return Stream.concat(rungs().map(BlasLadder::name), Stream.of(UNPACKED))
        .flatMap(
            way ->
                Stream.of(sizes)
                    .flatMap(
                        size ->
                            Stream.of(0, 1, 2, 3)
                                .filter(flags -> flags < 3 || !way.equals(UNPACKED))
                                .map(
                                    flags ->
                                        Arguments.of(
                                            way, size, (flags & 1) != 0, (flags & 2) != 0))));
  }

  @ParameterizedTest
  @MethodSource("products")
  void everyWayMultipliesBlocksOfLargerMatrices(
      String way, int[] size, boolean transposeA, boolean transposeB) {
    Blas blas = way.equals(UNPACKED) ? new UnpackedBlas() : BlasLadder.valueOf(way).open();
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

  /** Each number is one chain of additions, whatever block it is made in. */
  @Test
  void howASmallProductIsCutChangesNoBit() {
    UnpackedBlas blas = new UnpackedBlas();
    int m = 21;
    int n = 101;
    int k = 300;
    for (boolean transposeB : new boolean[] {false, true}) {
      float[] a = random(1, m * k);
      float[] b = random(2, k * n);
      int ldb = transposeB ? k : n;
      float[] whole = random(3, m * n);
      float[] cut = whole.clone();
      blas.multiply(false, transposeB, m, n, k, a, 0, k, b, 0, ldb, 1, whole, 0, n);
      int at = 43;
      int right = transposeB ? at * ldb : at;
      blas.multiply(false, transposeB, m, at, k, a, 0, k, b, 0, ldb, 1, cut, 0, n);
      blas.multiply(false, transposeB, m, n - at, k, a, 0, k, b, right, ldb, 1, cut, at, n);
      assertThat(cut).isEqualTo(whole);
    }
  }

  @Test
  void onlySmallProductsGoUnpacked() {
    assertThat(UnpackedBlas.suits(false, false, 20, 784, 200)).isTrue();
    assertThat(UnpackedBlas.suits(true, false, 784, 400, 20)).isTrue();
    assertThat(UnpackedBlas.suits(false, true, 20, 784, 200)).isTrue();
    assertThat(UnpackedBlas.suits(false, false, 128, 400, 784)).isFalse();
    assertThat(UnpackedBlas.suits(true, false, 784, 400, 128)).isFalse();
    assertThat(UnpackedBlas.suits(false, true, 784, 400, 20)).isFalse();
    assertThat(UnpackedBlas.suits(true, true, 20, 20, 20)).isFalse();
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
      Blas blas = BlasLadder.OPENBLAS_FOREIGN.open();
      assertThat(blas.description()).contains("OpenBLAS").contains("foreign functions");
      // C sees addresses alone: what is beyond an array must not get that far.
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
    } else {
      assertThatThrownBy(BlasLadder.OPENBLAS_FOREIGN::open)
          .isInstanceOf(Latent4jException.class)
          .hasMessage(
              "BLAS by foreign functions needs JDK 22 or later; this is "
                  + Runtime.version().feature());
    }
  }

  @Test
  void aFileThatIsNoLibraryIsRefused(@TempDir Path folder) throws IOException {
    BlasLadder.OPENBLAS.open();
    Path library = Files.createFile(folder.resolve("libother.so"));
    assertThatThrownBy(() -> BlasLadder.open(library.toString()))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining(FOREIGN_FUNCTIONS ? "Cannot open library" : "needs JDK 22")
        .hasMessageContaining("one native BLAS in a process");
    // The first goes on to work.
    BlasLadder.OPENBLAS.open();
  }

  @Test
  void aLibraryByItsPathServesBesideTheFirst() {
    Path library = OpenBlas.library();
    assertThat(BlasLadder.OPENBLAS.open()).isNotNull();
    Blas blas = BlasLadder.open(library.toString());
    assertThat(blas.description())
        .contains(library.getFileName().toString())
        .contains(FOREIGN_FUNCTIONS ? "foreign functions" : "netlib");
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
