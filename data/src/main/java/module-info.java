import org.jspecify.annotations.NullMarked;

/**
 * Data sets: the embedded sprites, public sets known by name, files in several formats, and
 * downloads with a checksum.
 */
@NullMarked
module org.latent4j.data {
  requires static org.jspecify;
  requires transitive org.latent4j.api;
  requires de.siegmar.fastcsv;
  requires java.desktop;
  requires java.net.http;

  exports org.latent4j.data;
  exports org.latent4j.data.formats;
  exports org.latent4j.data.known;

  provides org.latent4j.api.spi.DataSetProvider with
      org.latent4j.data.SpritesProvider,
      org.latent4j.data.formats.CsvProvider,
      org.latent4j.data.formats.IdxProvider,
      org.latent4j.data.formats.ImagesProvider,
      org.latent4j.data.formats.NpyProvider,
      org.latent4j.data.formats.NpzProvider,
      org.latent4j.data.known.MnistProvider,
      org.latent4j.data.known.FashionMnistProvider,
      org.latent4j.data.known.MnistBinarizedProvider,
      org.latent4j.data.known.FreyFacesProvider;
}
