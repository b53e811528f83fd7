package org.latent4j.experiments;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.AtomicFiles;
import org.latent4j.runtime.storage.FolderLock;
import org.latent4j.training.MetricsLog;

/**
 * A folder in which an experiment begins. If it fails before there is anything of value in it, such
 * as a checkpoint or an epoch's metrics, the folder is as it was again: absent, or empty.
 */
final class NewFolder {
  /** What is written before the first step, and can be written again at any time. */
  private static final Set<String> WORTHLESS =
      Set.of(Provenance.FILE, ComparisonPlan.FILE, TrainingExamples.FILE, FolderLock.FILE);

  private final Path folder;
  private final boolean wasEmpty;

  /** The folders that are not there yet, the innermost first. */
  private final List<Path> absent;

  private NewFolder(Path folder, boolean wasEmpty, List<Path> absent) {
    this.folder = folder;
    this.wasEmpty = wasEmpty;
    this.absent = List.copyOf(absent);
  }

  /**
   * Does something that begins in a folder.
   *
   * @param folder need not be there yet
   */
  static <T> T during(Path folder, Supplier<T> experiment) {
    NewFolder before = before(folder.toAbsolutePath());
    boolean done = false;
    try {
      T result = experiment.get();
      done = true;
      return result;
    } finally {
      if (!done) {
        before.restore();
      }
    }
  }

  private static NewFolder before(Path folder) {
    List<Path> absent = new ArrayList<>();
    Optional<Path> place = Optional.of(folder);
    while (place.isPresent() && !Files.exists(place.get())) {
      absent.add(place.get());
      place = Optional.ofNullable(place.get().getParent());
    }
    return new NewFolder(folder, !absent.isEmpty() || isEmpty(folder), absent);
  }

  private static boolean isEmpty(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      return false; // what cannot be looked into is left alone
    }
  }

  private void restore() {
    try {
      if (!wasEmpty || !Files.exists(folder) || holdsValue()) {
        return;
      }
      try (Stream<Path> entries = Files.list(folder)) {
        for (Path entry : entries.toList()) {
          AtomicFiles.delete(entry);
        }
      }
      for (Path made : absent) {
        Files.deleteIfExists(made);
      }
    } catch (DirectoryNotEmptyException e) {
      return; // somebody else has put something there meanwhile
    } catch (IOException e) {
      return; // the failure that brought us here is what the user has to know
    }
  }

  private boolean holdsValue() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> !Files.isDirectory(path)).toList()) {
        String name = String.valueOf(file.getFileName());
        boolean isEmptyLog = name.equals(MetricsLog.FILE_NAME) && Files.size(file) == 0;
        if (!WORTHLESS.contains(name) && !isEmptyLog && !AtomicFiles.isUnfinished(file)) {
          return true;
        }
      }
      return false;
    }
  }
}
