package org.latent4j.runtime.catalog;

import java.util.Map;
import java.util.function.Function;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.spi.Options;
import org.latent4j.api.spi.Provider;

/**
 * A plugin that was found.
 *
 * @param kind what it makes
 * @param name its provider's name
 * @param provider makes its components
 * @param origin where it comes from
 * @param <P> the provider's interface
 */
public record Plugin<P extends Provider>(Kind<P> kind, String name, P provider, Origin origin) {
  /**
   * Checks options for this plugin and fills in its defaults.
   *
   * @throws Latent4jException for an option it does not know or a value not allowed
   */
  public Options resolve(Map<String, ?> given) {
    try {
      return Options.resolve(title(), provider.options(), given);
    } catch (SettingException e) {
      throw e.within(kind.word());
    }
  }

  /**
   * Lets the provider make something.
   *
   * @throws Latent4jException whatever goes wrong in it: what it says itself, else a message that
   *     names the plugin
   */
  public <T> T make(Function<P, T> making) {
    T made;
    try {
      made = making.apply(provider);
    } catch (SettingException e) {
      throw e.within(kind.word());
    } catch (Latent4jException e) {
      throw e;
    } catch (LinkageError e) {
      throw new Latent4jException(this + ": " + LoadFailure.words(e), e);
    } catch (RuntimeException e) {
      throw new Latent4jException(this + " failed: " + e + "; ask its author", e);
    }
    if (made == null) {
      throw new Latent4jException(this + " made nothing (null); ask its author");
    }
    return made;
  }

  /** As messages name it, such as {@code prior 'laplace'}. */
  public String title() {
    return kind + " '" + name + "'";
  }

  @Override
  public String toString() {
    return title() + " of " + origin;
  }
}
