package io.herald.server.demo;

import io.herald.server.Credentials;
import io.herald.server.Standalone;
import io.herald.server.inbox.Inbox;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What the demo tells the person who started it. */
final class Narration {
  private final PrintStream out;

  Narration(PrintStream out) {
    this.out = out;
  }

  void starting(Path folder) {
    out.println();
    out.println("Herald demo in " + folder);
    out.println("Starting PostgreSQL, control, execution and the inbox ...");
  }

  void started(Duration after) {
    out.printf(Locale.ROOT, "Started after %.1f s%n", after.toMillis() / 1000.0);
  }

  void published(int messages) {
    if (messages > 0) {
      out.println("Published order_confirmation and EVTcartAbandonment");
    }
  }

  /** The way of an event, and the mail at its end. */
  void arrived(String what, SampleRun.Result result) {
    out.println();
    out.println(what + " as event " + result.event().id());
    for (Way.Step step : Way.of(result.event()).steps()) {
      out.printf(Locale.ROOT, "  %-14s%6d ms%n", step.name(), step.after().toMillis());
    }
    InboxClient.Arrived mail = result.mail();
    if (mail != null) {
      out.println("  and this mail arrived:");
      out.println("    From     " + mail.from());
      out.println("    To       " + mail.to());
      out.println("    Subject  " + mail.subject());
      out.println("    " + shortened(mail.snippet()));
    } else if (result.event().reason() != null) {
      out.println("  " + result.event().reason());
    }
  }

  /**
   * Where everything is.
   *
   * @param relay where mails go; empty when they come to the inbox
   */
  void places(Standalone herald, Inbox inbox, Credentials credentials, String relay) {
    out.println();
    if (relay.isEmpty()) {
      line("Inbox", inbox.url());
    } else {
      line("Mails go to", relay);
      line("Inbox", inbox.url() + " (not used)");
    }
    line("Control", herald.controlUrl().toString());
    line("  user", credentials.consoleUser() + "   password " + credentials.consolePassword());
    line("Execution", herald.executionUrl().toString());
    line("  SOAP", credentials.agentLogin() + "   password " + credentials.agentPassword());
    line("  REST", "organization " + credentials.organization() + "   key " + credentials.apiKey());
    line("", "token " + credentials.accessToken());
  }

  /** The sample requests as commands. */
  void tryIt(SampleEvents events) {
    out.println();
    out.println("An order, through SOAP:");
    out.println();
    out.println(events.order("HS-4711").curl());
    out.println();
    out.println("A cart left behind, through REST:");
    out.println();
    out.println(events.cart().curl());
    out.println();
    out.println("Ctrl-C ends the demo; its data stays.");
  }

  void ready() {
    out.println("READY");
    out.flush();
  }

  private void line(String what, String where) {
    out.printf("%-14s%s%n", what, where);
  }

  private static String shortened(String text) {
    int most = 90;
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }
}
