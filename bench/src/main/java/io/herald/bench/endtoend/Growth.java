package io.herald.bench.endtoend;

import io.herald.bench.stage.Door;
import io.herald.bench.stage.DoorsInTurn;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.Messages;
import io.herald.bench.stage.OneInstance;
import io.herald.bench.stage.OrderMail;
import io.herald.bench.stage.RestDoor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What becomes of an instance's figures when it holds more: stored events, published templates,
 * destinations. Each beside an empty instance, in turns: what else happens on the machine meets
 * both. Used by one thread.
 */
final class Growth {
  private static final int TURNS = 3;
  private static final int MAILS = 30_000;
  private static final int WARM_UPS = 4;
  private static final Duration TIME = Duration.ofSeconds(15);
  private static final List<Integer> MILLIONS_STORED = List.of(1, 10);
  private static final int MOST_MILLIONS_STORED = 100;
  private static final List<Integer> TEMPLATES = List.of(1_000, 5_000);
  private static final int DESTINATIONS = 10_000;

  /** Besides the tables: the log of what is written. */
  private static final long ROOM_BESIDE = 4L << 30;

  private final BenchOptions options;
  private final MailSink sink;
  private final SideBySide sides;
  private final Closing closing;
  private final PrintStream out;
  private final List<GrowthSection.Row> rows = new ArrayList<>();

  /**
   * @param tell makes the sink tell somebody
   * @param closing ends what is started here, when this does not come to its end
   */
  Growth(
      BenchOptions options,
      MailSink sink,
      Consumer<MailSink.Listener> tell,
      Closing closing,
      PrintStream out) {
    this.options = options;
    this.sink = sink;
    this.sides = new SideBySide(tell, sink::bytes, out, TURNS, MAILS, TIME);
    this.closing = closing;
    this.out = out;
  }

  GrowthSection measure() throws IOException, SQLException, InterruptedException {
    OneInstance empty = start();
    SideBySide.Side plain = new SideBySide.Side("empty", empty, order(empty));
    sides.warmUp(plain, WARM_UPS);
    destinations(plain);
    stored(plain);
    templates(plain);
    closing.close(empty);
    return new GrowthSection(rows);
  }

  private void destinations(SideBySide.Side plain) throws IOException, InterruptedException {
    String name = "%,d destinations".formatted(DESTINATIONS);
    Door many = order(plain.stage()).toDomains(DESTINATIONS);
    add("destinations" + DESTINATIONS, name, plain, new SideBySide.Side(name, plain.stage(), many));
  }

  private void stored(SideBySide.Side plain)
      throws IOException, SQLException, InterruptedException {
    OneInstance stage = start();
    Door door = order(stage);
    sides.warmUp(new SideBySide.Side("to be filled", stage, door), WARM_UPS);
    List<Integer> sizes = new ArrayList<>(MILLIONS_STORED);
    if (options.fullGrowth()) {
      sizes.add(MOST_MILLIONS_STORED);
    }
    try (PastEvents past = PastEvents.of(stage.database(), Clock.systemUTC(), out)) {
      long began = past.bytes();
      int there = 0;
      for (int millions : sizes) {
        String name = "%d million stored events".formatted(millions);
        long free = Files.getFileStore(options.folder()).getUsableSpace();
        long needed = there == 0 ? 0 : (past.bytes() - began) / there * (millions - there);
        if (free < needed + ROOM_BESIDE) {
          String why =
              "it needs %d GiB of disk, %d are free"
                  .formatted((needed + ROOM_BESIDE) >> 30, free >> 30);
          out.printf("  %s: %s%n", name, why);
          rows.add(new GrowthSection.Row.LeftOut(name, why));
          continue;
        }
        past.fill(millions * 1_000_000L);
        there = millions;
        add("stored" + millions + "M", name, plain, new SideBySide.Side(name, stage, door));
      }
    }
    closing.close(stage);
  }

  private void templates(SideBySide.Side plain)
      throws IOException, SQLException, InterruptedException {
    OneInstance stage = start();
    int there = 0;
    for (int count : TEMPLATES) {
      out.printf("  publishing %,d templates%n", count - there);
      for (int i = there + 1; i <= count; i++) {
        Messages.publish(
            stage.http(),
            stage.process().url(),
            stage.doors().linkSecret(),
            Messages.order(type(i)));
      }
      RestDoor rest = stage.doors().rest();
      Door inTurn =
          new DoorsInTurn(
              IntStream.rangeClosed(1, count)
                  .mapToObj(i -> rest.of(type(i), OrderMail.json()))
                  .toList());
      String name = "%,d published templates, all in use".formatted(count);
      SideBySide.Side grown = new SideBySide.Side(name, stage, inTurn);
      sides.warmUp(grown, there == 0 ? WARM_UPS : 1);
      add("templates" + count, name, plain, grown);
      there = count;
    }
    closing.close(stage);
  }

  private void add(String key, String name, SideBySide.Side plain, SideBySide.Side grown)
      throws IOException, InterruptedException {
    rows.add(new GrowthSection.Row.Measured(key, name, sides.measure(plain, grown)));
  }

  private static String type(int template) {
    return Messages.ORDER + template;
  }

  private static RestDoor order(OneInstance stage) throws IOException {
    return stage.doors().rest().of(Messages.ORDER, OrderMail.json());
  }

  private OneInstance start() throws IOException, SQLException, InterruptedException {
    Path folder = options.folder();
    OneInstance stage = closing.add(OneInstance.start(options.server(), folder, sink.port()));
    Messages.publish(
        stage.http(), stage.process().url(), stage.doors().linkSecret(), Messages.order());
    return stage;
  }
}
