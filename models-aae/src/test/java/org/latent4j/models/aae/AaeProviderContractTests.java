package org.latent4j.models.aae;

import org.latent4j.api.spi.Provider;
import org.latent4j.testkit.ProviderContract;

class AaeProviderContractTests implements ProviderContract {
  @Override
  public Provider provider() {
    return new AaeProvider();
  }
}
