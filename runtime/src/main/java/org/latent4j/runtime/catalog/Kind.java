package org.latent4j.runtime.catalog;

import java.util.List;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.DataSetProvider;
import org.latent4j.api.spi.DecoderProvider;
import org.latent4j.api.spi.DivergenceProvider;
import org.latent4j.api.spi.EncoderProvider;
import org.latent4j.api.spi.EngineProvider;
import org.latent4j.api.spi.LikelihoodProvider;
import org.latent4j.api.spi.ModelProvider;
import org.latent4j.api.spi.NearMiss;
import org.latent4j.api.spi.OptimizerProvider;
import org.latent4j.api.spi.PriorProvider;
import org.latent4j.api.spi.Provider;

/**
 * A kind of plugin: its word in configurations and messages, and the interface its providers
 * implement.
 *
 * @param <P> that interface
 */
public final class Kind<P extends Provider> {
  public static final Kind<ModelProvider> MODEL = new Kind<>("model", ModelProvider.class);
  public static final Kind<EncoderProvider> ENCODER = new Kind<>("encoder", EncoderProvider.class);
  public static final Kind<DecoderProvider> DECODER = new Kind<>("decoder", DecoderProvider.class);
  public static final Kind<PriorProvider> PRIOR = new Kind<>("prior", PriorProvider.class);
  public static final Kind<LikelihoodProvider> LIKELIHOOD =
      new Kind<>("likelihood", LikelihoodProvider.class);
  public static final Kind<DivergenceProvider> DIVERGENCE =
      new Kind<>("divergence", DivergenceProvider.class);
  public static final Kind<OptimizerProvider> OPTIMIZER =
      new Kind<>("optimizer", OptimizerProvider.class);
  public static final Kind<EngineProvider> ENGINE = new Kind<>("engine", EngineProvider.class);
  public static final Kind<DataSetProvider> DATA = new Kind<>("data", DataSetProvider.class);

  private static final List<Kind<?>> ALL =
      List.of(MODEL, ENCODER, DECODER, PRIOR, LIKELIHOOD, DIVERGENCE, OPTIMIZER, ENGINE, DATA);

  private final String word;
  private final Class<P> service;

  private Kind(String word, Class<P> service) {
    this.word = word;
    this.service = service;
  }

  /** Every kind, in the order in which they are listed. */
  public static List<Kind<?>> all() {
    return ALL;
  }

  /**
   * The kind of this word.
   *
   * @throws Latent4jException if there is none; the message names the nearest
   */
  public static Kind<?> of(String word) {
    return ALL.stream()
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    NearMiss.unknown(
                        "there is no kind of plugin",
                        word,
                        ALL.stream().map(Kind::toString).toList())));
  }

  /** Such as {@code prior}. */
  public String word() {
    return word;
  }

  /** The interface that providers of this kind implement. */
  public Class<P> service() {
    return service;
  }

  @Override
  public String toString() {
    return word;
  }
}
