package org.latent4j.data.known;

/** {@code freyfaces}: see {@link KnownSet#FREYFACES}. */
public final class FreyFacesProvider extends KnownSetProvider {
  /** Used by the service loader. */
  public FreyFacesProvider() {
    super(KnownSet.FREYFACES);
  }
}
