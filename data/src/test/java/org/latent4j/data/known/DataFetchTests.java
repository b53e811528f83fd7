package org.latent4j.data.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.data.formats.Idx;
import org.latent4j.data.formats.IdxFiles;

class DataFetchTests {
  private static final byte[] IMAGES = IdxFiles.gzip(IdxFiles.images(40, 28, 28));
  private static final byte[] LABELS = IdxFiles.gzip(IdxFiles.labels(40, 10));

  @TempDir Path folder;
  private StubServer server;

  @BeforeEach
  void start() throws IOException {
    server = new StubServer();
    server.answer("/images", IMAGES);
    server.answer("/labels", LABELS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Checksum.sha256().digest(bytes));
  }

  private RemoteFile file(String name, byte[] known, String... paths) {
    List<URI> addresses = Arrays.stream(paths).map(server::address).toList();
    return RemoteFile.asIs(name, known.length, sha256(known), addresses);
  }

  private DataFetch digits(RemoteFile... files) {
    return DataFetch.of(List.of(new RemoteSet("digits", List.of(files))), Duration.ofSeconds(20));
  }

  private List<Path> fetch(DataFetch fetch) {
    return fetch.fetch("digits", folder, (file, received, total) -> {});
  }

  private AbstractThrowableAssert<?, ?> fetching(DataFetch fetch) {
    return assertThatThrownBy(() -> fetch(fetch)).isExactlyInstanceOf(Latent4jException.class);
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void filesComeWholeIntoAFolderOfTheSetsName() throws IOException {
    List<Path> files =
        fetch(digits(file("i.gz", IMAGES, "/images"), file("l.gz", LABELS, "/labels")));
    assertThat(files).containsExactly(folder.resolve("digits/i.gz"), folder.resolve("digits/l.gz"));
    assertThat(files.get(0)).hasBinaryContent(IMAGES);
    assertThat(files.get(1)).hasBinaryContent(LABELS);
    try (Stream<Path> all = Files.list(folder.resolve("digits"))) {
      assertThat(all).hasSize(2);
    }
  }

  @Test
  void progressEndsWithAllBytes() {
    List<Long> steps = new ArrayList<>();
    digits(file("i.gz", IMAGES, "/images"))
        .fetch(
            "digits",
            folder,
            (file, received, total) -> {
              assertThat(file).isEqualTo("i.gz");
              assertThat(total).isEqualTo(IMAGES.length);
              steps.add(received);
            });
    assertThat(steps).isSorted().endsWith((long) IMAGES.length);
  }

  @Test
  void filesThatAreThereAreNotDownloadedAgain() {
    DataFetch fetch = digits(file("i.gz", IMAGES, "/images"));
    fetch(fetch);
    fetch(fetch);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anotherFileOfTheNameIsNotOverwritten() throws IOException {
    Path mine = IdxFiles.write(folder.resolve("digits/i.gz"), LABELS);
    fetching(digits(file("i.gz", IMAGES, "/images")))
        .hasMessageContaining(mine.toString())
        .hasMessageContaining(sha256(LABELS))
        .hasMessageContaining("remove it");
    assertThat(mine).hasBinaryContent(LABELS);
  }

  @Test
  void wrongChecksumKeepsNothing() throws IOException {
    byte[] other = IMAGES.clone();
    other[20] ^= 1;
    server.answer("/images", other);
    fetching(digits(file("i.gz", IMAGES, "/images")))
        .hasMessageContaining("data 'digits': i.gz could not be downloaded")
        .hasMessageContaining(server.address("/images").toString())
        .hasMessageContaining(sha256(other))
        .hasMessageContaining(sha256(IMAGES));
    assertNothingIsLeft();
  }

  @Test
  void missingFileSaysTheStatus() throws IOException {
    fetching(digits(file("i.gz", IMAGES, "/nowhere"))).hasMessageContaining("status 404");
    assertNothingIsLeft();
  }

  @Test
  void connectionThatBreaksSaysHowMuchCame() throws IOException {
    byte[] half = Arrays.copyOf(IMAGES, IMAGES.length / 2);
    server.answer("/images", new StubServer.Answer(200, List.of(), IMAGES.length, half, false));
    fetching(digits(file("i.gz", IMAGES, "/images")))
        .hasMessageContaining("broke after " + half.length + " bytes");
    assertNothingIsLeft();
  }

  @Test
  void bodyThatIsShortFromTheStartSaysSo() throws IOException {
    byte[] half = Arrays.copyOf(IMAGES, IMAGES.length / 2);
    server.answer("/images", half);
    fetching(digits(file("i.gz", IMAGES, "/images")))
        .hasMessageContaining("only " + half.length + " of " + IMAGES.length + " bytes");
    assertNothingIsLeft();
  }

  @Test
  void bodyThatIsTooLongIsCutShort() throws IOException {
    server.answer("/images", Arrays.copyOf(IMAGES, IMAGES.length + 100_000));
    fetching(digits(file("i.gz", IMAGES, "/images"))).hasMessageContaining("more than");
    assertNothingIsLeft();
  }

  @Test
  void silentServerIsGivenUp() throws IOException {
    server.answer(
        "/images", new StubServer.Answer(200, List.of(), IMAGES.length, new byte[10], true));
    DataFetch impatient =
        DataFetch.of(
            List.of(new RemoteSet("digits", List.of(file("i.gz", IMAGES, "/images")))),
            Duration.ofSeconds(1));
    fetching(impatient).hasMessageContaining("nothing came for 1 seconds, after 10 bytes");
    assertNothingIsLeft();
  }

  @Test
  void refusedConnectionAsksForTheNetwork() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port + "/images");
    fetching(digits(RemoteFile.asIs("i.gz", IMAGES.length, sha256(IMAGES), List.of(nobody))))
        .hasMessageContaining(nobody.toString())
        .hasMessageContaining("no connection")
        .hasMessageContaining(folder.resolve("digits/i.gz").toString());
    assertNothingIsLeft();
  }

