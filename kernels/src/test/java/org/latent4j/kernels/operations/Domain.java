package org.latent4j.kernels.operations;

import org.latent4j.api.tensor.RandomStream;

/** Where an operation's inputs are drawn from. */
public enum Domain {
  /** Standard normal. */
  NORMAL {
    @Override
    double draw(RandomStream random) {
      return random.nextGaussian();
    }
  },
  /** In [0.25, 4]: for logarithms, roots and denominators. */
  POSITIVE {
    @Override
    double draw(RandomStream random) {
      return Math.pow(4, 2 * random.nextDouble() - 1);
    }
  },
  /** Of either sign, at least 0.25 from 0 and from ±1: where kinked functions are smooth. */
  OFF_THE_KINKS {
    @Override
    double draw(RandomStream random) {
      double size =
          random.nextInt(2) == 0 ? 0.25 + 0.5 * random.nextDouble() : 1.25 + random.nextDouble();
      return random.nextInt(2) == 0 ? size : -size;
    }
  },
  /** One of −2, −1, −0, 0, 1 and 2: exactly where kinked functions have their kinks. */
  ON_THE_KINKS {
    private final double[] points = {-2, -1, -0.0, 0, 1, 2};

    @Override
    double draw(RandomStream random) {
      return points[random.nextInt(points.length)];
    }
  },
  /** In [0, 1]: grey values. */
  UNIT {
    @Override
    double draw(RandomStream random) {
      return random.nextDouble();
    }
  },
  /** Magnitudes from 1e-6 to 1e4 of either sign, equally likely on a logarithmic scale. */
  WIDE {
    @Override
    double draw(RandomStream random) {
      double size = Math.pow(10, -6 + 10 * random.nextDouble());
      return random.nextInt(2) == 0 ? size : -size;
    }
  },
  /** In [−1e-6, 1e-6]. */
  TINY {
    @Override
    double draw(RandomStream random) {
      return 2e-6 * random.nextDouble() - 1e-6;
    }
  },
  /** In [−30, 30]: variances from 1e-13 to 1e13. */
  LOG_VARIANCE {
    @Override
    double draw(RandomStream random) {
      return 60 * random.nextDouble() - 30;
    }
  };

  abstract double draw(RandomStream random);

  float[] fill(int count, RandomStream random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) draw(random);
    }
    return numbers;
  }
}
