package org.latent4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.PointPosterior;
import org.latent4j.api.model.Posterior;
import org.latent4j.api.model.Prior;
import org.latent4j.api.model.Rate;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.priors.StandardNormalPrior;

class EvidenceLowerBoundTests {
  private static final int N = 500;
  private static final int SAMPLES = 20;
  // A sum of some ten float terms of size up to 100 is good to a few times 1e-6 of it.
  private static final double ROUNDING = 1e-3;
  private static final RowsData DATA = LinearGaussian.data(N, RandomStreams.seeded(1));

  private static Evaluation evaluate(ComposedModel model, int samples) {
    return new Evaluator(Engines.FUSED, 128, List.of(new EvidenceLowerBound(samples)))
        .evaluate(model, DATA, RandomStreams.seeded(2));
  }

  private static double average(IntToDoubleFunction ofRow) {
    return IntStream.range(0, N).mapToDouble(ofRow).average().orElseThrow();
  }

  private static double value(Evaluation evaluation, String metric) {
    return evaluation.get(metric).value().orElseThrow();
  }

  /** One standard deviation of the mean distortion for given data, from its closed form. */
  private static double scatterOfDraws(int samples) {
    double variance = average(row -> LinearGaussian.distortionVariance(DATA.rows(), row));
    return Math.sqrt(variance / samples / N);
  }

  @Test
  void boundOfTheExactPosteriorIsTheLogLikelihood() {
    Evaluation evaluation = evaluate(LinearGaussian.model(0), SAMPLES);
    double logLikelihood = average(row -> LinearGaussian.logDensity(DATA.rows(), row));
    assertThat(value(evaluation, "elbo"))
        .isCloseTo(logLikelihood, within(5 * scatterOfDraws(SAMPLES) + ROUNDING));
  }

  @Test
  void boundOfAnotherPosteriorIsLessByItsDivergenceFromTheExactOne() {
    double shift = 0.25;
    Evaluation evaluation = evaluate(LinearGaussian.model(shift), SAMPLES);
    double logLikelihood = average(row -> LinearGaussian.logDensity(DATA.rows(), row));
    double divergence = 0;
    for (int k = 0; k < LinearGaussian.LATENT; k++) {
      divergence += shift * shift / (2 * LinearGaussian.posteriorVariance(k));
    }
    // The shift makes a draw's distortion scatter more: by at most shift ‖wₖ‖² σₖ / s² a dimension.
    double more = 0;
    for (int k = 0; k < LinearGaussian.LATENT; k++) {
      double slope =
          shift
              * LinearGaussian.squaredLength(k)
              * Math.sqrt(LinearGaussian.posteriorVariance(k))
              / LinearGaussian.VARIANCE;
      more += slope * slope;
    }
    double scatter = scatterOfDraws(SAMPLES) + Math.sqrt(more / SAMPLES / N);
    assertThat(value(evaluation, "elbo"))
        .isCloseTo(logLikelihood - divergence, within(5 * scatter + ROUNDING));
  }

  @Test
  void rateIsTheClosedFormSplitByDimension() {
    Estimate rate = evaluate(LinearGaussian.model(0), 1).get("rate");
    assertThat(rate.settings()).containsEntry("method", Rate.CLOSED_FORM);
    double sum = 0;
    for (int k = 0; k < LinearGaussian.LATENT; k++) {
      int dimension = k;
      double expected = average(row -> LinearGaussian.rate(DATA.rows(), row, dimension));
      assertThat(rate.parts().get(k)).isCloseTo(expected, within(1e-5 * expected));
      sum += expected;
    }
    assertThat(rate.value().orElseThrow()).isCloseTo(sum, within(1e-5 * sum));
  }

  @Test
  void standardErrorIsThatOfTheMeanOverExamples() {
    Estimate rate = evaluate(LinearGaussian.model(0), 1).get("rate");
    double[] rates =
        IntStream.range(0, N)
            .mapToDouble(
                row ->
                    LinearGaussian.rate(DATA.rows(), row, 0)
                        + LinearGaussian.rate(DATA.rows(), row, 1))
            .toArray();
    double mean = IntStream.range(0, N).mapToDouble(i -> rates[i]).average().orElseThrow();
    double squares = 0;
    for (double each : rates) {
      squares += (each - mean) * (each - mean);
    }
    double expected = Math.sqrt(squares / (N - 1) / N);
    assertThat(rate.standardError().orElseThrow()).isCloseTo(expected, within(1e-4 * expected));
  }

