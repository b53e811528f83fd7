package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimateTests {
  private static final Estimate ELBO =
      Estimate.of(-71.6021, 0.6183, Map.of("samples", 10))
          .withExamples(Collections.nCopies(1_024, -71.6021));

  @Test
  void isPrintedToTheDigitsThatItsErrorLeaves() {
    assertThat(ELBO).hasToString("−71.60 ± 0.62");
    assertThat(Estimate.of(-1234.5, 12.3, Map.of())).hasToString("−1\u202f234 ± 12");
  }

  @Test
  void isPrintedAsItIsWithoutAnError() {
    assertThat(Estimate.of(652_824, Map.of())).hasToString("652\u202f824");
    assertThat(Estimate.of(2, 0, Map.of())).hasToString("2");
  }

  @Test
  void isPrintedWithTheReasonWhereThereIsNoValue() {
    assertThat(Estimate.absent("the encoder is deterministic"))
        .hasToString("absent: the encoder is deterministic");
  }

  @Test
  void whatIsAbsentIsSoInOtherUnitsForTheSameReason() {
    Evaluation evaluation = new Evaluation(1, Map.of("elbo", Estimate.absent("no density")));
    assertThat(evaluation.get("elbo_in_source_units").reason()).contains("no density");
    assertThat(evaluation.get("nll_is_in_source_units").reason()).contains("it was not evaluated");
  }

  @Test
  void anEvaluationIsPrintedAsALineForEachMetric() {
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    estimates.put("elbo", ELBO);
    estimates.put("rate", Estimate.absent("there is none"));
    assertThat(new Evaluation(1_024, estimates))
        .hasToString("elbo: −71.60 ± 0.62\nrate: absent: there is none");
  }
}
