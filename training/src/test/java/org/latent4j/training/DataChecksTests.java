package org.latent4j.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.FactorColumns;
import org.latent4j.data.TensorDataSet;
import org.latent4j.divergences.KlDivergence;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.BernoulliLikelihood;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.models.vae.Vae;
import org.latent4j.priors.StandardNormalPrior;

class DataChecksTests {
  private static final RandomStream RANDOM = RandomStreams.seeded(1);

  private static DataSet rows(int count, int row, int column, float value) {
    Tensor values = Tensor.zeros(count, 3);
    values.data()[row * 3 + column] = value;
    return Toy.table(values);
  }

  @Test
  void dataInTheSupportPasses() {
    DataSet data = rows(1300, 7, 1, 1);

    assertThatCode(
            () ->
                SupportCheck.check(
                    new DataSplits("unit", data, data, data), BernoulliLikelihood.of(3), RANDOM))
        .doesNotThrowAnyException();
  }

  @Test
  void valueOutsideTheSupportIsNamedWithItsPlaceAndARemedy() {
    DataSet good = rows(10, 0, 0, 0.5f);
    DataSet bad = rows(1300, 1200, 2, 16);

    assertThatThrownBy(
            () ->
                SupportCheck.check(
                    new DataSplits("digits", good, good, bad), BernoulliLikelihood.of(3), RANDOM))
        .isInstanceOf(Latent4jException.class)
        .hasMessage(
            "data 'digits', split test, example 1200, column 'x2': the value is 16.0, but the"
                + " likelihood is one for values in [0, 1]; scale the data (its option scale) or"
                + " choose a likelihood for such values, such as gaussian");
  }

  @Test
  void pixelIsNamedByItsPlaceInTheImage() {
    Tensor values = Tensor.zeros(1, 2 * 3 * 2);
    values.data()[(1 * 3 + 2) * 2 + 1] = -1;
    DataSet data = TensorDataSet.of(new DataShape.Image(2, 3, 2), values, FactorColumns.none());

    assertThatThrownBy(
            () ->
                SupportCheck.check(
                    new DataSplits("pictures", data, data, data),
                    BernoulliLikelihood.of(12),
                    RANDOM))
        .hasMessageContaining(
            "split train, example 0, pixel row 1, column 2, channel 1: the value is -1.0");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void undefinedValueIsRefusedByEveryLikelihood(float value) {
    DataSet data = rows(4, 2, 0, value);

    assertThatThrownBy(
            () ->
                SupportCheck.check(
                    new DataSplits("table", data, data, data),
                    GaussianLikelihood.unitVariance(3, GaussianMean.IDENTITY),
                    RANDOM))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("split train, example 2, column 'x0'", "fill in");
  }

  @Test
  void dataOfAnotherShapeThanTheModelIsRefused() {
    DataSet data = rows(4, 0, 0, 0);

    assertThatThrownBy(() -> ShapeCheck.check(new DataSplits("t", data, data, data), Toy.vae(1)))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("data 't' has 3 numbers", "the model is one for 12");
  }

  @Test
  void priorOverAnotherCodeThanTheEncodersIsRefused() {
    Vae model =
        new Vae(
            Toy.encoder(1, PosteriorFamily.GAUSSIAN, Toy.NETWORK),
            Toy.decoder(1, Toy.NETWORK),
            StandardNormalPrior.of(Toy.LATENT + 1),
            BernoulliLikelihood.of(Toy.FEATURES),
            KlDivergence.create());

    assertThatThrownBy(() -> ShapeCheck.check(Toy.patterns(1, 1, 1), model))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll("2 dimensions", "prior is over 3");
  }
}
