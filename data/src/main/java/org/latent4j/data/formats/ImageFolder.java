package org.latent4j.data.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.data.ByteDataSet;
import org.latent4j.data.FactorColumns;

/**
 * Reads a folder of PNG and JPEG images. Images in sub-folders have these folders' names as labels.
 * Files with other endings are passed over.
 */
public final class ImageFolder {
  private final Path folder;
  private final List<Path> files;
  private final List<String> labels;

  private ImageFolder(Path folder, List<Path> files, List<String> labels) {
    this.folder = folder;
    this.files = files;
    this.labels = labels;
  }

  /**
   * Looks for the images, in the order of their names.
   *
   * @throws Latent4jException if there are none, or some have a label and others not
   */
  public static ImageFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Latent4jException(
          folder + (Files.exists(folder) ? ": is not a folder" : ": there is no such folder"));
    }
    List<Path> unlabelled = ImageFiles.in(folder);
    List<Path> files = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (Path inner : ImageFiles.foldersIn(folder)) {
      for (Path file : ImageFiles.in(inner)) {
        files.add(file);
        labels.add(String.valueOf(inner.getFileName()));
      }
    }
    if (!unlabelled.isEmpty() && !files.isEmpty()) {
      throw new Latent4jException(
          folder
              + ": has images both in itself ("
              + unlabelled.get(0).getFileName()
              + ") and in folders that would be labels ("
              + folder.relativize(files.get(0))
              + "); put all into such folders, or none");
    }
    if (unlabelled.isEmpty() && files.isEmpty()) {
      throw new Latent4jException(
          folder
              + ": there are no images in it; looked for *.png, *.jpg and *.jpeg, there and in"
              + " the folders in it");
    }
    return new ImageFolder(folder, files.isEmpty() ? unlabelled : files, labels);
  }

  /** The names of the labels; empty if the images have none. */
  public List<String> labels() {
    return labels.isEmpty() ? List.of() : FactorColumns.classes("label", labels).values();
  }

  /**
   * Reads the images.
   *
   * @param mode grey or colours
   * @param size height and width that each image is scaled to; empty if all are of the same size
   * @param classes the labels' names, all that occur among them; empty to leave labels out
   * @param divisor what a byte is divided by when it is read: 255 for values in [0, 1]
   * @throws Latent4jException if an image cannot be read, or has another size than the first
   */
  public ByteDataSet read(
      ColorMode mode, Optional<DataShape.Image> size, List<String> classes, float divisor) {
    Pixels first = Pixels.read(files.get(0), mode);
    int height = size.map(DataShape.Image::height).orElse(first.height());
    int width = size.map(DataShape.Image::width).orElse(first.width());
    DataShape shape = new DataShape.Image(height, width, mode.channels());
    long bytes = (long) files.size() * shape.features();
    InputFile.requireMemory(folder, bytes);
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new Latent4jException(
          folder
              + ": its "
              + files.size()
              + " images have "
              + bytes
              + " values; at most 2147483639 are read, so use fewer images or a smaller size");
    }
    byte[] values = new byte[(int) bytes];
    for (int i = 0; i < files.size(); i++) {
      Pixels pixels = i == 0 ? first : Pixels.read(files.get(i), mode);
      if (size.isEmpty() && (pixels.height() != height || pixels.width() != width)) {
        throw new Latent4jException(
            files.get(i)
                + ": is "
                + pixels.height()
                + " × "
                + pixels.width()
                + " (height × width), but "
                + files.get(0)
                + " is "
                + height
                + " × "
                + width
                + "; give the option 'size' to scale all to the same");
      }
      byte[] ofImage = pixels.scaledTo(height, width).values();
      System.arraycopy(ofImage, 0, values, i * shape.features(), ofImage.length);
    }
    FactorColumns factors =
        classes.isEmpty() || labels.isEmpty()
            ? FactorColumns.none()
            : FactorColumns.labels(new Factor("label", classes), labels);
    return ByteDataSet.of(shape, values, divisor, factors);
  }
}
