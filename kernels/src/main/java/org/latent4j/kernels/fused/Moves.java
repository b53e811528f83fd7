package org.latent4j.kernels.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.ElementwiseStep;
import org.latent4j.api.tensor.Parameter;

/**
 * The end of a step: the products that are weights' gradients, and the moves of all parameters, as
 * pieces that threads take as they come free. A weight's gradient is made a tile at a time in an
 * array of the thread's own, and the tile's weights are moved at once: it is never written to
 * memory, let alone read back. Pieces depend on sizes and the number of threads alone.
 */
final class Moves {
  /** Columns of a tile at the most: a low one is packed for too often. */
  private static final int WIDTH = 1 << 11;

  /** Rows of tiles begin at multiples of this, which libraries compute at a time. */
  private static final int ROWS = 16;

  /** Numbers moved in one piece where the gradient is there already. */
  private static final int STRETCH = 1 << 14;

  /** What moving a number takes, in cheap operations. */
  static final long OPERATIONS = 4;

  /** Pieces of gradients that are there already at the most; workers count up to twice as many. */
  private static final int MOST_PIECES = 1 << 15;

  /** Those with owners first: their pieces then begin with the first thread's. */
  private static final Comparator<Move> ORDER =
      Comparator.<Move>comparingInt(move -> move.owned ? 0 : 1)
          .thenComparing(Comparator.<Move>comparingLong(move -> move.operations).reversed());

  private final Products products;
  private final Workers workers;
  private final List<Move> moves = new ArrayList<>();

  Moves(Products products, Workers workers) {
    this.products = products;
    this.workers = workers;
  }

  /** A parameter and what it is moved by: the sum of products still to be made, or a gradient. */
  private static final class Move {
    final Parameter parameter;

    /** All of one size; none if the gradient is there. */
    final List<Products.Product> products;

    final int size;

    /** Cheap ones, as workers count them. */
    final long operations;

    /** Whether each thread has rows of the weight for its own. */
    final boolean owned;

    // Of products: tiles beside one another and below, these a multiple of the owners.
    int across;
    int down;
    int pieces;
    // Of a gradient: numbers of a piece.
    int stretch;

    Move(Parameter parameter, List<Products.Product> products, boolean owned) {
      this.parameter = parameter;
      this.products = products;
      this.owned = owned;
      this.size = parameter.value().size();
      long sum = OPERATIONS * size;
      for (int i = 0; i < products.size(); i++) {
        sum += products.get(i).operations();
      }
      this.operations = sum;
    }

    void cut(int threads, int tile, int stretch) {
      this.stretch = stretch;
      if (products.isEmpty()) {
        pieces = (size + stretch - 1) / stretch;
        return;
      }
      int owners = owned ? threads : 1;
      across = (products.get(0).n() + WIDTH - 1) / WIDTH;
      down = owners * Math.max(1, Math.round((float) size / owners / across / tile));
      pieces = across * down;
    }
  }

  /**
   * Adds a parameter.
   *
   * @param leaf has its gradient, finished or put off; null if that is zero
   */
  void add(Parameter parameter, @Nullable Leaf leaf) {
    List<Products.Product> sum = leaf == null ? List.of() : leaf.takeDeferred();
    if (leaf == null) {
      Arrays.fill(parameter.gradient().data(), 0f);
    }
    if (products.areNoted()) {
      for (Products.Product product : sum) {
        products.note(product.into(parameter.gradient().data()));
      }
    }
    boolean owned = !sum.isEmpty() && products.isOwned(sum.get(0).m(), sum.get(0).k());
    moves.add(new Move(parameter, sum, owned));
  }

  /** Moves all that were added. */
  void make(ElementwiseStep step) {
    moves.sort(ORDER);
    long numbers = 0;
    long operations = 0;
    for (int i = 0; i < moves.size(); i++) {
      numbers += moves.get(i).size;
      operations += moves.get(i).operations;
    }
    int tile = (int) Math.min(products.tile(), Math.max(1, numbers / (2L * workers.threads())));
    int stretch = (int) Math.max(STRETCH, numbers / MOST_PIECES);
    int pieces = 0;
    for (int i = 0; i < moves.size(); i++) {
      moves.get(i).cut(workers.threads(), tile, stretch);
      pieces += moves.get(i).pieces;
    }
    workers.sharePieces(
        pieces,
        operations,
        (from, to) -> {
          for (int piece = from; piece < to; piece++) {
            make(piece, step);
          }
        });
  }

  private void make(int piece, ElementwiseStep step) {
    int rest = piece;
    int i = 0;
    while (rest >= moves.get(i).pieces) {
      rest -= moves.get(i).pieces;
      i++;
    }
    Move move = moves.get(i);
    if (!move.products.isEmpty()) {
      tile(move, rest, step);
      return;
    }
    int from = rest * move.stretch;
    float[] gradient = move.parameter.gradient().data();
    step.move(move.parameter, from, Math.min(move.size, from + move.stretch), gradient, from);
  }

  private void tile(Move move, int piece, ElementwiseStep step) {
    int m = move.products.get(0).m();
    int n = move.products.get(0).n();
    // Pieces go round the owners.
    int owners = move.owned ? workers.threads() : 1;
    int turn = piece / owners;
    int block = piece % owners * (move.down / owners) + turn / move.across;
    int fromRow = Workers.cut(block, move.down, m, ROWS);
    int toRow = Workers.cut(block + 1, move.down, m, ROWS);
    int fromColumn = Workers.cut(turn % move.across, move.across, n, ROWS);
    int toColumn = Workers.cut(turn % move.across + 1, move.across, n, ROWS);
    int columns = toColumn - fromColumn;
    float[] gradient = products.scratch((toRow - fromRow) * columns);
    for (int i = 0; i < move.products.size(); i++) {
      products.block(
          move.products.get(i), fromRow, toRow, fromColumn, toColumn, gradient, 0, columns);
    }
    if (columns == n) {
      step.move(move.parameter, fromRow * n, toRow * n, gradient, 0);
      return;
    }
    for (int row = fromRow; row < toRow; row++) {
      step.move(
          move.parameter,
          row * n + fromColumn,
          row * n + toColumn,
          gradient,
          (row - fromRow) * columns);
    }
  }

  void clear() {
    moves.clear();
  }
}
