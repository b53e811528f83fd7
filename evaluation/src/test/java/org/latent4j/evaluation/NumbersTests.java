package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTests {
  @Test
  void valueHasTheDecimalsOfItsSpread() {
    assertThat(Numbers.beside(-101.23456, 0.456)).isEqualTo("−101.23");
    assertThat(Numbers.spread(0.456)).isEqualTo("0.46");
    assertThat(Numbers.beside(-101.23456, 12.3)).isEqualTo("−101");
    assertThat(Numbers.spread(12.3)).isEqualTo("12");
    assertThat(Numbers.beside(0.00123456, 0.000098)).isEqualTo("0.001235");
  }

  @Test
  void spreadThatRoundsUpToAnotherMagnitudeHasTwoDigits() {
    assertThat(Numbers.spread(0.0996)).isEqualTo("0.10");
    assertThat(Numbers.beside(1.23456, 0.0996)).isEqualTo("1.23");
  }

  @Test
  void valueBesideNoSpreadIsPlain() {
    assertThat(Numbers.beside(0.123456, 0)).isEqualTo("0.1235");
    assertThat(Numbers.beside(8, 1e-12)).isEqualTo("8");
  }

  @Test
  void plainNumbersHaveFourDigitsAndCountsAll() {
    assertThat(Numbers.plain(0.0123456)).isEqualTo("0.01235");
    assertThat(Numbers.plain(12.3456)).isEqualTo("12.35");
    assertThat(Numbers.plain(123456.7)).isEqualTo("123\u202f457");
    assertThat(Numbers.plain(1213425)).isEqualTo("1\u202f213\u202f425");
    assertThat(Numbers.plain(0)).isEqualTo("0");
  }

  @Test
  void zeroHasNoSign() {
    assertThat(Numbers.beside(-0.0001, 0.1)).isEqualTo("0.00");
  }
}
