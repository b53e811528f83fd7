package org.latent4j.api.data;

import java.util.List;

/** What an example is. */
public sealed interface DataShape {
  /** The numbers in an example. */
  int features();

  /** An image; values are stored row by row, channels of a pixel side by side. */
  record Image(int height, int width, int channels) implements DataShape {
    public Image {
      if (height < 1 || width < 1 || channels < 1) {
        throw new IllegalArgumentException("image of " + height + " × " + width + " × " + channels);
      }
    }

    @Override
    public int features() {
      return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    @Override
    public String toString() {
      return height + " × " + width + (channels == 1 ? "" : " × " + channels) + " image";
    }
  }

  /** A row of a table. */
  record Table(List<String> columns) implements DataShape {
    public Table {
      columns = List.copyOf(columns);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("a table needs at least one column");
      }
    }

    @Override
    public int features() {
      return columns.size();
    }

    @Override
    public String toString() {
      return "table of " + columns.size() + " columns";
    }
  }
}
