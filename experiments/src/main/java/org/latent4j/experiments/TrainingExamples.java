package org.latent4j.experiments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.data.ExampleHashes;
import org.latent4j.runtime.storage.AtomicFiles;
import org.latent4j.runtime.storage.RegularFiles;

/**
 * What a run was trained on: a hash of each example, by which it is known again in another split,
 * order or file. Kept in the run's folder, eight bytes an example.
 */
final class TrainingExamples {
  static final String FILE = "training-examples.hashes";

  /** The file's first line; the hashes follow in ascending order, the highest byte first. */
  private static final byte[] HEAD =
      "latent4j-training-examples 1\n".getBytes(StandardCharsets.US_ASCII);

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final long[] hashes;

  private TrainingExamples(long[] sorted) {
    this.hashes = sorted;
  }

  static TrainingExamples of(DataSet examples) {
    long[] hashes = ExampleHashes.of(examples);
    Arrays.sort(hashes);
    return new TrainingExamples(hashes);
  }

  /** How many of the examples are among these. */
  int count(DataSet examples) {
    return (int)
        Arrays.stream(ExampleHashes.of(examples))
            .filter(hash -> Arrays.binarySearch(hashes, hash) >= 0)
            .count();
  }

  void write(Path folder) {
    AtomicFiles.write(
        folder.resolve(FILE),
        out -> {
          out.write(HEAD);
          byte[] bytes = new byte[Long.BYTES];
          for (long hash : hashes) {
            ByteBuffer.wrap(bytes).putLong(hash);
            out.write(bytes);
          }
        });
  }

  /**
   * Reads them from a run's folder; empty if it was trained by a version that did not write them.
   *
   * @throws Latent4jException if the file cannot be read or is damaged
   */
  static Optional<TrainingExamples> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes = RegularFiles.bytes(file, MOST_BYTES);
    if (bytes.length < HEAD.length
        || Arrays.mismatch(bytes, 0, HEAD.length, HEAD, 0, HEAD.length) >= 0
        || (bytes.length - HEAD.length) % Long.BYTES != 0) {
      throw damaged(file);
    }
    long[] hashes = new long[(bytes.length - HEAD.length) / Long.BYTES];
    ByteBuffer.wrap(bytes, HEAD.length, bytes.length - HEAD.length).asLongBuffer().get(hashes);
    for (int i = 1; i < hashes.length; i++) {
      if (hashes[i] < hashes[i - 1]) {
        throw damaged(file);
      }
    }
    return Optional.of(new TrainingExamples(hashes));
  }

  private static Latent4jException damaged(Path file) {
    return new Latent4jException(
        "cannot read "
            + file
            + ": it is no list of hashes in ascending order, as this version writes them; it is"
            + " damaged or of another version. Delete it, and the run's data is opened in its place");
  }
}
