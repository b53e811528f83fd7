package org.latent4j.data.known;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on the loopback that can misbehave. */
final class StubServer implements AutoCloseable {
  /**
   * What is answered.
   *
   * @param status the HTTP status
   * @param headers further header lines
   * @param length what Content-Length claims
   * @param body what is really sent
   * @param stall whether the connection is then left open
   */
  record Answer(int status, List<String> headers, int length, byte[] body, boolean stall) {}

  private final ServerSocket socket;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  StubServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "stub-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI address(String path) {
    return URI.create(
        "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + path);
  }

  void answer(String path, byte[] body) {
    answers.put(path, new Answer(200, List.of(), body.length, body, false));
  }

  void answer(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** The paths that were asked for. */
  List<String> requests() {
    return requests;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread thread = new Thread(() -> serve(connection), "stub-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      String request = in.readLine();
      if (request == null) {
        return;
      }
      String path = request.split(" ")[1];
      requests.add(path);
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {}
      Answer answer =
          answers.getOrDefault(path, new Answer(404, List.of(), 9, "not found".getBytes(), false));
      StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " x\r\n");
      head.append("Content-Length: ").append(answer.length()).append("\r\nConnection: close\r\n");
      answer.headers().forEach(header -> head.append(header).append("\r\n"));
      OutputStream out = connection.getOutputStream();
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
      out.write(answer.body());
      out.flush();
      if (!answer.stall()) {
        connection.close();
      }
    } catch (IOException e) {
      // The client went away, as it does where it does not like what it gets.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
