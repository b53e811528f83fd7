package org.latent4j.data.known;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** Downloads one file from one address, and checks what came. */
final class Download {
  /** The other side's fault, or the way's: another address may work. */
  static final class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }

    Failure(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final HttpClient client;
  private final Duration patience;

  /**
   * Downloads with a client.
   *
   * @param patience how long the other side may be silent
   */
  Download(HttpClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /**
   * Downloads a file.
   *
   * @param progress is given the number of bytes that have come so far
   * @throws Failure if it could not be had from there, or is not the file that is known
   * @throws IOException if it could not be written
   */
  void to(OutputStream out, URI address, long bytes, String sha256, LongConsumer progress)
      throws IOException {
    Body body = new Body(out, bytes, progress);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .header("User-Agent", "latent4j")
            .GET()
            .build();
    CompletableFuture<HttpResponse<Void>> exchange =
        client.sendAsync(
            request,
            response ->
                response.statusCode() == 200
                    ? BodySubscribers.ofByteArrayConsumer(body::take)
                    : discarded());
    HttpResponse<Void> response = awaited(exchange, body);
    if (response.statusCode() != 200) {
      throw new Failure("the server answered with status " + response.statusCode());
    }
    if (body.received() != bytes) {
      throw new Failure("only " + body.received() + " of " + bytes + " bytes came");
    }
    String found = body.sha256();
    if (!found.equals(sha256)) {
      throw new Failure(
          "what came is not the file that is known (SHA-256 is "
              + found
              + ", but should be "
              + sha256
              + ")");
    }
  }

  private static BodySubscriber<Void> discarded() {
    return BodySubscribers.replacing(null);
  }

  private HttpResponse<Void> awaited(CompletableFuture<HttpResponse<Void>> exchange, Body body)
      throws IOException {
    long seen = -1;
    long since = System.nanoTime();
    while (true) {
      try {
        return exchange.get(100, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long received = body.received();
        if (received != seen) {
          seen = received;
          since = System.nanoTime();
        } else if (System.nanoTime() - since > patience.toNanos()) {
          exchange.cancel(true);
          throw new Failure(
              "nothing came for "
                  + patience.toSeconds()
                  + " seconds, after "
                  + received
                  + " bytes");
        }
      } catch (InterruptedException e) {
        exchange.cancel(true);
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      } catch (ExecutionException e) {
        throw failure(e.getCause() == null ? e : e.getCause(), body);
      }
    }
  }

  private static IOException failure(Throwable cause, Body body) {
    Optional<IOException> local = body.failure();
    if (local.isPresent()) {
      return local.get();
    }
    if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
      return new Failure(
          "no connection (is this machine on the internet, or behind a proxy?)", cause);
    }
    if (cause instanceof HttpTimeoutException) {
      return new Failure("the server did not answer in time", cause);
    }
    return new Failure(
        "the connection broke after "
            + body.received()
            + " bytes ("
            + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
            + ")",
        cause);
  }

  /** Takes the content as it comes. */
  private static final class Body {
    private final OutputStream out;
    private final long expected;
    private final LongConsumer progress;
    private final MessageDigest digest = Checksum.sha256();
    private volatile long received;
    private volatile Optional<IOException> failure = Optional.empty();

    Body(OutputStream out, long expected, LongConsumer progress) {
      this.out = out;
      this.expected = expected;
      this.progress = progress;
    }

    private void take(Optional<byte[]> part) {
      if (part.isEmpty()) {
        return;
      }
      byte[] bytes = part.get();
      long now = received + bytes.length;
      try {
        if (now > expected) {
          throw new Failure("more than the " + expected + " bytes of the known file came");
        }
        out.write(bytes);
      } catch (IOException e) {
        failure = Optional.of(e);
        throw new UncheckedIOException(e);
      }
      digest.update(bytes);
      received = now;
      progress.accept(now);
    }

    long received() {
      return received;
    }

    Optional<IOException> failure() {
      return failure;
    }

    String sha256() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
