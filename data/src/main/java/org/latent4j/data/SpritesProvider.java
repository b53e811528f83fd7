package org.latent4j.data;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;

/** {@code sprites}: the embedded data set. */
public final class SpritesProvider implements DataSetProvider {
  private static final Option<Integer> SIZE =
      Option.integer("size", 32, "width and height of the images, in pixels")
          .where(
              size -> size >= Sprites.MIN_SIZE && size <= Sprites.MAX_SIZE,
              "from " + Sprites.MIN_SIZE + " to " + Sprites.MAX_SIZE);
  private static final SplitOptions SPLIT = SplitOptions.drawn(Split.of(8192, 1024, 1024));

  /** Used by the service loader. */
  public SpritesProvider() {}

  @Override
  public String name() {
    return "sprites";
  }

  @Override
  public String summary() {
    return "binary images of a square, ellipse or heart, with the factors of dSprites (needs no file)";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(List.of(SIZE));
    options.addAll(SPLIT.list());
    return List.copyOf(options);
  }

  @Override
  public DataSplits open(Source source, Options options) {
    return Sprites.draw(options.get(SIZE), SPLIT.read(options), source.random().split("sprites"));
  }
}
