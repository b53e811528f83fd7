package org.latent4j.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiVersionTests {
  @ParameterizedTest
  @CsvSource({
    // built for, running, fits
    "0.1.0, 0.1.0-SNAPSHOT, true",
    "0.1, 0.1.7, true",
    "0.1.0, 0.2.0, false",
    "0.2.0, 0.1.0, false",
    "0.1.0, 1.1.0, false",
    "1.2.0, 1.2.0, true",
    "1.2.0, 1.3.0, true",
    "1.3.0, 1.2.9, false",
    "1.10.0, 1.9.0, false",
    "2.0.0, 1.9.0, false",
    "1.0, 2.0, false",
    "unknown, 1.0, true",
  })
  void numbersDecideWhatFits(String built, String running, boolean fits) {
    assertThat(ApiVersion.fits(built, running)).isEqualTo(fits);
  }

  @Test
  void runningVersionIsThatOfTheApiModule() {
    assertThat(ApiVersion.running()).isPresent();
    assertThat(ApiVersion.misfit(ApiVersion.running().orElseThrow())).isEmpty();
  }
}
