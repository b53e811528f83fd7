package org.latent4j.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.latent4j.api.Latent4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that one process at a time works in. The operating system holds the lock, on the file
 * {@value #FILE}, and lets go of it when the process ends, however it ends; what the file says is
 * for people: the process that works in the folder, or died in it. It is empty otherwise.
 */
public final class FolderLock implements AutoCloseable {
  public static final String FILE = ".lock";

  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  /** The byte that is locked, far behind the text, which others are to read. */
  private static final long PLACE = Long.MAX_VALUE - 1;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a folder, which is made if it is not there.
   *
   * @throws Latent4jException if another process has it, or this one already, or the file cannot be
   *     written
   */
  public static FolderLock take(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (!isLocked(channel)) {
          throw new Latent4jException(
              "cannot work in "
                  + folder
                  + ": "
                  + holder(file).map(id -> "process " + id).orElse("another process")
                  + " is working in it; wait for its end, end it, or choose another folder");
        }
        holder(file)
            .ifPresent(
                dead -> LOG.info("process {} died while it worked in {}; going on", dead, folder));
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new FolderLock(channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock(PLACE, 1, false));
      return lock.isPresent();
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The process that the file names. */
  private static Optional<String> holder(Path file) throws IOException {
    return Optional.of(Files.readString(file)).filter(text -> text.matches("[0-9]{1,19}"));
  }

  /** Lets others have the folder. */
  @Override
  public void close() {
    try (channel) {
      channel.truncate(0);
    } catch (IOException e) {
      // The lock goes with the channel; the text that stays only says who was here.
      LOG.debug("the lock file could not be emptied", e);
    }
  }
}