  @Test
  void valuesOfExamplesAreKeptInTheirOrder() {
    List<Double> rates = evaluate(LinearGaussian.model(0), 1).get("rate").examples();
    assertThat(rates).hasSize(N);
    for (int row = 0; row < N; row++) {
      double expected =
          LinearGaussian.rate(DATA.rows(), row, 0) + LinearGaussian.rate(DATA.rows(), row, 1);
      assertThat(rates.get(row)).isCloseTo(expected, within(1e-5 * expected));
    }
  }

  @Test
  void boundIsMinusDistortionMinusRate() {
    Evaluation evaluation = evaluate(LinearGaussian.model(0.5), 3);
    assertThat(value(evaluation, "elbo"))
        .isCloseTo(-(value(evaluation, "distortion") + value(evaluation, "rate")), within(1e-9));
  }

  @Test
  void rateWithoutAClosedFormIsEstimatedByTheDrawsAndSaysSo() {
    Prior silent = new WithoutClosedForm(StandardNormalPrior.of(LinearGaussian.LATENT));
    Estimate rate = evaluate(LinearGaussian.model(0).with(silent), SAMPLES).get("rate");
    double expected =
        average(
            row ->
                LinearGaussian.rate(DATA.rows(), row, 0)
                    + LinearGaussian.rate(DATA.rows(), row, 1));
    assertThat(rate.settings()).containsEntry("method", Rate.MONTE_CARLO);
    assertThat(rate.parts()).isEmpty();
    assertThat(rate.value().orElseThrow())
        .isCloseTo(expected, within(5 * rate.standardError().orElseThrow()));
  }

  @Test
  void deterministicCodeHasADistortionButNeitherRateNorBoundAndSaysWhy() {
    ComposedModel gaussian = LinearGaussian.model(0);
    ComposedModel deterministic =
        ComposedModel.of(
            x ->
                new PointPosterior(
                    ((DiagonalGaussian) gaussian.encoder().encode(x, Mode.EVALUATION)).mean()),
            z -> gaussian.decoder().decode(z, Mode.EVALUATION),
            gaussian.prior(),
            gaussian.likelihood());
    Evaluation evaluation = evaluate(deterministic, SAMPLES);
    assertThat(evaluation.get("rate").value()).isEmpty();
    assertThat(evaluation.get("rate").reason().orElseThrow()).contains("deterministic");
    assertThat(evaluation.get("elbo").value()).isEmpty();
    assertThat(evaluation.get("elbo").reason().orElseThrow()).contains("no evidence lower bound");
    double expected =
        average(
            row -> {
              double squares = LinearGaussian.squaredNorm(DATA.rows(), row);
              for (int k = 0; k < LinearGaussian.LATENT; k++) {
                double mean = LinearGaussian.posteriorMean(DATA.rows(), row, k);
                squares +=
                    mean * mean * LinearGaussian.squaredLength(k)
                        - 2 * mean * LinearGaussian.projection(DATA.rows(), row, k);
              }
              return 0.5 * squares / LinearGaussian.VARIANCE
                  + 0.5 * LinearGaussian.FEATURES * Math.log(2 * Math.PI * LinearGaussian.VARIANCE);
            });
    assertThat(value(evaluation, "distortion")).isCloseTo(expected, within(ROUNDING));
  }

  @Test
  void valueThatIsNotFiniteBecomesAReason() {
    ComposedModel model = LinearGaussian.model(0);
    ComposedModel broken =
        ComposedModel.of(
            x -> model.encoder().encode(x, Mode.EVALUATION),
            z -> model.decoder().decode(z, Mode.EVALUATION).times(Double.NaN),
            model.prior(),
            model.likelihood());
    Estimate elbo = evaluate(broken, 1).get("elbo");
    assertThat(elbo.value()).isEmpty();
    assertThat(elbo.reason().orElseThrow()).contains("NaN");
  }

  /** A prior that knows no closed form. */
  private record WithoutClosedForm(Prior known) implements Prior {
    @Override
    public int latent() {
      return known.latent();
    }

    @Override
    public Var logDensity(Var z) {
      return known.logDensity(z);
    }

    @Override
    public void sample(RandomStream random, Tensor into) {
      known.sample(random, into);
    }

    @Override
    public Optional<Var> klFrom(Posterior posterior) {
      return Optional.empty();
    }
  }
}
