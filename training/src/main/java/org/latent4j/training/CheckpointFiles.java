package org.latent4j.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.runtime.storage.AtomicFiles;
import org.latent4j.runtime.storage.FileFailure;
import org.latent4j.runtime.storage.Safetensors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run, {@code checkpoint/state-STEP.safetensors}, the last two of them. Beside
 * each lies its SHA-256 as {@code sha256sum} writes it, put there last: a state without one was cut
 * off in the writing.
 */
final class CheckpointFiles {
  private static final Logger log = LoggerFactory.getLogger(CheckpointFiles.class);
  private static final String FOLDER = "checkpoint";
  private static final String PREFIX = "state-";
  private static final String SUFFIX = ".safetensors";
  private static final String CHECKSUM = ".sha256";
  private static final int KEPT = 2;

  private final Path folder;

  CheckpointFiles(Path run) {
    this.folder = run.resolve(FOLDER);
  }

  /** A checkpoint that was read whole. */
  record Kept(Path file, Safetensors state) {}

  boolean areThere() {
    return !newestFirst().isEmpty();
  }

  void write(long step, Map<String, Tensor> tensors, Map<String, String> texts) {
    Path file = folder.resolve(PREFIX + String.format(Locale.ROOT, "%012d", step) + SUFFIX);
    Safetensors.write(file, tensors, texts);
    AtomicFiles.writeText(checksumOf(file), sha256(file) + "  " + file.getFileName() + "\n");
    newestFirst().stream().skip(KEPT).forEach(CheckpointFiles::delete);
  }

  void deleteAll() {
    newestFirst().forEach(CheckpointFiles::delete);
    sweep();
  }

  /** Takes away what a process that was killed in the writing has left. */
  private void sweep() {
    files(name -> name.startsWith("." + PREFIX)).forEach(CheckpointFiles::delete);
  }

  /**
   * The newest that is whole; those that are damaged are reported and passed over.
   *
   * @throws Latent4jException if there is none
   */
  Kept newest() {
    sweep();
    List<Path> files = newestFirst();
    if (files.isEmpty()) {
      throw new Latent4jException(
          "cannot resume: there is no checkpoint in "
              + folder
              + "; give the folder of a run that wrote one (training.checkpoint-every)");
    }
    for (Path file : files) {
      Optional<String> damage = damage(file);
      if (damage.isEmpty()) {
        return new Kept(file, Safetensors.read(file));
      }
      log.warn("checkpoint {} {}; looking for the one before it", file, damage.get());
    }
    throw new Latent4jException(
        "cannot resume: no checkpoint in "
            + folder
            + " is whole ("
            + files.get(0).getFileName()
            + " "
            + damage(files.get(0)).orElse("")
            + "); restore one from a copy, or train anew");
  }

  /** What is wrong with a file; empty if it is as it was written. */
  private static Optional<String> damage(Path file) {
    Path checksum = checksumOf(file);
    try {
      if (!Files.exists(checksum)) {
        return Optional.of("has no checksum: its writing was cut off");
      }
      String expected = Files.readString(checksum).split(" ", 2)[0];
      return expected.equals(sha256(file))
          ? Optional.empty()
          : Optional.of("does not have the SHA-256 that it was written with: it is damaged");
    } catch (IOException e) {
      throw FileFailure.reading(checksum, e);
    }
  }

  /** Names are of one length, so that their order is that of the steps. */
  private List<Path> newestFirst() {
    return files(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX));
  }

  private List<Path> files(Predicate<String> named) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> named.test(String.valueOf(file.getFileName())))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw FileFailure.reading(folder, e);
    }
  }

  private static Path checksumOf(Path file) {
    return file.resolveSibling(file.getFileName() + CHECKSUM);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(checksumOf(file));
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digested =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (IOException e) {
      throw FileFailure.reading(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
