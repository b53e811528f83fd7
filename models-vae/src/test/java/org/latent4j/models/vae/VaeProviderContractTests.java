package org.latent4j.models.vae;

import org.latent4j.api.spi.Provider;
import org.latent4j.testkit.ProviderContract;

class VaeProviderContractTests implements ProviderContract {
  @Override
  public Provider provider() {
    return new VaeProvider();
  }
}
