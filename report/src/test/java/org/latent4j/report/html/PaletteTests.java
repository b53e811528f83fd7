package org.latent4j.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latent4j.report.ModelResult;
import org.latent4j.report.SweepPoint;
import org.latent4j.report.SyntheticResults;

class PaletteTests {
  // The grounds in report.css.
  private static final String LIGHT = "#ffffff";
  private static final String DARK = "#14171a";

  private static List<ModelResult> models(int alone, int swept) {
    ModelResult model = SyntheticResults.training().models().get(0);
    List<ModelResult> models = new ArrayList<>(Collections.nCopies(alone, model));
    IntStream.range(0, swept)
        .mapToObj(i -> Optional.of(new SweepPoint("beta-vae", "beta", i)))
        .forEach(
            point -> models.add(new ModelResult("m", "", model.seeds(), Optional.empty(), point)));
    return models;
  }

  /** Contrast ratio as the Web Content Accessibility Guidelines 2.2 define it. */
  private static double contrast(String a, String b) {
    double high = Math.max(luminance(a), luminance(b));
    double low = Math.min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
  }

  private static double luminance(String color) {
    double[] linear =
        IntStream.of(1, 3, 5)
            .mapToDouble(at -> Integer.parseInt(color.substring(at, at + 2), 16) / 255.0)
            .map(c -> c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4))
            .toArray();
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  @Test
  void contrastIsThatOfTheGuidelines() {
    // The greatest there is, and the grey that is known as the lightest for text on white.
    assertThat(contrast("#000000", "#ffffff")).isEqualTo(21.0);
    assertThat(contrast("#767676", "#ffffff")).isGreaterThanOrEqualTo(4.5);
    assertThat(contrast("#777777", "#ffffff")).isLessThan(4.5);
  }

  @Test
  void everyColorIsLegibleOnItsGround() {
    for (Palette.Color color : Palette.of(models(6, 9))) {
      assertThat(contrast(color.light(), LIGHT)).as(color.light()).isGreaterThanOrEqualTo(4.5);
      assertThat(contrast(color.dark(), DARK)).as(color.dark()).isGreaterThanOrEqualTo(4.5);
    }
  }

  @Test
  void nineVariantsHaveNineColors() {
    assertThat(Palette.of(models(1, 9))).doesNotHaveDuplicates().hasSize(10);
  }
}
