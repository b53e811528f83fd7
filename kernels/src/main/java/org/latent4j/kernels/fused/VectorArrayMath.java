package org.latent4j.kernels.fused;

import static org.latent4j.kernels.fused.Elementary.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.latent4j.api.tensor.Activation;

/**
 * The inner loops on the Vector API; what is left at the end of a stretch goes through {@link
 * PlainArrayMath}.
 */
final class VectorArrayMath implements ArrayMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private final PlainArrayMath plain = new PlainArrayMath();

  @Override
  public String description() {
    return "Vector API, " + SPECIES.vectorBitSize() + " bits";
  }

  private static FloatVector exp(FloatVector x) {
    VectorMask<Float> high = x.compare(VectorOperators.GT, EXP_HIGH);
    VectorMask<Float> low = x.compare(VectorOperators.LT, EXP_LOW);
    FloatVector shifted =
        x.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x);
    r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
    FloatVector p = FloatVector.broadcast(SPECIES, E0);
    p = p.fma(r, FloatVector.broadcast(SPECIES, E1));
    p = p.fma(r, FloatVector.broadcast(SPECIES, E2));
    p = p.fma(r, FloatVector.broadcast(SPECIES, E3));
    p = p.fma(r, FloatVector.broadcast(SPECIES, E4));
    p = p.fma(r, FloatVector.broadcast(SPECIES, E5));
    p = p.fma(r.mul(r), r).add(1f);
    // 2ⁿ as 2 · 2ⁿ⁻¹, for n may be 128.
    IntVector bits = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3F000000);
    FloatVector y = p.mul(bits.reinterpretAsFloats()).mul(2f);
    return y.blend(Float.POSITIVE_INFINITY, high).blend(0f, low);
  }

  private static FloatVector log1pOfUnit(FloatVector u) {
    FloatVector t = u.div(u.add(2f));
    FloatVector s = t.mul(t);
    FloatVector p = FloatVector.broadcast(SPECIES, 1 / 13f);
    p = p.fma(s, FloatVector.broadcast(SPECIES, 1 / 11f));
    p = p.fma(s, FloatVector.broadcast(SPECIES, 1 / 9f));
    p = p.fma(s, FloatVector.broadcast(SPECIES, 1 / 7f));
    p = p.fma(s, FloatVector.broadcast(SPECIES, 1 / 5f));
    p = p.fma(s, FloatVector.broadcast(SPECIES, 1 / 3f));
    p = p.fma(s, FloatVector.broadcast(SPECIES, 1f));
    return p.mul(t).mul(2f);
  }

  private static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    FloatVector inverse = FloatVector.broadcast(SPECIES, 1f).div(e.add(1f));
    return inverse.blend(e.mul(inverse), x.compare(VectorOperators.LT, 0f));
  }

  private static FloatVector softplus(FloatVector x) {
    return x.max(0f).add(log1pOfUnit(exp(x.abs().neg())));
  }

  private static FloatVector tanh(FloatVector x) {
    FloatVector magnitude = x.abs();
    FloatVector z = x.mul(x);
    FloatVector p = FloatVector.broadcast(SPECIES, T0);
    p = p.fma(z, FloatVector.broadcast(SPECIES, T1));
    p = p.fma(z, FloatVector.broadcast(SPECIES, T2));
    p = p.fma(z, FloatVector.broadcast(SPECIES, T3));
    p = p.fma(z, FloatVector.broadcast(SPECIES, T4));
    FloatVector small = p.mul(z).fma(x, x);
    FloatVector e = exp(magnitude.min(TANH_ONE).mul(2f));
    FloatVector large =
        FloatVector.broadcast(SPECIES, 1f).sub(FloatVector.broadcast(SPECIES, 2f).div(e.add(1f)));
    large = large.blend(large.neg(), x.compare(VectorOperators.LT, 0f));
    return small.blend(large, magnitude.compare(VectorOperators.GE, TANH_SMALL));
  }

  @Override
  public void exp(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      exp(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
    plain.exp(x, y, i, to);
  }

  @Override
  public void tanh(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      tanh(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
    plain.tanh(x, y, i, to);
  }

  @Override
  public void sigmoid(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      sigmoid(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
    plain.sigmoid(x, y, i, to);
  }

  @Override
  public void softplus(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      softplus(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
    plain.softplus(x, y, i, to);
  }

  @Override
  public void activate(Activation activation, float[] y, int offset, int count) {
    int end = offset + count - count % LANES;
    // One loop for each activation: a switch inside would keep the vectors from staying in
    // registers.
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> {
        for (int i = offset; i < end; i += LANES) {
          FloatVector.fromArray(SPECIES, y, i).max(0f).intoArray(y, i);
        }
      }
      case LEAKY_RELU -> {
        for (int i = offset; i < end; i += LANES) {
          FloatVector x = FloatVector.fromArray(SPECIES, y, i);
          x.max(x.mul((float) Activation.LEAKY_SLOPE)).intoArray(y, i);
        }
      }
      case TANH -> tanh(y, y, offset, end);
      case SOFTPLUS -> softplus(y, y, offset, end);
      case SIGMOID -> sigmoid(y, y, offset, end);
      case GELU ->
          throw new IllegalArgumentException(
              "the derivative of GELU does not follow from its value");
    }
    plain.activate(activation, y, end, count % LANES);
  }

  private static FloatVector sum(float[] a, int aOffset, float[] b, int bOffset) {
    return FloatVector.fromArray(SPECIES, a, aOffset)
        .add(FloatVector.fromArray(SPECIES, b, bOffset));
  }

  @Override
  public void activationGradient(
      Activation activation,
      float[] y,
      float[] dy,
      int offset,
      float[] sum,
      int sumOffset,
      int count) {
    int whole = count - count % LANES;
    switch (activation) {
      case IDENTITY -> {
        for (int i = 0; i < whole; i += LANES) {
          sum(dy, offset + i, sum, sumOffset + i).intoArray(sum, sumOffset + i);
        }
      }
      case RELU -> {
        for (int i = 0; i < whole; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, offset + i);
          FloatVector d =
              FloatVector.fromArray(SPECIES, dy, offset + i)
                  .blend(0f, v.compare(VectorOperators.LE, 0f));
          store(d, dy, offset + i, sum, sumOffset + i);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < whole; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, offset + i);
          FloatVector d = FloatVector.fromArray(SPECIES, dy, offset + i);
          d = d.blend(d.mul((float) Activation.LEAKY_SLOPE), v.compare(VectorOperators.LE, 0f));
          store(d, dy, offset + i, sum, sumOffset + i);
        }
      }
      case TANH -> {
        for (int i = 0; i < whole; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, offset + i);
          FloatVector slope = FloatVector.broadcast(SPECIES, 1f).sub(v.mul(v));
          store(
              FloatVector.fromArray(SPECIES, dy, offset + i).mul(slope),
              dy,
              offset + i,
              sum,
              sumOffset + i);
        }
      }
      case SOFTPLUS -> {
        for (int i = 0; i < whole; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, offset + i);
          FloatVector slope = FloatVector.broadcast(SPECIES, 1f).sub(exp(v.neg()));
          store(
              FloatVector.fromArray(SPECIES, dy, offset + i).mul(slope),
              dy,
              offset + i,
              sum,
              sumOffset + i);
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < whole; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, offset + i);
          FloatVector slope = v.mul(FloatVector.broadcast(SPECIES, 1f).sub(v));
          store(
              FloatVector.fromArray(SPECIES, dy, offset + i).mul(slope),
              dy,
              offset + i,
              sum,
              sumOffset + i);
        }
      }
      case GELU ->
          throw new IllegalArgumentException(
              "the derivative of GELU does not follow from its value");
    }
    plain.activationGradient(
        activation, y, dy, offset + whole, sum, sumOffset + whole, count - whole);
  }

  private static void store(FloatVector d, float[] dy, int offset, float[] sum, int sumOffset) {
    d.intoArray(dy, offset);
    FloatVector.fromArray(SPECIES, sum, sumOffset).add(d).intoArray(sum, sumOffset);
  }

  @Override
  public double bernoulli(float[] logits, float[] x, float[] g, int offset, int count) {
    int whole = count - count % LANES;
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = offset; i < offset + whole; i += LANES) {
      FloatVector l = FloatVector.fromArray(SPECIES, logits, i);
      FloatVector t = FloatVector.fromArray(SPECIES, x, i);
      // exp(−|l|) serves both ln(1 + exp l) = max(l, 0) + ln(1 + exp −|l|) and the logistic
      // function.
      FloatVector e = exp(l.abs().neg());
      FloatVector inverse = one.div(e.add(1f));
      FloatVector sigmoid = inverse.blend(e.mul(inverse), l.compare(VectorOperators.LT, 0f));
      t.sub(sigmoid).intoArray(g, i);
      sum = sum.add(t.mul(l).sub(l.max(0f)).sub(log1pOfUnit(e)));
    }
    double rest = plain.bernoulli(logits, x, g, offset + whole, count - whole);
    return total(sum) + rest;
  }

  @Override
  public double bernoulli(float[] logits, float[] x, int offset, int count) {
    int whole = count - count % LANES;
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = offset; i < offset + whole; i += LANES) {
      FloatVector l = FloatVector.fromArray(SPECIES, logits, i);
      FloatVector t = FloatVector.fromArray(SPECIES, x, i);
      FloatVector e = exp(l.abs().neg());
      sum = sum.add(t.mul(l).sub(l.max(0f)).sub(log1pOfUnit(e)));
    }
    double rest = plain.bernoulli(logits, x, offset + whole, count - whole);
    return total(sum) + rest;
  }

  /** The sum of the lanes in order; reduceLanes leaves the order, and so the last bits, open. */
  private static double total(FloatVector lanes) {
    double sum = 0;
    for (int i = 0; i < LANES; i++) {
      sum += lanes.lane(i);
    }
    return sum;
  }

  @Override
  public void scale(float scale, float[] y, int offset, int count) {
    plain.scale(scale, y, offset, count); // vectorised by the compiler
  }

  @Override
  public void addScaled(float scale, float[] x, float[] y, int offset, int count) {
    plain.addScaled(scale, x, y, offset, count); // vectorised by the compiler
  }

  @Override
  public void adam(
      float[] value,
      float[] gradient,
      float[] first,
      float[] second,
      float rate,
      float keep1,
      float add1,
      float keep2,
      float add2,
      float epsilon,
      int from,
      int to) {
    plain.adam(
        value, gradient, first, second, rate, keep1, add1, keep2, add2, epsilon, from,
        to); // likewise
  }
}
