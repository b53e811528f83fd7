package org.latent4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.runtime.testing.JavaProcess;

/** A file of images that is larger than all the memory that Java may take. */
class DataBeyondMemoryTests {
  private static final int COUNT = 2_000_000;
  private static final int SIDE = 28;

  @TempDir private Path folder;

  /** 1.5 GiB of black images; the file is sparse, and takes no room on a disk that allows it. */
  private Path images() throws IOException {
    Path file = folder.resolve("images-idx3-ubyte");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      ByteBuffer header = ByteBuffer.allocate(16);
      header.putInt(0x803).putInt(COUNT).putInt(SIDE).putInt(SIDE).flip();
      channel.write(header, 0);
      channel.write(ByteBuffer.wrap(new byte[1]), 16 + (long) COUNT * SIDE * SIDE - 1);
    }
    return file;
  }

  @Test
  void trainsOnAFileLargerThanTheHeap() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-Xmx160m"));
    arguments.addAll(
        Program.arguments(
            "train",
            "--data",
            images().toString(),
            "--epochs",
            "1",
            "--set",
            "data.train=20000",
            "--set",
            "data.validation=500",
            "--set",
            "data.test=500",
            "--set",
            "encoder.hidden=[16]",
            "--set",
            "decoder.hidden=[16]",
            "--quiet",
            "--out",
            folder.resolve("run").toString()));
    JavaProcess end = JavaProcess.run(folder, arguments);
    assertThat(end.status()).as(end.err()).isZero();
    assertThat(folder.resolve("run").resolve("report.html")).exists();
  }
}
