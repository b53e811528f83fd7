import org.jspecify.annotations.NullMarked;

/**
 * Data sets: the embedded sprites, sets known by name, files in IDX format, and downloads with a
 * checksum.
 */
@NullMarked
module org.latent4j.data {
  requires static org.jspecify;
  requires transitive org.latent4j.api;

  exports org.latent4j.data;
  exports org.latent4j.data.formats;
  exports org.latent4j.data.known;

  provides org.latent4j.api.spi.DataSetProvider with
      org.latent4j.data.SpritesProvider,
      org.latent4j.data.known.MnistProvider,
      org.latent4j.data.known.FashionMnistProvider,
      org.latent4j.data.known.MnistBinarizedProvider,
      org.latent4j.data.known.FreyFacesProvider;
}
