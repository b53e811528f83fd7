package org.latent4j.data.known;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set that can be downloaded.
 *
 * @param name its name, and that of its folder in the data directory
 * @param files what belongs to it
 */
record RemoteSet(String name, List<RemoteFile> files) {
  private static final List<String> MNIST_HOSTS =
      List.of(
          "https://storage.googleapis.com/cvdf-datasets/mnist/",
          "https://ossci-datasets.s3.amazonaws.com/mnist/");
  private static final List<String> FASHION_HOSTS =
      List.of(
          "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
          "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/");
  private static final List<String> LAROCHELLE =
      List.of("http://www.cs.toronto.edu/~larocheh/public/datasets/binarized_mnist/");

  /**
   * The sets that are known. The checksums are those of the original files, as TensorFlow Datasets
   * lists them too.
   */
  static List<RemoteSet> known() {
    return List.of(
        new RemoteSet(
            KnownSet.MNIST.name(),
            List.of(
                gzip(
                    MNIST_HOSTS,
                    "train-images-idx3-ubyte.gz",
                    9_912_422,
                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                gzip(
                    MNIST_HOSTS,
                    "train-labels-idx1-ubyte.gz",
                    28_881,
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                gzip(
                    MNIST_HOSTS,
                    "t10k-images-idx3-ubyte.gz",
                    1_648_877,
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                gzip(
                    MNIST_HOSTS,
                    "t10k-labels-idx1-ubyte.gz",
                    4_542,
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"))),
        new RemoteSet(
            KnownSet.FASHION_MNIST.name(),
            List.of(
                gzip(
                    FASHION_HOSTS,
                    "train-images-idx3-ubyte.gz",
                    26_421_880,
                    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                gzip(
                    FASHION_HOSTS,
                    "train-labels-idx1-ubyte.gz",
                    29_515,
                    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                gzip(
                    FASHION_HOSTS,
                    "t10k-images-idx3-ubyte.gz",
                    4_422_102,
                    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                gzip(
                    FASHION_HOSTS,
                    "t10k-labels-idx1-ubyte.gz",
                    5_148,
                    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"))),
        new RemoteSet(
            KnownSet.MNIST_BINARIZED.name(),
            List.of(
                binaryText(
                    "train",
                    78_400_000,
                    "ad693b29f94c14277b095f5238ddefbbdaaae0939789dd2f4f0205278cee3e4d",
                    "a999cb6820da36cd1db53b37219e2102d46ee90a09c4605d2dde3f42982083c5"),
                binaryText(
                    "valid",
                    15_680_000,
                    "1de3d397c40fe8eeb33dafd4099a1f665ec01e96d9be234aaeeac8a34930e2e2",
                    "3674963962249f9e6c98688a82838893fd1317fafef7db687e2f7617c68c34f0"),
                binaryText(
                    "test",
                    15_680_000,
                    "e6687bfea3f820c174f33b7865140b2a2dd2930ef786f35d45795fc193b5ab2c",
                    "37d754f315cacab0b57b8b9602eb6394f1d59524ab5da6f2812616df722a8a1a"))));
  }

  private static RemoteFile gzip(List<String> hosts, String name, long bytes, String sha256) {
    return RemoteFile.asIs(name, bytes, sha256, addresses(hosts.stream(), name));
  }

  private static RemoteFile binaryText(
      String part, long bytes, String sha256, String contentSha256) {
    return new RemoteFile(
        "binarized-" + part + "-images-idx3-ubyte.gz",
        addresses(LAROCHELLE.stream(), "binarized_mnist_" + part + ".amat"),
        bytes,
        sha256,
        RemoteFile.Form.BINARY_TEXT,
        contentSha256);
  }

  private static List<URI> addresses(Stream<String> hosts, String name) {
    return hosts.map(host -> URI.create(host + name)).toList();
  }
}
