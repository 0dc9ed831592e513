package io.herald.server.inbox;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An inbox on free ports, and the two clients a test needs. */
final class RunningInbox implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Inbox inbox;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningInbox(InboxOptions options) throws IOException {
    inbox = new Inbox(options, Clock.systemUTC());
    inbox.start();
  }

  static RunningInbox inMemory() throws IOException {
    return in(null, 10_000, 128L << 20, 16 << 20);
  }

  static RunningInbox in(@Nullable Path folder, int maxMails, long maxTotalBytes, int maxMailBytes)
      throws IOException {
    return new RunningInbox(new InboxOptions(0, 0, folder, maxMails, maxTotalBytes, maxMailBytes));
  }

  int smtpPort() {
    return inbox.smtpPort();
  }

  String url() {
    return inbox.url();
  }

  /** Sends one mail and returns the answer to its final dot. */
  String send(String sender, String recipient, byte[] message) throws IOException {
    try (Client client = new Client()) {
      client.say("EHLO test");
      client.say("MAIL FROM:<" + sender + "> SMTPUTF8");
      client.say("RCPT TO:<" + recipient + ">");
      client.say("DATA");
      client.write(stuffed(message));
      return client.say(".");
    }
  }

  String send(String message) throws IOException {
    return send(
        "shop@example.com",
        "anna@example.com",
        message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url() + path)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  String page(String path) throws IOException, InterruptedException {
    return new String(get(path).body(), StandardCharsets.UTF_8);
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  HttpResponse<String> delete(String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url() + "/api/v1/messages"))
            .method("DELETE", HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    inbox.stop();
  }

  /** The transparency of RFC 5321 section 4.5.2; the message must end with CRLF. */
  static byte[] stuffed(byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 16);
    for (int i = 0; i < message.length; i++) {
      boolean lineStart = i == 0 || (i > 1 && message[i - 1] == '\n' && message[i - 2] == '\r');
      if (lineStart && message[i] == '.') {
        out.write('.');
      }
      out.write(message[i]);
    }
    return out.toByteArray();
  }

  /** An SMTP client that says exactly what it is told. */
  final class Client implements AutoCloseable {
    private final Socket socket = new Socket("127.0.0.1", smtpPort());
    private final OutputStream out = socket.getOutputStream();
    private final BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

    Client() throws IOException {
      socket.setSoTimeout(10_000);
      answer();
    }

    String say(String line) throws IOException {
      write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      return answer();
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    String answer() throws IOException {
      List<String> lines = new ArrayList<>();
      String line = in.readLine();
      while (line != null && line.length() > 3 && line.charAt(3) == '-') {
        lines.add(line);
        line = in.readLine();
      }
      lines.add(String.valueOf(line));
      return String.join("\n", lines);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
