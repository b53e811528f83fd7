package org.latent4j.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.latent4j.api.Latent4jException;
import org.latent4j.runtime.composition.FileFormat;
import org.latent4j.runtime.storage.AtomicFiles;
import org.latent4j.runtime.storage.Checksum;
import org.latent4j.runtime.storage.FileFailure;
import org.latent4j.runtime.storage.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code checkpoint/} of a run: its last two checkpoints, each in a folder {@code
 * step-N} that appears as a whole, with a {@code manifest.json} that has the length and SHA-256 of
 * each of its other files.
 */
final class CheckpointFolder {
  private static final Logger log = LoggerFactory.getLogger(CheckpointFolder.class);

  private static final FileFormat FORMAT = new FileFormat("latent4j-checkpoint", 1);
  private static final String MANIFEST = "manifest.json";
  private static final String FILES = "files";
  private static final String BYTES = "bytes";
  private static final String SHA256 = "sha256";
  private static final String STEP = "step-";
  private static final int KEPT = 2;

  private final Path folder;

  /**
   * The checkpoints of a run.
   *
   * @param run the run's folder
   */
  CheckpointFolder(Path run) {
    this.folder = run.resolve("checkpoint");
  }

  /** Deletes all checkpoints. */
  void clear() {
    try {
      AtomicFiles.delete(folder);
    } catch (IOException e) {
      throw FileFailure.writing(folder, e);
    }
  }

  /**
   * Adds a checkpoint; then deletes all but the last two.
   *
   * @param step the steps made
   * @param content writes its files
   * @throws Latent4jException if that fails; the checkpoints before it are then as they were
   */
  void write(long step, AtomicFiles.FolderContent content) {
    AtomicFiles.deleteUnfinished(folder);
    AtomicFiles.writeFolder(
        folder.resolve(STEP + step),
        aside -> {
          content.writeTo(aside);
          Json.write(aside.resolve(MANIFEST), manifest(aside));
        });
    List<Path> all = newestFirst();
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      try {
        AtomicFiles.delete(old);
      } catch (IOException e) {
        throw FileFailure.writing(old, e);
      }
    }
  }

  private static Map<String, Object> manifest(Path checkpoint) throws IOException {
    Map<String, Object> files = new LinkedHashMap<>();
    try (Stream<Path> entries = Files.list(checkpoint)) {
      for (Path file : entries.sorted().toList()) {
        files.put(
            String.valueOf(file.getFileName()),
            Map.of(BYTES, Files.size(file), SHA256, Checksum.of(file)));
      }
    }
    Map<String, Object> manifest = new LinkedHashMap<>(FORMAT.texts());
    manifest.put(FILES, files);
    return manifest;
  }

  /**
   * Reads the newest checkpoint that is whole. One that is damaged is reported and set aside under
   * the name {@code damaged-step-N}.
   *
   * @param names the files of a checkpoint
   * @param reader reads them when they have been held against the manifest
   * @throws Latent4jException if there is none, or none is whole
   */
  <T> T newest(List<String> names, Function<Path, T> reader) {
    List<Path> damaged = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Path checkpoint : newestFirst()) {
      T read;
      try {
        verify(checkpoint, names);
        read = reader.apply(checkpoint);
      } catch (DamagedException e) {
        damaged.add(checkpoint);
        reasons.add(String.valueOf(e.getMessage()));
        continue;
      }
      for (int i = 0; i < damaged.size(); i++) {
        Path aside = folder.resolve("damaged-" + damaged.get(i).getFileName());
        log.warn(
            "a checkpoint is damaged, and the one before it, {}, is used: {}; what is left of it is"
                + " now {}",
            checkpoint,
            reasons.get(i),
            aside);
        setAside(damaged.get(i), aside);
      }
      return read;
    }
    if (damaged.isEmpty()) {
      throw new Latent4jException(
          "cannot resume: there is no checkpoint in "
              + folder
              + "; give the folder of a run that wrote one (training.checkpoint-every)");
    }
    throw new Latent4jException(
        "cannot resume: no checkpoint in "
            + folder
            + " is whole ("
            + String.join("; ", reasons)
            + "); bring the files back from a copy, or train again in another folder (latent4j"
            + " rerun)");
  }

  /** A checkpoint that cannot be used, though an older one may be. */
  static final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  private static void setAside(Path checkpoint, Path aside) {
    try {
      AtomicFiles.delete(aside);
      Files.move(checkpoint, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw FileFailure.writing(aside, e);
    }
  }

  /** Holds a checkpoint's files against its manifest. */
  private static void verify(Path checkpoint, List<String> names) {
    Path file = checkpoint.resolve(MANIFEST);
    Map<?, ?> manifest = readable(() -> Json.read(file, Map.class));
    if (!FORMAT.name().equals(manifest.get("format"))
        || !(manifest.get(FILES) instanceof Map<?, ?> files)) {
      throw new DamagedException(file + " is no manifest");
    }
    FORMAT.check(file, manifest);
    for (String name : names) {
      if (!(files.get(name) instanceof Map<?, ?> entry)
          || !(entry.get(BYTES) instanceof Number bytes)
          || !(entry.get(SHA256) instanceof String sha256)) {
        throw new DamagedException(file + " says nothing of " + name);
      }
      verify(checkpoint.resolve(name), bytes.longValue(), sha256);
    }
  }

  private static void verify(Path file, long bytes, String sha256) {
    long size;
    try {
      size = Files.size(file);
    } catch (IOException e) {
      throw new DamagedException("cannot read " + file + ": " + FileFailure.reason(e));
    }
    if (size != bytes) {
      throw new DamagedException(file + " has " + size + " bytes in place of " + bytes);
    }
    if (!readable(() -> Checksum.of(file)).equals(sha256)) {
      throw new DamagedException(file + " has another SHA-256 than the manifest says");
    }
  }

  /** What cannot be read at all is damaged. */
  private static <T> T readable(Supplier<T> read) {
    try {
      return read.get();
    } catch (Latent4jException e) {
      throw new DamagedException(String.valueOf(e.getMessage()));
    }
  }

  private List<Path> newestFirst() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> String.valueOf(entry.getFileName()).matches(STEP + "[0-9]{1,18}"))
          .sorted(Comparator.comparingLong(CheckpointFolder::step).reversed())
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw FileFailure.reading(folder, e);
    }
  }

  private static long step(Path checkpoint) {
    return Long.parseLong(String.valueOf(checkpoint.getFileName()).substring(STEP.length()));
  }
}
