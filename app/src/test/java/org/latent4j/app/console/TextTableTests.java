package org.latent4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTests {
  private static final List<String> MODELS = List.of("", "vae", "beta-vae", "aae");
  private static final List<String> ELBO =
      List.of("ELBO (nats)", "-71.12 ± 0.62", "-83.40 ± 0.55", "-");
  private static final List<String> ERROR =
      List.of("reconstruction error (per feature)", "0.0112 ± 0.0003", "0.0171 ± 0.0004", "0.0105");

  private static final TextTable NUMBERS = TextTable.ofNumbers(MODELS).row(ELBO).row(ERROR);

  @ParameterizedTest
  @ValueSource(ints = {32, 40, 60, 80, 200})
  void linesAreNotWiderThanTheTerminalAndNumbersNeverBroken(int columns) {
    String table = NUMBERS.within(OptionalInt.of(columns));

    assertThat(table.lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    assertThat(table).contains(MODELS).contains(ELBO.subList(1, 3)).contains(ERROR.subList(1, 4));
  }

  @Test
  void modelsThatDoNotFitFollowBelowWithTheMetricsAgain() {
    assertThat(NUMBERS.within(OptionalInt.of(57)))
        .isEqualTo(
            """
                                                   vae
            ELBO (nats)                  -71.12 ± 0.62
            reconstruction error (per  0.0112 ± 0.0003
            feature)

                                              beta-vae     aae
            ELBO (nats)                  -83.40 ± 0.55       -
            reconstruction error (per  0.0171 ± 0.0004  0.0105
            feature)""");
  }

  @Test
  void metricsGoOnInAFurtherLineWhereMoreModelsThenFitSideBySide() {
    assertThat(NUMBERS.within(OptionalInt.of(66)).lines())
        .first()
        .asString()
        .contains("vae", "beta-vae", "aae");
    assertThat(NUMBERS.within(OptionalInt.of(66))).contains("reconstruction error  0.0112");
  }

  @Test
  void aMetricTooLongGoesOnInALineOfItsOwn() {
    String table =
        TextTable.ofNumbers(List.of("", "vae"))
            .row(List.of("reconstruction error", "0.0112 ± 0.0003"))
            .within(OptionalInt.of(31));

    assertThat(table)
        .isEqualTo(
            String.join("\n", " ".repeat(28) + "vae", "reconstruction  0.0112 ± 0.0003", "error"));
  }

  @Test
  void withoutALimitEachRowIsALine() {
    assertThat(NUMBERS.toString()).hasLineCount(3);
    assertThat(NUMBERS.within(OptionalInt.of(500))).isEqualTo(NUMBERS.toString());
  }

  @Test
  void textsGoOnBelowThemselves() {
    String table =
        TextTable.ofTexts("NAME", "SUMMARY")
            .row(List.of("mnist", "handwritten digits of 28 by 28 pixels"))
            .row(List.of("", "  and more of them"))
            .within(OptionalInt.of(30));

    assertThat(table)
        .isEqualTo(
            """
            NAME   SUMMARY
            mnist  handwritten digits of
                   28 by 28 pixels
                     and more of them""");
  }
}
