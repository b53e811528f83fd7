package org.latent4j.report.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.Tensor;

class ImageGridTests {
  private static final DataShape.Image GREY = new DataShape.Image(2, 3, 1);

  @Test
  void putsImagesRowByRowWithTransparentGaps() throws Exception {
    Tensor images =
        Tensor.of(
            new float[] {
              0, 0.2f, 0.4f, 0.6f, 0.8f, 1, //
              1, 1, 1, 1, 1, 1, //
              0.4f, 0, 0, 0, 0, 0
            },
            3,
            6);
    ImageGrid grid = new ImageGrid(GREY, 2, 1, 1);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(grid.png(images)));
    assertThat(picture.getWidth()).isEqualTo(7).isEqualTo(grid.width());
    assertThat(picture.getHeight()).isEqualTo(5).isEqualTo(grid.height(3));
    assertThat(picture.getRGB(0, 0)).isEqualTo(0xFF000000);
    assertThat(picture.getRGB(1, 0)).isEqualTo(0xFF333333);
    assertThat(picture.getRGB(0, 1)).isEqualTo(0xFF999999);
    assertThat(picture.getRGB(2, 1)).isEqualTo(0xFFFFFFFF);
    assertThat(picture.getRGB(3, 0) >>> 24).isZero();
    assertThat(picture.getRGB(0, 2) >>> 24).isZero();
    assertThat(picture.getRGB(4, 0)).isEqualTo(0xFFFFFFFF);
    assertThat(picture.getRGB(0, 3)).isEqualTo(0xFF666666);
    assertThat(picture.getRGB(4, 3) >>> 24).isZero();
  }

  @Test
  void scalesEachPixelToASquare() {
    Tensor image = Tensor.of(new float[] {0, 1, 0, 1, 0, 1}, 1, 6);
    BufferedImage picture = new ImageGrid(GREY, 1, 0, 3).picture(image);
    assertThat(picture.getWidth()).isEqualTo(9);
    assertThat(picture.getRGB(2, 2)).isEqualTo(0xFF000000);
    assertThat(picture.getRGB(3, 2)).isEqualTo(0xFFFFFFFF);
    assertThat(picture.getRGB(3, 3)).isEqualTo(0xFF000000);
  }

  @Test
  void showsColoursWithChannelsSideBySide() {
    Tensor image = Tensor.of(new float[] {1, 0.4f, 0}, 1, 3);
    BufferedImage picture = new ImageGrid(new DataShape.Image(1, 1, 3), 1, 0, 1).picture(image);
    assertThat(picture.getRGB(0, 0)).isEqualTo(0xFFFF6600);
  }

  @Test
  void cutsOffValuesOutsideTheUnitInterval() {
    Tensor image = Tensor.of(new float[] {-1, 2, Float.NaN, 0, 0, 0}, 1, 6);
    BufferedImage picture = new ImageGrid(GREY, 1, 0, 1).picture(image);
    assertThat(picture.getRGB(0, 0)).isEqualTo(0xFF000000);
    assertThat(picture.getRGB(1, 0)).isEqualTo(0xFFFFFFFF);
    assertThat(picture.getRGB(2, 0)).isEqualTo(0xFF000000);
  }

  @Test
  void otherChannelsAreAnErrorThatSaysWhichCanBeShown() {
    assertThatThrownBy(() -> new ImageGrid(new DataShape.Image(2, 2, 2), 1, 1, 1))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("2 channels")
        .hasMessageContaining("1 (grey) or 3 (colour)");
  }
}
