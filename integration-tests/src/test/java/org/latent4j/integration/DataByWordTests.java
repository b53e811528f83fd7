package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.runtime.testing.JavaProcess;

/** {@code --data WORD}, where a folder of that name may lie beside. */
class DataByWordTests {
  @TempDir Path folder;

  private JavaProcess train(String data, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "--data", data, "--out", "run"));
    words.addAll(List.of("--epochs", "1", "--latent", "2", "--batch", "16", "--threads", "1"));
    words.addAll(Arrays.asList(more));
    return Program.run(folder, words.toArray(String[]::new));
  }

  @Test
  void aWordThatNamesNoDataIsReadAsAPath() throws IOException {
    StringBuilder table = new StringBuilder("a,b\n");
    for (int i = 0; i < 40; i++) {
      table.append(i % 2).append(',').append(i % 3 / 2).append('\n');
    }
    Files.writeString(folder.resolve("photos"), table);
    JavaProcess run = train("photos", "--set", "data.type=csv");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(folder.resolve("run/provenance.json"))
        .content()
        .contains(folder.toRealPath().resolve("photos").toString());
  }

  @Test
  void aFolderOfImagesIsReadByItsBareName() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < 40; i++) {
      BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
      image.setRGB(i % 4, i / 4 % 4, 0xffffff);
      ImageIO.write(image, "png", photos.resolve(i + ".png").toFile());
    }
    JavaProcess run = train("photos");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(folder.resolve("run/provenance.json")).content().contains("\"images\"");
  }

  @Test
  void aNameWinsOverAFolderAndSaysHowToReadIt() throws IOException {
    Files.createDirectory(folder.resolve("sprites"));
    JavaProcess run =
        train(
            "sprites",
            "--set",
            "data.size=16",
            "--set",
            "data.train=64",
            "--set",
            "data.validation=16",
            "--set",
            "data.test=16",
            "--set",
            "encoder.hidden=4",
            "--set",
            "decoder.hidden=4");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("data sprites: the data set of that name; to read the file or folder, write")
        .contains("./sprites");
  }

  @Test
  void aWordThatIsNeitherSaysSo() {
    JavaProcess run = train("photos");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("there is no data 'photos'", "nor is there a file or folder named photos");
  }
}
