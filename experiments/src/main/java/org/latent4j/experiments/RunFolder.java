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

/** What lies where in the folder of a run, and in the folder over the runs of a comparison. */
final class RunFolder {
  static final String REPORT = "report.html";
  static final String METRICS = "metrics.json";

  /** What a run or a comparison is known by. */
  private static final List<String> MARKS = List.of(Provenance.FILE, ComparisonPlan.FILE);

  private RunFolder() {}

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
      Path probe = folder.resolve(".writable");
      AtomicFiles.writeText(probe, "");
      Files.delete(probe);
    } catch (IOException e) {
      throw FileFailure.writing(folder, e);
    }
  }

  /**
   * Keeps the folder to this process.
   *
   * @throws Latent4jException if another process is at work there, or something lies there already
   *     that is no folder
   */
  static FolderLock locked(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new Latent4jException(folder + " is a file; choose another folder with --out");
    }
    return FolderLock.of(folder);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(entry -> entry.endsWith(FolderLock.FILE));
    }
  }
}
