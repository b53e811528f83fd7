package org.latent4j.kernels.fused;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays that are handed out during a step and come back all at once. A training loop asks for the
 * same lengths in the same order each step, so after the first steps nothing is allocated.
 */
final class BufferPool {
  private static final class Shelf {
    final int length;
    final List<float[]> arrays = new ArrayList<>();
    int used;

    Shelf(int length) {
      this.length = length;
    }
  }

  private final List<Shelf> shelves = new ArrayList<>();

  /** An array of exactly this length with undefined content. */
  float[] take(int length) {
    Shelf shelf = shelf(length);
    if (shelf.used == shelf.arrays.size()) {
      shelf.arrays.add(new float[length]);
    }
    return shelf.arrays.get(shelf.used++);
  }

  private Shelf shelf(int length) {
    for (int i = 0; i < shelves.size(); i++) {
      if (shelves.get(i).length == length) {
        return shelves.get(i);
      }
    }
    Shelf shelf = new Shelf(length);
    shelves.add(shelf);
    return shelf;
  }

  /** Takes back all that was handed out. */
  void reset() {
    for (int i = 0; i < shelves.size(); i++) {
      shelves.get(i).used = 0;
    }
  }

  /** Lets go of the arrays. */
  void clear() {
    shelves.clear();
  }
}
