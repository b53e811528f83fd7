package org.latent4j.data.known;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.NearMiss;
import org.latent4j.data.formats.WholeFile;

/**
 * Downloads the sets that are known from their public hosts. A file is kept only if its SHA-256 is
 * the known one; it is written aside and then renamed, so that it is there whole or not at all.
 */
public final class DataFetch {
  private static final Map<String, String> NOT_FETCHED =
      Map.of(
          "sprites",
          "'sprites' needs no download: its images are drawn",
          KnownSet.FREYFACES.name(),
          "'freyfaces' is not downloaded, since nobody states its licence; if you have it, put it"
              + " into the data directory as freyfaces/freyfaces-images-idx3-ubyte.gz");

  private final List<RemoteSet> sets;
  private final Download download;

  private DataFetch(List<RemoteSet> sets, Download download) {
    this.sets = sets;
    this.download = download;
  }

  /** Is told how a download goes. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Some of a file has come.
     *
     * @param file its name
     * @param received bytes so far
     * @param total bytes in all
     */
    void at(String file, long received, long total);
  }

  /** Downloads the known sets. */
  public static DataFetch known() {
    return of(RemoteSet.known(), Duration.ofSeconds(60));
  }

  static DataFetch of(List<RemoteSet> sets, Duration patience) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(
                patience.compareTo(Duration.ofSeconds(20)) < 0 ? patience : Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    return new DataFetch(sets, new Download(client, patience));
  }

  /** The names of the sets that can be downloaded. */
  public List<String> names() {
    return sets.stream().map(RemoteSet::name).toList();
  }

  /** How many bytes a set's download has. */
  public long bytes(String name) {
    return find(name).files().stream().mapToLong(RemoteFile::bytes).sum();
  }

  /**
   * Downloads a set into a folder of its name. Files that are there already, with the right
   * checksum, are left.
   *
   * @param directory the data directory
   * @return the set's files
   * @throws Latent4jException if there is no such set, or a file could not be had, written, or is
   *     there with another content; files that came before are kept
   */
  public List<Path> fetch(String name, Path directory, Progress progress) {
    RemoteSet set = find(name);
    Path folder = directory.resolve(set.name());
    List<Path> files = new ArrayList<>();
    for (RemoteFile file : set.files()) {
      Path target = folder.resolve(file.name());
      if (!isThere(file, target)) {
        fetch(set, file, target, progress);
      }
      files.add(target);
    }
    return List.copyOf(files);
  }

  private RemoteSet find(String name) {
    if (NOT_FETCHED.containsKey(name)) {
      throw new SettingException("data " + NOT_FETCHED.get(name));
    }
    return sets.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    NearMiss.unknown("there is no download of data", name, names())));
  }

  private static boolean isThere(RemoteFile file, Path target) {
    if (!Files.exists(target)) {
      return false;
    }
    String found;
    try {
      found =
          file.form() == RemoteFile.Form.AS_IS ? Checksum.of(target) : Checksum.ofUnpacked(target);
    } catch (IOException e) {
      found = "none, for it cannot be read: " + e.getMessage();
    }
    if (!found.equals(file.contentSha256())) {
      throw new Latent4jException(
          target
              + ": is there already, but is not the file that is known (SHA-256 is "
              + found
              + ", but should be "
              + file.contentSha256()
              + "); remove it and fetch again");
    }
    return true;
  }

  private void fetch(RemoteSet set, RemoteFile file, Path target, Progress progress) {
    List<String> failures = new ArrayList<>();
    for (URI address : file.addresses()) {
      try {
        if (file.form() == RemoteFile.Form.AS_IS) {
          fetch(file, address, target, progress);
        } else {
          Path text = target.resolveSibling(file.name() + ".amat");
          try {
            fetch(file, address, text, progress);
            WholeFile.writeOrFail(target, out -> BinaryText.toIdx(text, out));
          } finally {
            Files.deleteIfExists(text);
          }
        }
        return;
      } catch (Download.Failure e) {
        failures.add(address + ": " + e.getMessage());
      } catch (IOException e) {
        throw WholeFile.failed(target, e);
      }
    }
    throw new Latent4jException(
        "data '"
            + set.name()
            + "': "
            + file.name()
            + " could not be downloaded. "
            + String.join(". ", failures)
            + ". Nothing was kept of it; try again later, or get the file another way and put it at "
            + target);
  }

  private void fetch(RemoteFile file, URI address, Path target, Progress progress)
      throws IOException {
    WholeFile.writeOrFail(
        target,
        out ->
            download.to(
                out,
                address,
                file.bytes(),
                file.sha256(),
                received -> progress.at(file.name(), received, file.bytes())));
  }
}
