package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.report.ModelResult;

/**
 * A colour for each model, on light and on dark ground. Models side by side have the qualitative
 * palette of Okabe and Ito (2008), which colour-blind people tell apart, lightened on dark ground;
 * the points of a sweep have a scale from dark to light (viridis) in their order.
 */
final class Palette {
  /** How many different marks there are; marks tell models apart without colour. */
  static final int SHAPES = 5;

  private static final List<Color> QUALITATIVE =
      List.of(
          new Color("#0072b2", "#56b4e9"),
          new Color("#d55e00", "#ff9a4d"),
          new Color("#009e73", "#3fd0a4"),
          new Color("#b5548a", "#e8a3cb"),
          new Color("#8a6d00", "#e9cf5a"),
          new Color("#5b5b5b", "#c4c4c4"));

  private static final List<Color> SEQUENTIAL =
      List.of(
          new Color("#440154", "#35608d"),
          new Color("#414487", "#2a788e"),
          new Color("#31688e", "#21908c"),
          new Color("#2a788e", "#22a884"),
          new Color("#21908c", "#35b779"),
          new Color("#22a884", "#5ec962"),
          new Color("#35b779", "#8fd744"),
          new Color("#5ec962", "#c2df23"),
          new Color("#7ad151", "#fde725"));

  private Palette() {}

  /** In the models' order. */
  static List<Color> of(List<ModelResult> models) {
    long swept = models.stream().filter(model -> model.sweep().isPresent()).count();
    List<Color> colors = new ArrayList<>();
    // Beside a scale that begins in blue, another model begins with the second hue.
    int alone = swept > 0 ? 1 : 0;
    int along = 0;
    for (ModelResult model : models) {
      if (model.sweep().isPresent()) {
        int step = swept < 2 ? 0 : (int) (along++ * (SEQUENTIAL.size() - 1L) / (swept - 1));
        colors.add(SEQUENTIAL.get(step));
      } else {
        colors.add(QUALITATIVE.get(alone++ % QUALITATIVE.size()));
      }
    }
    return colors;
  }

  /** A colour in CSS. */
  record Color(String light, String dark) {}
}
