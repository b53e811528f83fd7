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
import org.jspecify.annotations.Nullable;
import org.latent4j.api.Latent4jException;

/**
 * Keeps a folder to one process at a time. The operating system holds the lock and drops it with
 * its process, however that ends, so that none is ever left behind; the file that it is on stays,
 * and says which process had it last.
 */
public final class FolderLock implements AutoCloseable {
  public static final String FILE = ".lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a folder's lock; makes the folder if need be.
   *
   * @throws Latent4jException if another process has it (the message says which), or the folder
   *     cannot be written to
   */
  public static FolderLock of(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        String owner = owner(channel);
        channel.close();
        throw new Latent4jException(
            folder
                + " is in use by process "
                + owner
                + "; wait until it ends, end it, or choose another folder");
      }
      channel.truncate(0);
      long process = ProcessHandle.current().pid();
      channel.write(ByteBuffer.wrap(Long.toString(process).getBytes(StandardCharsets.UTF_8)));
      return new FolderLock(channel);
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Held by this process already.
      return false;
    }
  }

  private static String owner(FileChannel channel) {
    ByteBuffer text = ByteBuffer.allocate(20);
    try {
      channel.read(text, 0);
    } catch (IOException e) {
      // Windows lets nobody read a locked file.
      return "that has locked it";
    }
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
  }

  /** Gives the folder back. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new Latent4jException("cannot give back the lock of a folder: " + e.getMessage(), e);
    }
  }
}
