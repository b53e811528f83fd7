package org.latent4j.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.latent4j.api.Latent4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that one process at a time works in. The operating system holds the lock, on the file
 * {@value #FILE}, and lets go of it when the process ends, however it ends; what the file says is
 * for people: the process that works in the folder, or died in it. It is empty otherwise, and never
 * removed.
 */
public final class FolderLock implements AutoCloseable {
  public static final String FILE = ".lock";

  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  /** The byte that is locked, far behind the text, which others are to read. */
  private static final long PLACE = Long.MAX_VALUE - 1;

  private static final int LONGEST_TEXT = 19;

  /**
   * The folders that this process has taken. POSIX lets go of a process's lock when the process
   * closes the file, by whatever channel, so that a second one must not be opened.
   */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
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
      Path real = folder.toRealPath();
      if (!TAKEN.add(real)) {
        throw refused(folder, Long.toString(ProcessHandle.current().pid()));
      }
      boolean taken = false;
      try {
        FolderLock lock = new FolderLock(real, Uninterrupted.run(() -> locked(folder, file)));
        taken = true;
        return lock;
      } finally {
        if (!taken) {
          TAKEN.remove(real);
        }
      }
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  private static FileChannel locked(Path folder, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    boolean locked = false;
    try {
      lock(folder, channel);
      locked = true;
      return channel;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static void lock(Path folder, FileChannel channel) throws IOException {
    Optional<FileLock> lock = Optional.ofNullable(channel.tryLock(PLACE, 1, false));
    String holder = text(channel);
    if (lock.isEmpty()) {
      throw refused(folder, holder);
    }
    if (!holder.isEmpty()) {
      LOG.info("process {} died while it worked in {}; going on", holder, folder);
    }
    channel.truncate(0);
    String here = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(here.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static Latent4jException refused(Path folder, String holder) {
    return new Latent4jException(
        "cannot work in "
            + folder
            + ": "
            + (holder.isEmpty() ? "another process" : "process " + holder)
            + " is working in it; wait for its end, end it, or choose another folder");
  }

  /** The process that the file names; empty if it names none. */
  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TEXT);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    return text.matches("[0-9]+") ? text : "";
  }

  /** Lets others have the folder. */
  @Override
  public void close() {
    try (channel) {
      Uninterrupted.run(() -> channel.isOpen() ? channel.truncate(0) : channel);
    } catch (IOException e) {
      // The lock goes with the channel; the text that stays only says who was here.
      LOG.debug("the lock file could not be emptied", e);
    } finally {
      TAKEN.remove(folder);
    }
  }
}
