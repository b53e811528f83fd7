package org.latent4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;

class SpritesTests {
  private static final Split SMALL = Split.of(300, 100, 50);

  @Test
  void gridIsThatOfDsprites() {
    Sprites grid = Sprites.grid(64);

    assertThat(grid.size()).isEqualTo(737_280);
    assertThat(grid.shape()).isEqualTo(new DataShape.Image(64, 64, 1));
    assertThat(grid.factors())
        .extracting(Factor::name)
        .containsExactly("shape", "scale", "orientation", "position-x", "position-y");
    assertThat(grid.factors())
        .extracting(factor -> factor.values().size())
        .containsExactly(3, 6, 40, 32, 32);
    assertThat(grid.factors().get(0).values()).containsExactly("square", "ellipse", "heart");
    assertThat(grid.factors().get(1).values())
        .containsExactly("0.5000", "0.6000", "0.7000", "0.8000", "0.9000", "1.0000");
    assertThat(grid.factors().get(2).values()).startsWith("0.0000", "0.1611").endsWith("6.2832");
    assertThat(grid.factors().get(3).values()).startsWith("0.0000", "0.0323").endsWith("1.0000");
  }

  @Test
  void verticalPositionRunsFastestAndShapeSlowest() {
    Sprites grid = Sprites.grid(16);
    for (int row : new int[] {0, 1, 31, 32, 1023, 1024, 40_959, 40_960, 245_760, 737_279}) {
      int index =
          Sprites.index(
              grid.factor(row, 0),
              grid.factor(row, 1),
              grid.factor(row, 2),
              grid.factor(row, 3),
              grid.factor(row, 4));
      assertThat(index).isEqualTo(row);
    }
    assertThat(grid.factor(1, 4)).isEqualTo(1);
    assertThat(grid.factor(32, 3)).isEqualTo(1);
    assertThat(grid.factor(1024, 2)).isEqualTo(1);
    assertThat(grid.factor(40_960, 1)).isEqualTo(1);
    assertThat(grid.factor(245_760, 0)).isEqualTo(1);
  }

  /**
   * The area of a figure as a share of its circumscribed circle of radius 1: square 2, ellipse π/2,
   * heart 3.66197 · (4/5)² (the area within (x² + y² − 1)³ = x² y³ by polar quadrature in NumPy). A
   * pixel is miscounted only where the outline crosses it, so the count differs by less than the
   * outline's length in pixels, here at most the circle's 2π · 16.
   */
  @ParameterizedTest
  @CsvSource({"0, 2.0", "1, 1.5707963", "2, 2.3436626"})
  void areaIsThatOfTheFigure(int shape, double unitArea) {
    double radius = 16; // pixels, at scale 1 and size 64
    for (int orientation = 0; orientation < 40; orientation++) {
      Sprites sprite = Sprites.of(64, new int[] {Sprites.index(shape, 5, orientation, 13, 20)});
      assertThat(sum(Examples.one(sprite, 0)))
          .isCloseTo(unitArea * radius * radius, within(2 * Math.PI * radius));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 23, 32, 64})
  void everyImageIsBinaryAndNoSpriteIsCutOff(int size) {
    for (int shape = 0; shape < 3; shape++) {
      for (int orientation = 0; orientation < 40; orientation++) {
        int[] corners = {
          Sprites.index(shape, 5, orientation, 0, 0),
          Sprites.index(shape, 5, orientation, 31, 0),
          Sprites.index(shape, 5, orientation, 0, 31),
          Sprites.index(shape, 5, orientation, 31, 31)
        };
        Sprites sprites = Sprites.of(size, corners);
        double[] areas = new double[4];
        for (int corner = 0; corner < 4; corner++) {
          float[] pixels = Examples.one(sprites, corner);
          int ones = (int) IntStream.range(0, pixels.length).filter(i -> pixels[i] == 1).count();
          int zeros = (int) IntStream.range(0, pixels.length).filter(i -> pixels[i] == 0).count();
          assertThat(ones + zeros).isEqualTo(pixels.length);
          areas[corner] = sum(pixels);
        }
        // The same pixel grid lies the same way under sprites that are half an image apart, where
        // half an image is whole pixels; else areas differ by at most the outline's pixels.
        double slack = size % 2 == 0 ? 0 : 2 * Math.PI * size / 4;
        for (double area : areas) {
          assertThat(area).isPositive().isCloseTo(areas[0], within(slack));
        }
      }
    }
  }

