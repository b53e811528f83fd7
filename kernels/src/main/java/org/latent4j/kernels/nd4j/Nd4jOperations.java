package org.latent4j.kernels.nd4j;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Properties;
import org.latent4j.api.tensor.Engine;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.lifetime.Lifetime;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The engine behind {@link org.latent4j.kernels.Nd4jEngine}. */
final class Nd4jOperations implements Engine {
  private final DataType type;
  private final Lifetime lifetime = new Lifetime();

  Nd4jOperations(boolean inDoublePrecision) {
    this.type = inDoublePrecision ? DataType.DOUBLE : DataType.FLOAT;
    // Loads the native library now, where what goes wrong is reported.
    Nd4j.getBackend();
  }

  @Override
  public String description() {
    return "ND4J "
        + version()
        + ", "
        + Nd4j.getBackend().getClass().getSimpleName()
        + ", "
        + type.name().toLowerCase(Locale.ROOT)
        + ", "
        + Nd4j.getEnvironment().maxThreads()
        + " threads";
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "(version unreadable)";
    }
    return properties.getProperty("version", "(version unknown)");
  }

  @Override
  public Tape newTape() {
    lifetime.require();
    return new Nd4jTape(type, lifetime, true);
  }

  @Override
  public Tape newForwardTape() {
    lifetime.require();
    return new Nd4jTape(type, lifetime, false);
  }

  @Override
  public void adam(
      Tensor value,
      Tensor gradient,
      Tensor firstMoment,
      Tensor secondMoment,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      long step) {
    lifetime.require();
    requireSameSize(value, gradient, firstMoment, secondMoment);
    try (NativeScope s = new NativeScope(type)) {
      INDArray g = row(s, gradient);
      INDArray m = s.plus(s.times(row(s, firstMoment), beta1), s.times(g, 1 - beta1));
      INDArray v = s.plus(s.times(row(s, secondMoment), beta2), s.times(s.times(g, g), 1 - beta2));
      INDArray corrected = s.times(m, 1 / (1 - Math.pow(beta1, (double) step)));
      INDArray root = s.sqrt(s.times(v, 1 / (1 - Math.pow(beta2, (double) step))));
      INDArray move = s.times(s.dividedBy(corrected, s.plus(root, epsilon)), rate);
      Nd4jArrays.copyTo(s.minus(row(s, value), move), value.data());
      Nd4jArrays.copyTo(m, firstMoment.data());
      Nd4jArrays.copyTo(v, secondMoment.data());
    }
  }

  @Override
  public void momentum(
      Tensor value, Tensor gradient, Tensor velocity, double rate, double momentum) {
    lifetime.require();
    requireSameSize(value, gradient, velocity);
    try (NativeScope s = new NativeScope(type)) {
      INDArray u = s.plus(s.times(row(s, velocity), momentum), row(s, gradient));
      Nd4jArrays.copyTo(s.minus(row(s, value), s.times(u, rate)), value.data());
      Nd4jArrays.copyTo(u, velocity.data());
    }
  }

  @Override
  public Session session() {
    lifetime.require();
    return new Session() {
      @Override
      public Runnable prepare(Runnable work) {
        lifetime.require();
        return work;
      }

      @Override
      public void close() {
        // ND4J's threads are its own.
      }
    };
  }

  private static INDArray row(NativeScope scope, Tensor tensor) {
    return scope.fromFloats(tensor.data(), 1, tensor.size());
  }

  private static void requireSameSize(Tensor value, Tensor... others) {
    for (Tensor other : others) {
      if (other.size() != value.size()) {
        throw new IllegalArgumentException(
            "the tensors of one step have different sizes: " + value.size() + ", " + other.size());
      }
    }
  }

  @Override
  public void close() {
    lifetime.end(); // tapes own the native memory; the library itself stays loaded
  }
}
