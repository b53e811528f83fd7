package org.latent4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.kernels.RandomStreams;

class SplitTests {
  private static Split split(String train, String validation, String test) {
    return new Split(portion(train), portion(validation), portion(test));
  }

  private static Portion portion(String text) {
    return Portion.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "all, 150, 150",
    "ALL, 150, 150",
    "20, 150, 20",
    "0, 150, 0",
    "20.0, 150, 20",
    "1e2, 150, 100",
    "0.1, 150, 15",
    "10%, 150, 15",
    "0.29, 100, 29",
    "0.1, 178, 17"
  })
  void portionsAreCountsOrShares(String text, int total, int count) {
    assertThat(portion(text).of(total)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "some", "", "NaN", "Infinity", "150%", "0%", "3000000000"})
  void otherPortionsAreNotRead(String text) {
    assertThat(Portion.parse(text)).isEmpty();
  }

  @Test
  void drawnPartsCoverAllWithoutOverlap() {
    SplitIndices parts = split("all", "0.1", "0.2").draw("x", 100, RandomStreams.seeded(4));
    assertThat(parts.train()).hasSize(70);
    assertThat(parts.validation()).hasSize(10);
    assertThat(parts.test()).hasSize(20);
    assertThat(
            IntStream.concat(
                    IntStream.of(parts.train()),
                    IntStream.concat(IntStream.of(parts.validation()), IntStream.of(parts.test())))
                .sorted())
        .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void trainingPartDoesNotChangeWithTheOthers() {
    SplitIndices one = split("50", "10", "10").draw("x", 100, RandomStreams.seeded(4));
    SplitIndices other = split("50", "20", "30").draw("x", 100, RandomStreams.seeded(4));
    assertThat(other.train()).isEqualTo(one.train());
  }

  @Test
  void partsThatDoNotFitSayWhatTheyTake() {
    assertThatThrownBy(() -> split("100", "30", "30").draw("x", 150, RandomStreams.seeded(4)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("data 'x'")
        .hasMessageContaining("150 examples")
        .hasMessageContaining("train 100");
    assertThatThrownBy(() -> split("all", "100", "50").draw("x", 150, RandomStreams.seeded(4)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("at least one must be left to train on");
    assertThatThrownBy(
            () -> split("all", "2147483647", "2147483647").draw("x", 9, RandomStreams.seeded(4)))
        .isInstanceOf(Latent4jException.class);
  }
}
