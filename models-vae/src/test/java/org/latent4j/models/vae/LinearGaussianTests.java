package org.latent4j.models.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.latent4j.api.model.DiagonalGaussian;
import org.latent4j.api.model.Loss;
import org.latent4j.api.model.Mode;
import org.latent4j.api.model.PosteriorFamily;
import org.latent4j.api.model.Step;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.api.tensor.Var;
import org.latent4j.divergences.KlDivergence;
import org.latent4j.kernels.Nd4jEngine;
import org.latent4j.kernels.Precision;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.likelihoods.GaussianLikelihood;
import org.latent4j.likelihoods.GaussianMean;
import org.latent4j.networks.MlpDecoder;
import org.latent4j.networks.MlpEncoder;
import org.latent4j.networks.MlpSettings;
import org.latent4j.priors.StandardNormalPrior;

/**
 * The identity ln p(x) = ELBO + KL(q(z|x) ‖ p(z|x)) where all of it is known: z ~ N(0, I), x|z ~
 * N(Wᵀz + b, σ²I), any linear encoder. Then x ~ N(b, WᵀW + σ²I) and z|x ~ N(M⁻¹W(x − b)/σ², M⁻¹)
 * with M = I + WWᵀ/σ² (Tipping and Bishop, 1999). The bound comes from the code that trains, with
 * sigma points in place of noise, in double precision: the identity holds to rounding.
 */
class LinearGaussianTests {
  /** √4 is a number that floats hold. */
  private static final int LATENT = 4;

  private static final int FEATURES = 6;
  private static final double VARIANCE = 0.25;

  /** Sums of some hundred products of numbers up to 100, each exact to 2⁻⁵³ of itself. */
  private static final Offset<Double> ROUNDING = within(1e-10);

  private static final Engine ENGINE = Nd4jEngine.create(Precision.DOUBLE);
  private static final RandomStream WEIGHTS = RandomStreams.seeded(4);
  private static final RandomStream NOISE = new SigmaPoints(LATENT);

  private final MlpEncoder encoder =
      MlpEncoder.of(
          "encoder",
          FEATURES,
          LATENT,
          PosteriorFamily.GAUSSIAN,
          MlpSettings.hidden(new int[0]),
          WEIGHTS.split("encoder"));
  private final MlpDecoder decoder =
      MlpDecoder.of(
          "decoder", LATENT, FEATURES, MlpSettings.hidden(new int[0]), WEIGHTS.split("decoder"));
  private final StandardNormalPrior prior = StandardNormalPrior.of(LATENT);
  private final GaussianLikelihood likelihood =
      GaussianLikelihood.fixedVariance(FEATURES, GaussianMean.IDENTITY, VARIANCE);
  private final Vae model = new Vae(encoder, decoder, prior, likelihood, KlDivergence.create());
  private final RealVector x = vector(WEIGHTS.split("x").gaussian(FEATURES));

  LinearGaussianTests() {
    // Biases start at 0, which would hide their part in it.
    for (String bias : new String[] {"encoder.head.bias", "decoder.head.bias"}) {
      Parameter parameter = model.parameters().find(bias).orElseThrow();
      float[] values = parameter.value().data();
      WEIGHTS.split(bias).fillGaussian(values, 0, values.length);
    }
  }

  @AfterAll
  static void closeEngine() {
    ENGINE.close();
  }

  @Test
  void evidenceIsTheBoundAndTheDivergenceFromTheTruePosterior() {
    try (Tape tape = ENGINE.newTape()) {
      double elbo = -model.validation(tape.constant(batch()), NOISE).objective().item();

      assertThat(elbo + divergenceFromTruePosterior(tape)).isCloseTo(evidence(), ROUNDING);
    }
  }

  @Test
  void trainingMinimisesTheSameBound() {
    try (Tape tape = ENGINE.newTape()) {
      Loss loss = model.phases().get(0).loss(tape.constant(batch()), new Step(0, 0, NOISE));

      assertThat(-loss.objective().item() + divergenceFromTruePosterior(tape))
          .isCloseTo(evidence(), ROUNDING);
      assertThat(mean(loss.terms().get("elbo"))).isCloseTo(-loss.objective().item(), ROUNDING);
    }
  }

  @Test
  void boundIsTightWhereTheEncoderIsTheTruePosterior() {
    // With orthogonal rows of W the true posterior's covariance is diagonal: M = I + diag(wᵢ²)/σ².
    float[] weight = parameter("decoder.head.weight");
    Arrays.fill(weight, 0);
    for (int i = 0; i < LATENT; i++) {
      weight[i * FEATURES + i] = i + 1;
    }
    float[] encode = parameter("encoder.head.weight");
    float[] bias = parameter("encoder.head.bias");
    float[] offset = parameter("decoder.head.bias");
    Arrays.fill(encode, 0);
    for (int i = 0; i < LATENT; i++) {
      double w = i + 1;
      double precision = 1 + w * w / VARIANCE;
      encode[i * 2 * LATENT + i] = (float) (w / VARIANCE / precision);
      bias[i] = (float) (-w * offset[i] / VARIANCE / precision);
      bias[LATENT + i] = (float) -Math.log(precision);
    }
    try (Tape tape = ENGINE.newTape()) {
      double elbo = -model.validation(tape.constant(batch()), NOISE).objective().item();

      // The encoder's weights are rounded to float, 6e-8 of themselves; the divergence is of
      // second order in that, and never negative.
      assertThat(evidence() - elbo).isBetween(-1e-10, 1e-10);
    }
  }