  @Test
  void positionMovesTheCentreFromAQuarterToThreeQuarters() {
    for (int x : new int[] {0, 7, 31}) {
      for (int y : new int[] {0, 20, 31}) {
        Sprites sprite = Sprites.of(64, new int[] {Sprites.index(1, 5, 3, x, y)});
        double[] centre = centre(Examples.one(sprite, 0), 64);
        // An ellipse is symmetric about its centre; the centroid of its some 400 pixel centres is
        // within a pixel of it.
        assertThat(centre[0]).isCloseTo(16 + 32 * x / 31.0, within(1.0));
        assertThat(centre[1]).isCloseTo(16 + 32 * y / 31.0, within(1.0));
      }
    }
  }

  @Test
  void orientationTurnsClockwise() {
    // Orientation 5 of 39 steps is 46°: the long axis of the ellipse falls from left to right.
    float[] pixels = Examples.one(Sprites.of(64, new int[] {Sprites.index(1, 5, 5, 16, 16)}), 0);
    double[] centre = centre(pixels, 64);
    double covariance = 0;
    for (int i = 0; i < pixels.length; i++) {
      covariance += pixels[i] * (i % 64 + 0.5 - centre[0]) * (i / 64 + 0.5 - centre[1]);
    }
    assertThat(covariance).isPositive();
  }

  @Test
  void heartStandsUpright() {
    float[] pixels = Examples.one(Sprites.of(64, new int[] {Sprites.index(2, 5, 0, 16, 16)}), 0);
    int first = IntStream.range(0, pixels.length).filter(i -> pixels[i] > 0).min().orElseThrow();
    int last = IntStream.range(0, pixels.length).filter(i -> pixels[i] > 0).max().orElseThrow();
    double topWidth = rowSum(pixels, first / 64 + 6);
    double bottomWidth = rowSum(pixels, last / 64 - 6);
    assertThat(topWidth).isGreaterThan(bottomWidth);
  }

  @Test
  void scaleIsLinear() {
    double[] areas = new double[6];
    for (int scale = 0; scale < 6; scale++) {
      Sprites sprite = Sprites.of(64, new int[] {Sprites.index(0, scale, 0, 16, 16)});
      areas[scale] = Math.sqrt(sum(Examples.one(sprite, 0)));
    }
    // The side of the square in pixels, 16 √2 · scale; a count of pixel centres is within 1 of it.
    for (int scale = 0; scale < 6; scale++) {
      assertThat(areas[scale]).isCloseTo(16 * Math.sqrt(2) * (0.5 + 0.1 * scale), within(1.0));
    }
  }

  /**
   * What another machine must draw too. Computed by this class; a change here is a new data set.
   */
  @Test
  void imagesNeverChange() {
    int[] some = IntStream.range(0, 200).map(i -> i * 3671).toArray();
    assertThat(Sprites.of(32, some).fingerprint())
        .isEqualTo("04ca7d58e872680ff09efcfc7802b653b600d82878b7b23609db06106fbbe07b");
    assertThat(Sprites.of(64, some).fingerprint())
        .isEqualTo("e7ac0e7484f5425cf38170d494c812777ef098eebae847ee169850446950f634");
  }

  @Test
  void readingAgainGivesTheSameImage() {
    Sprites sprites = Sprites.of(32, new int[] {5, 500_000, 5});
    Tensor first = Examples.all(sprites);
    Tensor second = Examples.all(sprites);
    assertThat(second.data()).isEqualTo(first.data());
    assertThat(Examples.one(sprites, 2)).isEqualTo(Examples.one(sprites, 0));
  }

