package org.latent4j.models.betavae;

import org.latent4j.api.spi.Provider;
import org.latent4j.testkit.ProviderContract;

class BetaVaeProviderContractTests implements ProviderContract {
  @Override
  public Provider provider() {
    return new BetaVaeProvider();
  }
}
