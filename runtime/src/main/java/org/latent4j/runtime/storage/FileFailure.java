package org.latent4j.runtime.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.latent4j.api.Latent4jException;

/** Puts the reasons why a file cannot be read or written into words. */
public final class FileFailure {
  /** How operating systems say that there is no room, or none for this user or file. */
  private static final List<String> FULL =
      List.of("no space", "not enough space", "out of disk space", "quota", "file too large");

  private FileFailure() {}

  /** A message that names the file, the reason, and what to do about it. */
  public static Latent4jException reading(Path file, IOException cause) {
    return new Latent4jException(
        "cannot read " + file + ": " + reason(cause) + "; check the path and its permissions",
        cause);
  }

  /** A message that names the file, the reason, and what to do about it. */
  public static Latent4jException writing(Path file, IOException cause) {
    String reason = reason(cause);
    String words = reason.toLowerCase(Locale.ROOT);
    boolean full = FULL.stream().anyMatch(words::contains);
    return new Latent4jException(
        "cannot write "
            + file
            + ": "
            + reason
            + (full
                ? "; free some space or write to another disk"
                : "; choose another place or make this one writable"),
        cause);
  }

  /** The reason alone. The JDK's message is often nothing but the path. */
  public static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      return "there is no such file";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file of that name is in the way";
    }
    if (failure instanceof NotDirectoryException) {
      return "it is not a directory";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "it is a directory that is not empty";
    }
    if (failure instanceof ClosedByInterruptException) {
      return "its thread was interrupted";
    }
    String reason =
        failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
    return reason == null || reason.isBlank() ? failure.getClass().getSimpleName() : reason;
  }
}
