package org.latent4j.data.known;

import java.net.URI;
import java.util.List;

/**
 * A file that can be downloaded.
 *
 * @param name the name that it is kept under
 * @param addresses where it is to be had; the first that works is used
 * @param bytes how many bytes are downloaded
 * @param sha256 their checksum (SHA-256, hexadecimal)
 * @param form what is downloaded
 * @param contentSha256 the checksum of the kept file's content, unpacked if it is gzipped; equal to
 *     {@code sha256} for a file that is kept as it comes
 */
record RemoteFile(
    String name, List<URI> addresses, long bytes, String sha256, Form form, String contentSha256) {
  /** What is downloaded. */
  enum Form {
    /** The file itself. */
    AS_IS,
    /** Text of zeros and ones (.amat), 784 a line, kept as a gzipped IDX file of 0 and 255. */
    BINARY_TEXT
  }

  /** A file that is kept as it comes. */
  static RemoteFile asIs(String name, long bytes, String sha256, List<URI> addresses) {
    return new RemoteFile(name, addresses, bytes, sha256, Form.AS_IS, sha256);
  }
}
