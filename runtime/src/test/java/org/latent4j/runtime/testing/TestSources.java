package org.latent4j.runtime.testing;

/** Sources of the smallest plugins there are. */
public final class TestSources {
  private TestSources() {}

  /**
   * A prior's provider.
   *
   * @param constructor statements of its constructor
   */
  public static String prior(
      String packageName, String className, String name, String constructor) {
    return """
    package %s;

    import org.latent4j.api.model.Prior;
    import org.latent4j.api.spi.Options;
    import org.latent4j.api.spi.PriorProvider;
    import org.latent4j.api.tensor.RandomStream;
    import org.latent4j.api.tensor.Tensor;
    import org.latent4j.api.tensor.Var;

    public final class %s implements PriorProvider {
      public %s() {
        %s
      }

      @Override
      public String name() {
        return "%s";
      }

      @Override
      public String summary() {
        return "a test";
      }

      @Override
      public Prior create(int latent, RandomStream initialization, Options options) {
        return new Prior() {
          @Override
          public int latent() {
            return latent;
          }

          @Override
          public Var logDensity(Var z) {
            return z.square().rowSums().times(-0.5);
          }

          @Override
          public void sample(RandomStream random, Tensor into) {
            random.fillGaussian(into.data(), 0, into.size());
          }
        };
      }
    }
    """
        .formatted(packageName, className, className, constructor, name);
  }
}
