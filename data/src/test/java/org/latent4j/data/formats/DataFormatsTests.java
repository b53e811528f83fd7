package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.tensor.Tensor;

class DataFormatsTests {
  @TempDir Path folder;

  private Path file(String name, byte[] content) {
    return IdxFiles.write(folder.resolve(name), content);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void contentDecidesWhateverTheName() {
    NpyWriter.write(folder.resolve("a"), Tensor.zeros(1, 1));
    assertThat(DataFormats.providerFor(folder.resolve("a"))).contains("npy");
    assertThat(DataFormats.providerFor(file("b.csv", IdxFiles.images(1, 1, 1)))).contains("idx");
    assertThat(DataFormats.providerFor(file("c", IdxFiles.gzip(IdxFiles.images(1, 1, 1)))))
        .contains("idx");
    assertThat(DataFormats.providerFor(file("d", text("PK\3\4…")))).contains("npz");
    assertThat(DataFormats.providerFor(file("e.data", text("5.1,3.5,größe\n")))).contains("csv");
    assertThat(DataFormats.providerFor(file("f.gz", IdxFiles.gzip(text("1;2\n"))))).contains("csv");
  }

  @Test
  void nameDecidesWhereTheContentIsDamaged() {
    assertThat(DataFormats.providerFor(file("x-idx3-ubyte.gz", new byte[] {0x1f, (byte) 0x8b, 0})))
        .contains("idx");
    assertThat(DataFormats.providerFor(file("x.npy", new byte[] {0, 1, 2}))).contains("npy");
    assertThat(DataFormats.providerFor(file("x.npz", new byte[0]))).contains("npz");
    assertThat(DataFormats.providerFor(file("x.tsv", new byte[0]))).contains("csv");
  }

  @Test
  void foldersAreToldByWhatIsInThem() throws Exception {
    assertThat(DataFormats.providerFor(folder)).isEmpty();
    Path images = Files.createDirectories(folder.resolve("images"));
    file("images/cat/a.png", new byte[1]);
    assertThat(DataFormats.providerFor(images)).contains("images");
    file("parts/train/cat/a.jpeg", new byte[1]);
    assertThat(DataFormats.providerFor(folder.resolve("parts"))).contains("images");
    file("digits/train-images-idx3-ubyte.gz", new byte[1]);
    assertThat(DataFormats.providerFor(folder.resolve("digits"))).contains("idx");
  }

  @Test
  void nothingIsSaidOfWhatNoProviderReads() {
    assertThat(DataFormats.providerFor(folder.resolve("none"))).isEmpty();
    assertThat(DataFormats.providerFor(file("a.bin", new byte[] {7, 0, 1}))).isEmpty();
    assertThat(DataFormats.providerFor(file("a.jpg", new byte[] {(byte) 0xff, (byte) 0xd8})))
        .isEmpty();
  }
}
