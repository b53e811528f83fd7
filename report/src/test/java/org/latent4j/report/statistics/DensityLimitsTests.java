package org.latent4j.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.latent4j.evaluation.Estimate;
import org.latent4j.evaluation.Evaluation;
import org.latent4j.report.ModelResult;
import org.latent4j.report.SeedResult;
import org.latent4j.report.SyntheticResults;

class DensityLimitsTests {
  @Test
  void nothingIsSaidOfDensitiesOfTheDataAsItIs() {
    assertThat(DensityLimits.of(SyntheticResults.comparison(1).models())).isEmpty();
  }

  @Test
  void greyImagesHaveNoDensity() {
    assertThat(
            DensityLimits.of(
                SyntheticResults.ofGreyImages(SyntheticResults.comparison(1)).models()))
        .singleElement()
        .asString()
        .contains("has no density", "not of ln p(x)");
  }

  @Test
  void rescaledColumnsAreSaidToBe() {
    SeedResult seed =
        new SeedResult(
            1,
            new Evaluation(10, Map.of("elbo_in_source_units", Estimate.of(-3, Map.of()))),
            OptionalDouble.empty(),
            List.of());
    ModelResult model =
        new ModelResult("vae", "", List.of(seed), Optional.empty(), Optional.empty());
    assertThat(DensityLimits.of(List.of(model)))
        .singleElement()
        .asString()
        .contains("standardize", "source units");
  }
}
