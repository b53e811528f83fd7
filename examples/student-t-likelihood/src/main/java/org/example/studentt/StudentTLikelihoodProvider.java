package org.example.studentt;

import java.util.List;
import org.latent4j.api.model.Likelihood;
import org.latent4j.api.spi.Assembly;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.Option;
import org.latent4j.api.spi.Options;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Tensor;

/** The plugin {@code student-t}. */
public final class StudentTLikelihoodProvider implements LikelihoodProvider {
  private static final Option<Integer> DEGREES_OF_FREEDOM =
      Option.integer("degrees-of-freedom", 5, "the fewer, the heavier the tails")
          .where(nu -> 2 <= nu && nu <= 1000, "from 2 to 1000");
  private static final Option<Double> SCALE =
      Option.real("scale", 1.0, "s, the width; where it is learned, what it starts from")
          .where(s -> s > 0 && Double.isFinite(s), "greater than 0");
  private static final Option<Boolean> LEARN_SCALE =
      Option.flag("learn-scale", true, "whether s is learned, one for all features");

  /** For the service loader. */
  public StudentTLikelihoodProvider() {}

  @Override
  public String name() {
    return "student-t";
  }

  @Override
  public String summary() {
    return "Student's t distribution, for data with outliers";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(DEGREES_OF_FREEDOM, SCALE, LEARN_SCALE);
  }

  @Override
  public Likelihood create(Site site, Assembly assembly, Options options) {
    String name = site.name() + ".log-scale";
    Tensor start = Tensor.of(new float[] {(float) Math.log(options.get(SCALE))}, 1);
    return new StudentTLikelihood(
        site.shape().features(),
        options.get(DEGREES_OF_FREEDOM),
        options.get(LEARN_SCALE)
            ? Parameter.trainable(name, start)
            : Parameter.buffer(name, start));
  }
}
