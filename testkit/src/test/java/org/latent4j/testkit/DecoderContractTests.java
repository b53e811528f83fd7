package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.Decoder;
import org.latent4j.api.model.Mode;
import org.latent4j.api.spi.DecoderProvider;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Parameters;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.testkit.Layers.SmallDecoder;

class DecoderContractTests {
  private static SmallDecoder right(DecoderProvider.Site site) {
    return SmallDecoder.create(site.name(), site.inputs(), site.outputs(), site.initialization());
  }

  @Nested
  class RightDecoder implements DecoderContract {
    @Override
    public Decoder decoder(DecoderProvider.Site site) {
      return right(site);
    }
  }

  /** Counts its passes in a buffer and adds the count to its output. */
  private static final class Counting implements Decoder {
    private final SmallDecoder right;
    private final Parameter count = Parameter.buffer("decoder.count", Tensor.zeros(1));

    private Counting(SmallDecoder right) {
      this.right = right;
    }

    @Override
    public Var decode(Var z, Mode mode) {
      count.value().data()[0]++;
      return right.decode(z, mode).plus(count.value().data()[0]);
    }

    @Override
    public Parameters parameters() {
      return right.parameters().and(Parameters.of(count));
    }
  }

  @Test
  void decoderThatRemembersItsPassesIsCaught() {
    DecoderContract contract = site -> new Counting(right(site));
    assertThatThrownBy(contract::evaluationGivesTheSameBitsAndChangesNothing)
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract::trainingGivesTheSameBitsFromTheSameStream)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void outputOfAnotherShapeIsCaught() {
    DecoderContract contract =
        site ->
            SmallDecoder.create(
                site.name(), site.inputs(), site.shape().features(), site.initialization());
    assertThatThrownBy(contract::outputHasTheSitesShape).isInstanceOf(AssertionError.class);
  }
}