  @Test
  void aReusedBufferIsOverwritten() {
    Sprites sprites = Sprites.of(32, new int[] {1, 700_000});
    Tensor buffer = Tensor.zeros(1, 1024);
    Arrays.fill(buffer.data(), 7);
    sprites.read(new int[] {0, 1}, 1, 2, buffer, Examples.random());
    assertThat(buffer.data()).isEqualTo(Examples.one(sprites, 1));
  }

  /** 64 × 64 and the whole grid: too large to keep, so drawn at each reading. */
  @Test
  void wholeGridIsReadWithoutHoldingIt() {
    Sprites grid = Sprites.grid(64);
    int index = Sprites.index(2, 3, 17, 9, 30);
    assertThat(Examples.one(grid, index))
        .isEqualTo(Examples.one(Sprites.of(64, new int[] {index}), 0));
  }

  @Test
  void drawnPartsHaveNoImageInCommon() {
    DataSplits splits = Sprites.draw(16, SMALL, RandomStreams.seeded(3));
    Set<Integer> seen = new HashSet<>();
    for (DataSet part : new DataSet[] {splits.train(), splits.validation(), splits.test()}) {
      for (int row = 0; row < part.size(); row++) {
        int index =
            Sprites.index(
                part.factor(row, 0),
                part.factor(row, 1),
                part.factor(row, 2),
                part.factor(row, 3),
                part.factor(row, 4));
        assertThat(seen.add(index)).isTrue();
      }
    }
    assertThat(seen).hasSize(450);
  }

  @Test
  void seedDecidesWhichImagesAreDrawn() {
    String one = Sprites.draw(16, SMALL, RandomStreams.seeded(1)).train().fingerprint();
    assertThat(Sprites.draw(16, SMALL, RandomStreams.seeded(1)).train().fingerprint())
        .isEqualTo(one);
    assertThat(Sprites.draw(16, SMALL, RandomStreams.seeded(2)).train().fingerprint())
        .isNotEqualTo(one);
  }

  @Test
  void fingerprintDependsOnPixelsAndFactors() {
    // Orientation 0 and 2π look the same but are different examples.
    Sprites none = Sprites.of(32, new int[] {Sprites.index(0, 0, 0, 0, 0)});
    Sprites fullTurn = Sprites.of(32, new int[] {Sprites.index(0, 0, 39, 0, 0)});
    assertThat(Examples.one(none, 0)).isEqualTo(Examples.one(fullTurn, 0));
    assertThat(none.fingerprint()).isNotEqualTo(fullTurn.fingerprint());
    assertThat(none.fingerprint())
        .isNotEqualTo(Sprites.of(33, new int[] {Sprites.index(0, 0, 0, 0, 0)}).fingerprint());
  }

  @Test
  void moreThanTheGridIsAskedFor() {
    Split split = Split.of(737_280, 1, 0);
    assertThatThrownBy(() -> Sprites.draw(32, split, RandomStreams.seeded(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("train 737280")
        .hasMessageContaining("737280 examples");
  }

  @Test
  void factorValuesAndSizesOutsideTheGridAreRejected() {
    assertThatThrownBy(() -> Sprites.of(15, new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sprites.of(65, new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sprites.of(32, new int[] {737_280}))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Sprites.index(3, 0, 0, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static double sum(float[] pixels) {
    double sum = 0;
    for (float pixel : pixels) {
      sum += pixel;
    }
    return sum;
  }

  private static double rowSum(float[] pixels, int row) {
    double sum = 0;
    for (int column = 0; column < 64; column++) {
      sum += pixels[row * 64 + column];
    }
    return sum;
  }

  private static double[] centre(float[] pixels, int size) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < pixels.length; i++) {
      x += pixels[i] * (i % size + 0.5);
      y += pixels[i] * (i / size + 0.5);
    }
    return new double[] {x / sum(pixels), y / sum(pixels)};
  }
}
