package io.herald.server.demo;

import io.herald.execution.deliver.email.SmtpSettings;
import io.herald.platform.config.Settings;
import io.herald.server.Credentials;
import io.herald.server.Lifetime;
import io.herald.server.ServerSettings;
import io.herald.server.Standalone;
import io.herald.server.inbox.Inbox;
import io.herald.server.inbox.InboxOptions;
import io.herald.server.inbox.InboxSettings;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Starts everything, publishes two messages, pushes two events, and shows what became of them. */
public final class Demo {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  private final Settings settings;
  private final Credentials credentials;
  private final Path folder;
  private final Clock clock;
  private final SecureRandom random;
  private final Narration narration;

  /**
   * @param out what people see; programs read {@code demo.json}
   */
  public Demo(
      Settings settings,
      Credentials credentials,
      Clock clock,
      SecureRandom random,
      PrintStream out) {
    this.settings = settings;
    this.credentials = credentials;
    this.folder = settings.get(ServerSettings.DIR);
    this.clock = clock;
    this.random = random;
    this.narration = new Narration(out);
  }

  /**
   * What the demo suggests where nobody set anything else: mails go to its own inbox.
   *
   * @param first the settings as far as they are known without these
   */
  public static Map<String, String> defaults(Settings first) {
    return Map.of(
        SmtpSettings.HOST.key(),
        "127.0.0.1",
        SmtpSettings.PORT.key(),
        Integer.toString(first.get(InboxSettings.SMTP_PORT)),
        // a few mails to look at
        ServerSettings.POSTGRES_MIN_FREE.key(),
        "256");
  }

  /**
   * Returns when the demo is ready; it then runs until the end of the lifetime.
   *
   * @param samples whether the two sample events are pushed
   * @throws Exception when something does not work; the message says what to do
   */
  public void run(Lifetime lifetime, boolean samples) throws Exception {
    DemoFile.remove(folder);
    Ports.requireFree(settings, folder);
    narration.starting(folder);
    Inbox inbox =
        lifetime.start(new Inbox(InboxOptions.of(settings, folder.resolve("inbox")), clock));
    Standalone herald = lifetime.start(new Standalone(settings, credentials, clock, random));
    narration.started(lifetime.uptime());

    SampleEvents events = new SampleEvents(herald.executionUrl(), credentials);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build()) {
      int published = new SampleMessages(herald.controlUrl(), credentials, client).publish();
      narration.published(published);
      if (samples) {
        SampleRun run =
            new SampleRun(events, herald, new InboxClient(inbox.url(), client), client, clock);
        narration.arrived("An order came in through SOAP", run.order(mailsComeHere(inbox)));
        narration.arrived("A cart came in through REST", run.cart(mailsComeHere(inbox)));
      }
    }
    narration.places(herald, inbox, credentials, mailsComeHere(inbox) ? "" : relay());
    narration.tryIt(events);
    demoFile(herald, inbox).writeTo(folder);
    narration.ready();
  }

  private boolean mailsComeHere(Inbox inbox) {
    return relay().equals("127.0.0.1:" + inbox.smtpPort());
  }

  private String relay() {
    return settings.get(SmtpSettings.HOST) + ":" + settings.get(SmtpSettings.PORT);
  }

  private DemoFile demoFile(Standalone herald, Inbox inbox) {
    return new DemoFile(
        ProcessHandle.current().pid(),
        herald.controlUrl().toString(),
        credentials.consoleUser(),
        credentials.consolePassword(),
        herald.controlUrl().toString(),
        herald.executionUrl().toString(),
        credentials.organization(),
        credentials.agentLogin(),
        credentials.agentPassword(),
        credentials.apiKey(),
        credentials.accessToken(),
        inbox.url(),
        inbox.smtpPort(),
        herald.executionDatabase().toUrl(),
        herald.controlDatabase().toUrl());
  }
}
