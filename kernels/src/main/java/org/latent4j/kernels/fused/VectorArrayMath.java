package org.latent4j.kernels.fused;

import static org.latent4j.kernels.fused.Elementary.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.latent4j.api.tensor.Activation;
import org.latent4j.kernels.lifetime.PerThread;

/**
 * The inner loops on the Vector API; what is left at the end of a stretch goes through {@link
 * PlainArrayMath}.
 *
 * <p>No vector is handed from one method to another, but arrays are. The compiler keeps vectors in
 * registers within the methods that it compiles as one, and which of ours it compiles as one
 * depends on which it has compiled before: one that takes or returns vectors, once compiled alone,
 * may make each of them an object for as long as the process lives.
 */
final class VectorArrayMath implements ArrayMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /**
   * Numbers gone through at a time: operands and {@link Scratch} stay in the nearest cache, and no
   * lane has more than 64 of them.
   */
  private static final int STRETCH = Math.min(512, 64 * LANES);

  private final PlainArrayMath plain = new PlainArrayMath();
  private final PerThread<Scratch> scratches = new PerThread<>(Scratch::new);

  /** What a thread keeps between the loops over a stretch. */
  private static final class Scratch {
    /** An exponential. */
    final float[] e = new float[STRETCH];

    /** A logarithm. */
    final float[] log = new float[STRETCH];

    /** A number for each lane. */
    final float[] lanes = new float[LANES];
  }

  private static int whole(int count) {
    return count - count % LANES;
  }

  @Override
  public String description() {
    return "Vector API, " + SPECIES.vectorBitSize() + " bits";
  }

  /** y = exp x over whole vectors. */
  private static void exp(float[] x, int xOffset, float[] y, int yOffset, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      VectorMask<Float> high = v.compare(VectorOperators.GT, EXP_HIGH);
      VectorMask<Float> low = v.compare(VectorOperators.LT, EXP_LOW);
      FloatVector shifted =
          v.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
      FloatVector n = shifted.sub(ROUND);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
      r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(SPECIES, E0);
      p = p.fma(r, FloatVector.broadcast(SPECIES, E1));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E2));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E3));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E4));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E5));
      p = p.fma(r.mul(r), r).add(1f);
      // 2ⁿ as 2 · 2ⁿ⁻¹, for n may be 128.
      IntVector bits =
          shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3F000000);
      p.mul(bits.reinterpretAsFloats())
          .mul(2f)
          .blend(Float.POSITIVE_INFINITY, high)
          .blend(0f, low)
          .intoArray(y, yOffset + i);
    }
  }

  /** e = exp −|x| over whole vectors, which serves the logistic function and ln(1 + exp x). */
  private static void expOfMinusMagnitude(float[] x, int offset, float[] e, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector.fromArray(SPECIES, x, offset + i).abs().neg().intoArray(e, i);
    }
    exp(e, 0, e, 0, count);
  }

  /** y = ln(1 + u) over whole vectors, for u in [0, 1]. */
  private static void log1pOfUnit(float[] u, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, u, i);
      FloatVector t = v.div(v.add(2f));
      FloatVector s = t.mul(t);
      FloatVector p = FloatVector.broadcast(SPECIES, 1 / 13f);
      p = p.fma(s, FloatVector.broadcast(SPECIES, 1 / 11f));
      p = p.fma(s, FloatVector.broadcast(SPECIES, 1 / 9f));
      p = p.fma(s, FloatVector.broadcast(SPECIES, 1 / 7f));
      p = p.fma(s, FloatVector.broadcast(SPECIES, 1 / 5f));
      p = p.fma(s, FloatVector.broadcast(SPECIES, 1 / 3f));
      p = p.fma(s, FloatVector.broadcast(SPECIES, 1f));
      p.mul(t).mul(2f).intoArray(y, i);
    }
  }

  @Override
  public void exp(float[] x, float[] y, int from, int to) {
    int end = from + whole(to - from);
    exp(x, from, y, from, end - from);
    plain.exp(x, y, end, to);
  }

  /** e / (e + 2) with e = exp 2|x| − 1, which {@link Elementary#tanh} explains. */
  @Override
  public void tanh(float[] x, float[] y, int from, int to) {
    int end = from + whole(to - from);
    for (int i = from; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector a = v.abs();
      a = a.blend(TANH_ONE, a.compare(VectorOperators.GT, TANH_ONE)).mul(2f);
      FloatVector shifted =
          a.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
      FloatVector n = shifted.sub(ROUND);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), a);
      r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(SPECIES, E0);
      p = p.fma(r, FloatVector.broadcast(SPECIES, E1));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E2));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E3));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E4));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E5));
      p = p.fma(r.mul(r), r);
      FloatVector scale =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .add(0x3F800000)
              .reinterpretAsFloats();
      FloatVector e = p.fma(scale, scale.sub(1f));
      FloatVector t = e.div(e.add(2f));
      t.blend(t.neg(), v.compare(VectorOperators.LT, 0f)).intoArray(y, i);
    }
    plain.tanh(x, y, end, to);
  }

  @Override
  public void sigmoid(float[] x, float[] y, int from, int to) {
    float[] e = scratches.get().e;
    int end = from + whole(to - from);
    for (int i = from; i < end; i += STRETCH) {
      int count = Math.min(STRETCH, end - i);
      expOfMinusMagnitude(x, i, e, count);
      sigmoid(x, y, i, count, e);
    }
    plain.sigmoid(x, y, end, to);
  }

  private static void sigmoid(float[] x, float[] y, int offset, int count, float[] e) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, e, i);
      FloatVector inverse = FloatVector.broadcast(SPECIES, 1f).div(u.add(1f));
      VectorMask<Float> negative =
          FloatVector.fromArray(SPECIES, x, offset + i).compare(VectorOperators.LT, 0f);
      inverse.blend(u.mul(inverse), negative).intoArray(y, offset + i);
    }
  }

  @Override
  public void softplus(float[] x, float[] y, int from, int to) {
    Scratch scratch = scratches.get();
    int end = from + whole(to - from);
    for (int i = from; i < end; i += STRETCH) {
      int count = Math.min(STRETCH, end - i);
      expOfMinusMagnitude(x, i, scratch.e, count);
      log1pOfUnit(scratch.e, scratch.log, count);
      softplus(x, y, i, count, scratch.log);
    }
    plain.softplus(x, y, end, to);
  }

  private static void softplus(float[] x, float[] y, int offset, int count, float[] log) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector.fromArray(SPECIES, x, offset + i)
          .max(0f)
          .add(FloatVector.fromArray(SPECIES, log, i))
          .intoArray(y, offset + i);
    }
  }

  @Override
  public void activate(Activation activation, float[] y, int offset, int count) {
    int end = offset + whole(count);
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
    plain.activate(activation, y, end, offset + count - end);
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
    int whole = whole(count);
    int end = offset + whole;
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> {
        for (int i = offset; i < end; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, i);
          FloatVector d = FloatVector.fromArray(SPECIES, dy, i);
          d.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(dy, i);
        }
      }
      case LEAKY_RELU -> {
        for (int i = offset; i < end; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, i);
          FloatVector d = FloatVector.fromArray(SPECIES, dy, i);
          FloatVector less = d.mul((float) Activation.LEAKY_SLOPE);
          d.blend(less, v.compare(VectorOperators.LE, 0f)).intoArray(dy, i);
        }
      }
      case TANH -> {
        for (int i = offset; i < end; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, i);
          FloatVector slope = FloatVector.broadcast(SPECIES, 1f).sub(v.mul(v));
          FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dy, i);
        }
      }
      case SOFTPLUS -> softplusGradient(y, dy, offset, end);
      case SIGMOID -> {
        for (int i = offset; i < end; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, i);
          FloatVector slope = v.mul(FloatVector.broadcast(SPECIES, 1f).sub(v));
          FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dy, i);
        }
      }
      case GELU ->
          throw new IllegalArgumentException(
              "the derivative of GELU does not follow from its value");
    }
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, sum, sumOffset + i)
          .add(FloatVector.fromArray(SPECIES, dy, offset + i))
          .intoArray(sum, sumOffset + i);
    }
    plain.activationGradient(activation, y, dy, end, sum, sumOffset + whole, count - whole);
  }

  /** dy ← dy (1 − exp −y) over whole vectors; y is not negative. */
  private void softplusGradient(float[] y, float[] dy, int from, int end) {
    float[] e = scratches.get().e;
    for (int i = from; i < end; i += STRETCH) {
      int count = Math.min(STRETCH, end - i);
      expOfMinusMagnitude(y, i, e, count);
      for (int j = 0; j < count; j += LANES) {
        FloatVector slope =
            FloatVector.broadcast(SPECIES, 1f).sub(FloatVector.fromArray(SPECIES, e, j));
        FloatVector.fromArray(SPECIES, dy, i + j).mul(slope).intoArray(dy, i + j);
      }
    }
  }

  @Override
  public double bernoulli(float[] logits, float[] x, float[] g, int offset, int count) {
    return vectors(logits, x, g, offset, whole(count))
        + plain.bernoulli(logits, x, g, offset + whole(count), count % LANES);
  }

  @Override
  public double bernoulli(float[] logits, float[] x, int offset, int count) {
    return vectors(logits, x, null, offset, whole(count))
        + plain.bernoulli(logits, x, offset + whole(count), count % LANES);
  }

  /** The Bernoulli density over whole vectors, and its derivative where there is room for it. */
  private double vectors(float[] logits, float[] x, float @Nullable [] g, int offset, int count) {
    float[] lanes = scratches.get().lanes;
    double sum = 0;
    for (int from = 0; from < count; from += STRETCH) {
      int length = Math.min(STRETCH, count - from);
      sum += bernoulliStretch(logits, x, g, offset + from, length, lanes);
    }
    return sum;
  }

  /**
   * Σ x l − max(l, 0) − ln(1 + e) with e = exp −|l|, and g = x − σ(l). One logarithm serves a
   * stretch, that of ∏ (1 + e), which is no more than 2⁶⁴ in a lane. The exponential is {@link
   * #exp(float[], int, float[], int, int) that of arrays}, written out for arguments that are not
   * positive: e stays in a register.
   */
  private static double bernoulliStretch(
      float[] logits, float[] x, float @Nullable [] g, int offset, int count, float[] lanes) {
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector product = FloatVector.broadcast(SPECIES, 1f);
    for (int i = offset; i < offset + count; i += LANES) {
      FloatVector l = FloatVector.fromArray(SPECIES, logits, i);
      FloatVector t = FloatVector.fromArray(SPECIES, x, i);
      FloatVector v = l.abs().neg();
      FloatVector shifted =
          v.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
      FloatVector n = shifted.sub(ROUND);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
      r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(SPECIES, E0);
      p = p.fma(r, FloatVector.broadcast(SPECIES, E1));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E2));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E3));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E4));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E5));
      p = p.fma(r.mul(r), r).add(1f);
      IntVector bits =
          shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3F800000);
      FloatVector e =
          p.mul(bits.reinterpretAsFloats()).blend(0f, v.compare(VectorOperators.LT, EXP_LOW));

      VectorMask<Float> negative = l.compare(VectorOperators.LT, 0f);
      sum = sum.add(t.mul(l).sub(l.blend(0f, negative)));
      product = product.fma(e, product);
      if (g != null) {
        FloatVector inverse = FloatVector.broadcast(SPECIES, 1f).div(e.add(1f));
        t.sub(inverse.blend(e.mul(inverse), negative)).intoArray(g, i);
      }
    }
    // In order: reduceLanes leaves it, and so the last bits, open.
    double total = 0;
    sum.intoArray(lanes, 0);
    for (float lane : lanes) {
      total += lane;
    }
    double factors = 1;
    product.intoArray(lanes, 0);
    for (float lane : lanes) {
      factors *= lane;
    }
    return total - Math.log(factors);
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
      int shift,
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
    int end = from + whole(to - from);
    for (int i = from; i < end; i += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, gradient, i + shift);
      FloatVector m = FloatVector.fromArray(SPECIES, first, i).mul(keep1).add(g.mul(add1));
      FloatVector v = FloatVector.fromArray(SPECIES, second, i).mul(keep2).add(g.mul(add2).mul(g));
      m.intoArray(first, i);
      v.intoArray(second, i);
      FloatVector move = m.mul(rate).div(v.sqrt().add(epsilon));
      FloatVector.fromArray(SPECIES, value, i).sub(move).intoArray(value, i);
    }
    plain.adam(
        value, gradient, shift, first, second, rate, keep1, add1, keep2, add2, epsilon, end, to);
  }

  @Override
  public void momentum(
      float[] value,
      float[] gradient,
      int shift,
      float[] velocity,
      float rate,
      float momentum,
      int from,
      int to) {
    int end = from + whole(to - from);
    for (int i = from; i < end; i += LANES) {
      FloatVector u =
          FloatVector.fromArray(SPECIES, velocity, i)
              .mul(momentum)
              .add(FloatVector.fromArray(SPECIES, gradient, i + shift));
      u.intoArray(velocity, i);
      FloatVector.fromArray(SPECIES, value, i).sub(u.mul(rate)).intoArray(value, i);
    }
    plain.momentum(value, gradient, shift, velocity, rate, momentum, end, to);
  }
}
