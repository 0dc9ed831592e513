package io.herald.bench.load;

import io.herald.bench.stage.Answer;
import io.herald.bench.stage.Caller;
import io.herald.bench.stage.Door;
import io.herald.bench.stage.ExecutionProcess;
import io.herald.bench.stage.Jcmd;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.Messages;
import io.herald.bench.stage.OneInstance;
import io.herald.bench.stage.RestDoor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./herald load templates}: what thousands of published templates cost: the start, the
 * memory once each has been used, and the processor time of an event.
 *
 * <p>Arguments: the folder with the jars of the server, a folder to work in, how many templates (1
 * to 20000, default 5000).
 */
public final class TemplateLoad {
  private static final int EVENTS = 20_000;
  private static final int UNDER_WAY = 200;

  /** An order mail of some 3 KB with 15 values and a loop. */
  private static final String HTML =
      "<html><body><h1>Thank you, <%= ctx.client.firstname %></h1>"
          + "<p style='margin:0 0 24px; font-size:17px; line-height:1.55;'>Your order".repeat(4)
          + " <%= ctx.reference %></p><table><% for each (var a in ctx.articles.article) { %>"
          + "<tr><td><%= a.name %></td><td><%= a.quantity %></td><td><%= a.price %></td></tr>"
          + "<% } %></table>"
          + "<% if (String(ctx.discount)) { %><p>Discount <%= ctx.discount %></p><% } %>"
          + "<p>Sent to <%= ctx.street %>, <%= ctx.city %>, <%= formatDate(ctx.date, '%D %Bl') %></p>"
              .repeat(4)
          + "<!-- NUMBER --></body></html>";

  private final Semaphore underWay = new Semaphore(UNDER_WAY);
  private long numbers = 1;

  private TemplateLoad() {}

  public static void main(String[] words) throws IOException, SQLException, InterruptedException {
    int templates = words.length > 2 ? Math.clamp(Integer.parseInt(words[2]), 1, 20_000) : 5_000;
    new TemplateLoad()
        .run(
            Path.of(words[0]),
            Files.createDirectories(Path.of(words[1]).toAbsolutePath()),
            templates,
            new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  private void run(Path server, Path folder, int templates, PrintStream out)
      throws IOException, SQLException, InterruptedException {
    try (MailSink sink = new MailSink((_, _) -> underWay.release(), new SplittableRandom(1), 1);
        OneInstance stage = OneInstance.start(server, folder, sink.port())) {
      RestDoor door = stage.doors().rest();
      publish(stage, 1, 1);
      restart(stage);
      push(stage, door, 1, EVENTS);
      out.printf(
          "%,7d template:  start %.1f s, %d MB, %.0f µs of processor per event%n",
          1,
          stage.process().lastStart().toMillis() / 1e3,
          megabytes(stage.process()),
          push(stage, door, 1, EVENTS));
      long begin = System.nanoTime();
      publish(stage, 2, templates);
      out.printf(
          "publishing %,d more took %.0f s%n", templates - 1, (System.nanoTime() - begin) / 1e9);
      restart(stage);
      push(stage, door, templates, Math.max(EVENTS, templates));
      out.printf(
          "%,7d templates: start %.1f s, %d MB, %.0f µs of processor per event%n",
          templates,
          stage.process().lastStart().toMillis() / 1e3,
          megabytes(stage.process()),
          push(stage, door, templates, EVENTS));
      stage.process().end();
    }
  }

  private static String type(int template) {
    return "EVTbench" + template;
  }

  private static void publish(OneInstance stage, int first, int last)
      throws IOException, InterruptedException {
    for (int i = first; i <= last; i++) {
      Messages.publish(
          stage.http(),
          stage.process().url(),
          stage.doors().linkSecret(),
          Messages.standard(type(i), HTML.replace("NUMBER", Integer.toString(i))));
    }
  }

  private static void restart(OneInstance stage) throws IOException, InterruptedException {
    stage.process().end();
    stage.process().start();
    stage.process().awaitReady();
  }

  /** Pushes events for the templates in turn and waits for their mails. */
  private double push(OneInstance stage, RestDoor door, int templates, int events)
      throws IOException, InterruptedException {
    Duration before = stage.process().cpu();
    try (Caller caller = new Caller(stage.process().url())) {
      for (int i = 0; i < events; i++) {
        take(1);
        RestDoor.Call call =
            door.of(type(i % templates + 1)).call(List.of(new Door.Pushed(numbers++, null)));
        Caller.Reply reply = caller.post(call);
        if (!(door.read(reply.status(), reply.body(), 1) instanceof Answer.Accepted)) {
          throw new IOException("not accepted: " + reply.status() + " " + reply.body());
        }
      }
    }
    take(UNDER_WAY);
    underWay.release(UNDER_WAY);
    return stage.process().cpu().minus(before).toNanos() / 1e3 / events;
  }

  private void take(int permits) throws IOException, InterruptedException {
    if (!underWay.tryAcquire(permits, 1, TimeUnit.MINUTES)) {
      throw new IOException("no mail has come for a minute");
    }
  }

  /** Heap in use after a collection, and classes. */
  private static long megabytes(ExecutionProcess process) throws IOException, InterruptedException {
    return Jcmd.liveMegabytes(process) + Jcmd.classesMegabytes(process);
  }
}