  @Test
  void nextAddressIsTriedWhereOneFails() {
    List<Path> files = fetch(digits(file("i.gz", IMAGES, "/nowhere", "/images")));
    assertThat(files.get(0)).hasBinaryContent(IMAGES);
    assertThat(server.requests()).containsExactly("/nowhere", "/images");
  }

  @Test
  void redirectionIsFollowed() {
    server.answer(
        "/old",
        new StubServer.Answer(
            302, List.of("Location: " + server.address("/images")), 0, new byte[0], false));
    assertThat(fetch(digits(file("i.gz", IMAGES, "/old"))).get(0)).hasBinaryContent(IMAGES);
  }

  @Test
  void folderThatCannotBeMadeIsSaid() {
    Path file = IdxFiles.write(folder.resolve("digits"), LABELS);
    fetching(digits(file("i.gz", IMAGES, "/images")))
        .hasMessageContaining("could not be written")
        .hasMessageContaining(file.toString());
  }

  @Test
  void unknownSetsNameTheNearest() {
    DataFetch fetch = DataFetch.known();
    assertThatThrownBy(() -> fetch.fetch("mnits", folder, (file, received, total) -> {}))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("did you mean 'mnist'?");
    assertThatThrownBy(() -> fetch.fetch("sprites", folder, (file, received, total) -> {}))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("needs no download");
    assertThatThrownBy(() -> fetch.fetch("freyfaces", folder, (file, received, total) -> {}))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("licence");
  }

  @Test
  void knownSetsHaveTheFilesThatTheirProvidersLookFor() {
    assertThat(DataFetch.known().names())
        .containsExactly("mnist", "fashion-mnist", "mnist-binarized");
    assertThat(DataFetch.known().bytes("mnist")).isEqualTo(11_594_722);
    for (RemoteSet remote : RemoteSet.known()) {
      KnownSet set =
          KnownSet.all().stream().filter(s -> s.name().equals(remote.name())).findFirst().get();
      List<String> wanted = new ArrayList<>();
      Stream.of(Stream.of(set.train()), set.validation().stream(), set.test().stream())
          .flatMap(parts -> parts)
          .forEach(
              part -> {
                wanted.add(part.images() + ".gz");
                part.labels().ifPresent(labels -> wanted.add(labels + ".gz"));
              });
      assertThat(remote.files()).extracting(RemoteFile::name).containsExactlyElementsOf(wanted);
      for (RemoteFile file : remote.files()) {
        assertThat(file.addresses()).isNotEmpty();
        assertThat(file.sha256()).matches("[0-9a-f]{64}");
        assertThat(file.contentSha256()).matches("[0-9a-f]{64}");
      }
    }
  }

  @Test
  void textOfZerosAndOnesBecomesAnIdxFile() throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] pixels = new byte[2 * 784];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 3 == 0 ? 255 : 0);
      text.append(i % 3 == 0 ? '1' : '0').append(i % 784 == 783 ? '\n' : ' ');
    }
    byte[] source = text.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] idx = IdxFiles.bytes(0x803, new int[] {2, 28, 28}, pixels.length);
    System.arraycopy(pixels, 0, idx, 16, pixels.length);
    server.answer("/text", source);
    RemoteFile file =
        new RemoteFile(
            "b.gz",
            List.of(server.address("/text")),
            source.length,
            sha256(source),
            RemoteFile.Form.BINARY_TEXT,
            sha256(idx));
    Path kept = fetch(digits(file)).get(0);
    assertThat(Idx.read(kept).shape()).containsExactly(2, 28, 28);
    assertThat(Idx.read(kept).values()).isEqualTo(pixels);
    try (Stream<Path> all = Files.list(kept.getParent())) {
      assertThat(all).containsExactly(kept);
    }
    fetch(digits(file));
    assertThat(server.requests()).hasSize(1);
  }
}
