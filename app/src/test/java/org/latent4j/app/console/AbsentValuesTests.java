package org.latent4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AbsentValuesTests {
  @Test
  void eachReasonIsGivenOnceWithAllThatItHoldsFor() {
    AbsentValues absent = new AbsentValues();
    absent.add("aae", "elbo", "it has no density");
    absent.add("aae", "rate", "it has no density");
    absent.add("vae", "fid", "too few examples");
    absent.add("aae", "fid", "too few examples");
    absent.add("vae", "mig", "too few examples");

    assertThat(absent.sentences())
        .containsExactly(
            "aae has no elbo, rate: it has no density",
            "vae, aae have no fid; vae has no mig: too few examples");
  }
}
