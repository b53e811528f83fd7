package org.latent4j.runtime.composition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;

/**
 * The content of {@code model.json}. Names and order of the components are the file's.
 *
 * @param format the name of {@link #FORMAT}
 * @param version its version
 * @param latent4j which version of Latent4J wrote it
 * @param composition see {@link Composition#toMap()}
 * @param shape what an example is
 * @param plugins those that the model was made with
 */
record ModelFile(
    String format,
    int version,
    Optional<String> latent4j,
    Map<String, Object> composition,
    Shape shape,
    List<PluginUse> plugins) {
  static final FileFormat FORMAT = new FileFormat("latent4j-model", 1);

  /** A data shape; exactly one of the two is present. */
  record Shape(Optional<Image> image, Optional<Table> table) {
    static Shape of(DataShape shape) {
      if (shape instanceof DataShape.Image image) {
        return new Shape(
            Optional.of(new Image(image.height(), image.width(), image.channels())),
            Optional.empty());
      }
      return new Shape(
          Optional.empty(), Optional.of(new Table(((DataShape.Table) shape).columns())));
    }

    DataShape toDataShape(String where) {
      try {
        if (image.isPresent() && table.isEmpty()) {
          Image i = image.get();
          return new DataShape.Image(i.height(), i.width(), i.channels());
        }
        if (table.isPresent() && image.isEmpty()) {
          return new DataShape.Table(table.get().columns());
        }
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new Latent4jException(where + ".shape is impossible: " + e.getMessage(), e);
      }
      throw new Latent4jException(where + ".shape: give either an image or a table");
    }
  }

  /** See {@link DataShape.Image}. */
  record Image(int height, int width, int channels) {}

  /** See {@link DataShape.Table}. */
  record Table(List<String> columns) {}
}