  @Test
  void boundIsMinusTheDivergenceFromTheJointDistribution() {
    try (Tape tape = ENGINE.newTape()) {
      Var batch = tape.constant(batch());
      double elbo = -model.validation(batch, NOISE).objective().item();
      DiagonalGaussian q = (DiagonalGaussian) encoder.encode(batch, Mode.EVALUATION);
      Var z = q.sample(NOISE);
      Var joint =
          likelihood
              .logDensity(decoder.decode(z, Mode.EVALUATION), batch)
              .plus(prior.logDensity(z));

      // −KL(q(z|x) ‖ p(x, z)) = E_q[ln p(x, z) − ln q(z|x)]
      assertThat(mean(joint.minus(q.logDensity(z).orElseThrow()))).isCloseTo(elbo, ROUNDING);
    }
  }

  /** The same example as often as there are sigma points. */
  private Tensor batch() {
    Tensor batch = Tensor.zeros(2 * LATENT, FEATURES);
    for (int row = 0; row < batch.rows(); row++) {
      for (int j = 0; j < FEATURES; j++) {
        batch.data()[row * FEATURES + j] = (float) x.getEntry(j);
      }
    }
    return batch;
  }

  /** Wᵀ, {@code [features, latent]}. */
  private RealMatrix loadings() {
    return matrix(parameter("decoder.head.weight"), LATENT, FEATURES).transpose();
  }

  /** x − b. */
  private RealVector centred() {
    return x.subtract(vector(Tensor.of(parameter("decoder.head.bias"), FEATURES)));
  }

  /** ln p(x). */
  private double evidence() {
    RealMatrix w = loadings();
    RealMatrix covariance =
        w.multiply(w.transpose())
            .add(MatrixUtils.createRealIdentityMatrix(FEATURES).scalarMultiply(VARIANCE));
    CholeskyDecomposition cholesky = new CholeskyDecomposition(covariance);
    double distance = centred().dotProduct(cholesky.getSolver().solve(centred()));
    return -0.5
        * (FEATURES * Math.log(2 * Math.PI) + Math.log(cholesky.getDeterminant()) + distance);
  }

  /** KL(q(z|x) ‖ p(z|x)) = ½ (tr(Σ₁⁻¹Σ₀) + (μ₁ − μ₀)ᵀΣ₁⁻¹(μ₁ − μ₀) − k + ln(det Σ₁ / det Σ₀)). */
  private double divergenceFromTruePosterior(Tape tape) {
    DiagonalGaussian q = (DiagonalGaussian) encoder.encode(tape.constant(batch()), Mode.EVALUATION);
    double[] means = Arrays.copyOf(q.mean().toDoubles(), LATENT);
    double[] logVariances = Arrays.copyOf(q.logVariance().toDoubles(), LATENT);
    RealMatrix w = loadings();
    RealMatrix precision =
        MatrixUtils.createRealIdentityMatrix(LATENT)
            .add(w.transpose().multiply(w).scalarMultiply(1 / VARIANCE));
    CholeskyDecomposition cholesky = new CholeskyDecomposition(precision);
    RealVector mean =
        cholesky.getSolver().solve(w.transpose().operate(centred()).mapMultiply(1 / VARIANCE));
    RealVector difference = mean.subtract(MatrixUtils.createRealVector(means));
    double divergence = difference.dotProduct(precision.operate(difference)) - LATENT;
    for (int i = 0; i < LATENT; i++) {
      divergence += precision.getEntry(i, i) * Math.exp(logVariances[i]) - logVariances[i];
    }
    return 0.5 * (divergence - Math.log(cholesky.getDeterminant()));
  }

  private float[] parameter(String name) {
    return model.parameters().find(name).orElseThrow().value().data();
  }

  private static double mean(Var values) {
    return Arrays.stream(values.toDoubles()).average().orElseThrow();
  }

  private static RealVector vector(Tensor values) {
    RealVector vector = MatrixUtils.createRealVector(new double[values.size()]);
    for (int i = 0; i < values.size(); i++) {
      vector.setEntry(i, values.data()[i]);
    }
    return vector;
  }

  private static RealMatrix matrix(float[] values, int rows, int columns) {
    RealMatrix matrix = MatrixUtils.createRealMatrix(rows, columns);
    for (int i = 0; i < values.length; i++) {
      matrix.setEntry(i / columns, i % columns, values[i]);
    }
    return matrix;
  }
}
