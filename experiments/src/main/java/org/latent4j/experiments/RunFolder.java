package org.latent4j.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.latent4j.api.Latent4jException;
import org.latent4j.runtime.composition.ModelFolder;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.AtomicFiles;
import org.latent4j.runtime.storage.FileFailure;
import org.latent4j.runtime.storage.FolderLock;
import org.latent4j.runtime.storage.RegularFiles;

/** What lies where in the folder of a run, and in the folder over the runs of a comparison. */
final class RunFolder {
  static final String REPORT = "report.html";
  static final String METRICS = "metrics.json";
  static final String TABLE_CSV = "table.csv";
  static final String TABLE_LATEX = "table.tex";
  private static final String CHECKPOINT = "checkpoint";

  /** What a run or a comparison is known by. */
  private static final List<String> MARKS = List.of(Provenance.FILE, ComparisonPlan.FILE);

  private static final String PROBE = ".writable";

  private RunFolder() {}

  /**
   * Takes the folder of a run for this process alone, and clears away what one that was killed left
   * unfinished in it.
   *
   * @throws Latent4jException if another process is working in it, or a link lies in it
   */
  static FolderLock take(Path folder) {
    RegularFiles.requireNoLinks(folder);
    FolderLock lock = FolderLock.take(folder);
    try {
      AtomicFiles.deleteUnfinished(folder);
      return lock;
    } catch (Latent4jException e) {
      lock.close();
      throw e;
    }
  }

  static boolean isRun(Path folder) {
    return Files.exists(folder.resolve(Provenance.FILE));
  }

  static boolean isComparison(Path folder) {
    return Files.exists(folder.resolve(ComparisonPlan.FILE));
  }

  static boolean hasModel(Path folder) {
    return Files.exists(folder.resolve(ModelFolder.MODEL))
        && Files.exists(folder.resolve(ModelFolder.WEIGHTS));
  }

  /** Whether a checkpoint has been written, be it whole or damaged by now. */
  static boolean hasCheckpoint(Path folder) {
    Path checkpoints = folder.resolve(CHECKPOINT);
    if (!Files.isDirectory(checkpoints)) {
      return Files.exists(checkpoints);
    }
    try (Stream<Path> entries = Files.list(checkpoints)) {
      return !entries.allMatch(AtomicFiles::isUnfinished);
    } catch (IOException e) {
      throw FileFailure.reading(checkpoints, e);
    }
  }

  /**
   * Makes an empty folder for a run, or sees that there is one, and that it can be written to.
   *
   * @throws Latent4jException if something lies there, or it cannot be written to
   */
  static void prepare(Path folder) {
    try {
      if (MARKS.stream().anyMatch(mark -> Files.exists(folder.resolve(mark)))) {
        throw new Latent4jException(
            folder
                + " holds a run already; go on with it (latent4j resume "
                + folder
                + "), choose another folder with --out, or delete it");
      }
      if (Files.exists(folder) && !(Files.isDirectory(folder) && isEmpty(folder))) {
        throw new Latent4jException(
            folder + " is there already, and not empty; choose another folder with --out");
      }
      Files.createDirectories(folder);
      Path probe = folder.resolve(PROBE);
      AtomicFiles.writeText(probe, "");
      Files.delete(probe);
    } catch (IOException e) {
      throw FileFailure.writing(folder, e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(RunFolder::isOurs);
    }
  }

  /** Whether it is nothing but the trace of a run that was killed before it began. */
  private static boolean isOurs(Path entry) {
    String name = String.valueOf(entry.getFileName());
    return name.equals(PROBE) || name.equals(FolderLock.FILE) || AtomicFiles.isUnfinished(entry);
  }
}
