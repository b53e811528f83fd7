package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.report.ModelResult;

/**
 * A colour for each model, on light and on dark ground, and dark or light enough on it for text
 * (contrast of 4.5 : 1 and more). Models side by side have the qualitative palette of Okabe and Ito
 * (2008), which colour-blind people tell apart, darkened or lightened as the ground asks for; the
 * points of a sweep have a scale (plasma) in their order.
 */
final class Palette {
  /** How many different marks there are; marks tell models apart without colour. */
  static final int SHAPES = 5;

  private static final List<Color> QUALITATIVE =
      List.of(
          new Color("#0072b2", "#56b4e9"),
          new Color("#c24f00", "#ff9a4d"),
          new Color("#007a59", "#3fd0a4"),
          new Color("#b04a83", "#e8a3cb"),
          new Color("#8a6d00", "#e9cf5a"),
          new Color("#5b5b5b", "#c4c4c4"));

  private static final List<Color> SEQUENTIAL =
      List.of(
          new Color("#0d0887", "#d5546e"),
          new Color("#2f0596", "#de6164"),
          new Color("#4903a0", "#e76f5a"),
          new Color("#6100a7", "#ee7d50"),
          new Color("#7801a8", "#f58c46"),
          new Color("#8e0ca4", "#fa9c3c"),
          new Color("#a21d9a", "#fdad32"),
          new Color("#b42e8d", "#fec029"),
          new Color("#c43e7f", "#f0f921"));

  private Palette() {}

  /** In the models' order. */
  static List<Color> of(List<ModelResult> models) {
    long swept = models.stream().filter(model -> model.sweep().isPresent()).count();
    List<Color> colors = new ArrayList<>();
    // Beside a scale from blue to red or from red to yellow, another model begins with green.
    int alone = swept > 0 ? 2 : 0;
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
