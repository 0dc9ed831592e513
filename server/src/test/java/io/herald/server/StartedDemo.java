package io.herald.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.config.Settings;
import io.herald.server.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** A demo in this process, started as the command line would, on free ports. */
public final class StartedDemo implements AutoCloseable {
  private static final Pattern CURL = Pattern.compile("(?ms)^curl .*?--data-binary '.*?'$");
  private static final Duration ARRIVE_WITHIN = Duration.ofSeconds(60);

  private final Lifetime lifetime = new Lifetime();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final String inboxUrl;

  private StartedDemo(Path folder, List<String> flags) throws Exception {
    int base = freePorts();
    inboxUrl = "http://127.0.0.1:" + (base + 2);
    List<String> words = new ArrayList<>(List.of("demo", "--dir", folder.toString()));
    words.addAll(List.of("--port-base", Integer.toString(base)));
    words.addAll(flags);
    CommandLine line =
        switch (CommandLine.read(words)) {
          case CommandLine.Reading.Understood(CommandLine understood) -> understood;
          case CommandLine.Reading other -> throw new AssertionError(other.toString());
        };
    SecureRandom random = new SecureRandom();
    Settings first = Settings.load(KnownSettings.all(), null, Map.of(), line.settings());
    Credentials credentials = Credentials.in(folder, random);
    Settings settings =
        Settings.load(
            KnownSettings.withDefaults(Products.defaults(line.command(), credentials, first)),
            null,
            Map.of(),
            line.settings());
    PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    try {
      new Demo(settings, credentials, Clock.systemUTC(), random, out).run(lifetime, line.samples());
    } catch (Exception e) {
      lifetime.end();
      throw e;
    }
  }

  public static StartedDemo in(Path folder, String... flags) throws Exception {
    return new StartedDemo(folder, List.of(flags));
  }

  public String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  public List<String> lines() {
    return output().lines().toList();
  }

  /** The commands the demo prints for people. */
  public List<String> curlCommands() {
    List<String> commands = new ArrayList<>();
    Matcher curl = CURL.matcher(output());
    while (curl.find()) {
      commands.add(curl.group());
    }
    assertThat(commands).hasSize(2);
    return commands;
  }

  /** Waits until the inbox holds this many mails. */
  public void awaitMails(int count) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + ARRIVE_WITHIN.toNanos();
    int total;
    do {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(inboxUrl + "/api/v1/messages")).build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        byte[] body = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        total = JsonMapper.builder().build().readTree(body).get("total").intValue();
      }
    } while (total < count && System.nanoTime() < deadline);
    assertThat(total).isEqualTo(count);
  }

  @Override
  public void close() {
    lifetime.end();
  }

  /** Five free ports in a row, below those the system hands out by itself. */
  private static int freePorts() throws IOException {
    for (int base = 12_000 + new SecureRandom().nextInt(15_000); base < 32_000; base += 5) {
      if (allFree(base)) {
        return base;
      }
    }
    throw new IOException("no five free ports in a row");
  }

  private static boolean allFree(int base) {
    for (int port = base; port < base + 5; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        assertThat(socket.isBound()).isTrue();
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
