package io.herald.execution.deliver.email;

import io.herald.spi.SendResult;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the relay: takes messages from the lanes and sends them until there are none,
 * it is worn out, or it breaks.
 *
 * <p>With PIPELINING, a message's bytes and the next one's MAIL, RCPT and DATA leave in one write
 * (RFC 2920 §3.1 lets content be followed by the next group), so that a loaded connection pays one
 * round trip for each message. It never waits for a next message to come.
 *
 * <p>What happens to messages it holds when it breaks is told by {@link Ending} and decided by
 * {@link SmtpRelay}.
 */
final class SmtpConnection {
  /** Hears what becomes of messages, on the connection's own thread. */
  interface Listener {
    /** The server spoke its last word on this message. */
    void answered(Parcel parcel, SendResult result);
  }

  /**
   * How the connection ended.
   *
   * @param fault what broke it; null when it ended as it should
   * @param beforeDot messages the server cannot have: their final dot was not sent, or the server
   *     itself said that it does not take them
   * @param afterDot a message whose final dot was sent and never answered
   * @param warm it had worked before: the trouble need not be the route's
   * @param stale it broke at the first words after a rest, as connections do that the server has
   *     given up meanwhile
   */
  record Ending(
      @Nullable String fault,
      List<Parcel> beforeDot,
      @Nullable Parcel afterDot,
      boolean warm,
      boolean stale) {}

  private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);

  private final SmtpRoute route;
  private final SSLContext checkedTls;
  private final TwoLanes<Parcel> lanes;
  private final Listener listener;
  private final SmtpWire wire;

  private SmtpOffers offers = new SmtpOffers(false, false, false, false, false, Set.of());
  // its MAIL, RCPT and DATA are written or being written, its final dot is not
  private @Nullable Parcel asked;
  // its final dot is written, the answer is open
  private @Nullable Parcel handedOver;
  // the server said 421 to its final dot
  private @Nullable Parcel declined;
  private boolean resetFirst;
  private boolean rested;
  private boolean firstAfterRest;
  private int served;
  private boolean announced = true;

  /** A connection that {@code run} opens; it stands announced in the lanes from now on. */
  SmtpConnection(
      SmtpRoute route, SSLContext checkedTls, TwoLanes<Parcel> lanes, Listener listener) {
    this.route = route;
    this.checkedTls = checkedTls;
    this.lanes = lanes;
    this.listener = listener;
    this.wire = new SmtpWire(route.timeouts());
    lanes.announceTaker();
  }

  /** Connects and works; returns when the connection is closed. */
  Ending run() {
    try (wire) {
      wire.connect(route.host(), route.port());
      offers = new SmtpHandshake(wire, route, checkedTls).perform();
      converse();
      quit();
      return ending(null);
    } catch (IOException e) {
      return ending(words(e));
    } catch (InterruptedException e) {
      return ending("interrupted");
    } catch (RuntimeException | Error e) {
      // a mistake of ours must not leave senders waiting for ever
      LOG.error("SMTP connection to {}:{} broke", route.host(), route.port(), e);
      return ending("an error in Herald: " + e.getClass().getSimpleName());
    } finally {
      noLongerAnnounced();
    }
  }

  /** Breaks the connection; any thread may call it. */
  void abort() {
    wire.abort();
  }

  /** Breaks the connection when a write takes too long; any thread may call it. */
  void abortIfOverdue() {
    wire.abortIfOverdue();
  }

  private void converse() throws IOException, InterruptedException {
    while (served < route.limits().maxMessagesPerConnection()) {
      Parcel parcel = fit(lanes.poll());
      firstAfterRest = parcel == null;
      if (parcel == null) {
        rested = true;
        boolean wasAnnounced = announced;
        announced = false;
        parcel = fit(lanes.poll(route.limits().idleTimeout().toNanos(), wasAnnounced));
      }
      noLongerAnnounced();
      if (parcel == null) {
        return;
      }
      ask(parcel);
      while (asked != null) {
        SendResult refusal = hearEnvelope(asked);
        firstAfterRest = false;
        if (refusal == null) {
          handOver(asked);
        } else {
          answered(asked, refusal);
          asked = null;
        }
      }
    }
  }

  /** Refuses what this server cannot take, and goes on to the next that waits. */
  private @Nullable Parcel fit(@Nullable Parcel candidate) {
    Parcel parcel = candidate;
    while (parcel != null) {
      SendResult.Refused refusal = parcel.beyond(offers);
      if (refusal == null) {
        return parcel;
      }
      listener.answered(parcel, refusal);
      parcel = lanes.poll();
    }
    return null;
  }

  /** Puts the envelope into the buffer; without PIPELINING that waits until each word's turn. */
  private void ask(Parcel parcel) throws IOException {
    asked = parcel;
    if (offers.pipelining()) {
      if (resetFirst) {
        wire.command("RSET");
      }
      wire.command(parcel.mailCommand(offers));
      wire.command(parcel.rcptCommand());
      wire.command("DATA");
    }
  }

  /**
   * Hears the answers to the envelope.
   *
   * @return null when the server waits for the message; else why it does not want it
   */
  private @Nullable SendResult hearEnvelope(Parcel parcel) throws IOException {
    if (offers.pipelining()) {
      wire.flush();
    }
    if (resetFirst) {
      SmtpReply reset = answerTo(SmtpStage.RSET, "RSET");
      if (!reset.positive()) {
        throw outOfStep(SmtpStage.RSET, reset);
      }
      resetFirst = false;
    }
    SmtpReply mail = answerTo(SmtpStage.MAIL, parcel.mailCommand(offers));
    if (mail.code() == 503 || mail.code() == 530 || mail.intermediate()) {
      // a wrong sequence, or "log in first": nothing that this message could be blamed for
      throw outOfStep(SmtpStage.MAIL, mail);
    }
    if (!mail.positive() && !offers.pipelining()) {
      return SmtpReplies.refusal(SmtpStage.MAIL, mail);
    }
    SmtpReply rcpt = answerTo(SmtpStage.RCPT, parcel.rcptCommand());
    if (rcpt.intermediate()) {
      throw outOfStep(SmtpStage.RCPT, rcpt);
    }
    if (!rcpt.positive() && !offers.pipelining()) {
      resetFirst = true;
      return SmtpReplies.refusal(SmtpStage.RCPT, rcpt);
    }
    SmtpReply data = answerTo(SmtpStage.DATA, "DATA");
    if (data.positive()) {
      throw outOfStep(SmtpStage.DATA, data);
    }
    if (mail.positive() && rcpt.positive()) {
      if (data.intermediate()) {
        return null;
      }
      if (data.code() == 503) {
        throw outOfStep(SmtpStage.DATA, data);
      }
      resetFirst = true;
      return SmtpReplies.refusal(SmtpStage.DATA, data);
    }
    SendResult refusal =
        mail.positive()
            ? SmtpReplies.refusal(SmtpStage.RCPT, rcpt)
            : SmtpReplies.refusal(SmtpStage.MAIL, mail);
    if (data.intermediate()) {
      refuseTheInvitation(parcel, refusal, rcpt.positive());
    } else {
      resetFirst = mail.positive();
    }
    return refusal;
  }

  /**
   * The server refused the envelope and then asked for the message all the same. With no recipient
   * left a lone dot ends it and nobody gets anything (RFC 2920 §3.1); with a recipient it would
   * deliver an empty message, so the connection ends instead.
   */
  private void refuseTheInvitation(Parcel parcel, SendResult refusal, boolean recipientTaken)
      throws IOException {
    if (recipientTaken) {
      answered(parcel, refusal);
      asked = null;
      throw new SmtpProtocolException("the server asked for a message whose sender it had refused");
    }
    wire.finalDot();
    wire.flush();
    wire.reply(SmtpStage.DATA);
  }

  /** Sends the message, asks for the next one in the same write, and hears the last word. */
  private void handOver(Parcel parcel) throws IOException {
    wire.content(parcel.content());
    // from here on a failure to write leaves open whether the dot arrived
    handedOver = parcel;
    asked = null;
    wire.finalDot();
    boolean last = served + 1 >= route.limits().maxMessagesPerConnection();
    // only what no other connection is free for: a slow server would hold it up here
    Parcel next = offers.pipelining() && !last ? fit(lanes.pollSurplus()) : null;
    if (next != null) {
      ask(next);
    }
    wire.flush();
    SmtpReply reply = wire.reply(SmtpStage.CONTENT);
    if (reply.closing()) {
      declined = parcel;
      handedOver = null;
      throw outOfStep(SmtpStage.CONTENT, reply);
    }
    if (reply.intermediate()) {
      throw outOfStep(SmtpStage.CONTENT, reply);
    }
    handedOver = null;
    answered(
        parcel,
        reply.positive()
            ? new SendResult.Accepted(reply.answer())
            : SmtpReplies.refusal(SmtpStage.CONTENT, reply));
  }

  private void answered(Parcel parcel, SendResult result) {
    served++;
    boolean nothingElseUnderWay = asked == null || asked == parcel;
    if (nothingElseUnderWay && !announced) {
      // before the sender hears of it and sends the next: this connection is about to be free
      announced = true;
      lanes.announceTaker();
    }
    listener.answered(parcel, result);
  }

  private void noLongerAnnounced() {
    if (announced) {
      announced = false;
      lanes.withdrawTaker();
    }
  }

  private SmtpReply answerTo(SmtpStage to, String command) throws IOException {
    if (!offers.pipelining()) {
      wire.command(command);
      wire.flush();
    }
    return openReply(to);
  }

  private SmtpReply answerTo(SmtpStage to, byte[] command) throws IOException {
    if (!offers.pipelining()) {
      wire.command(command);
      wire.flush();
    }
    return openReply(to);
  }

  private SmtpReply openReply(SmtpStage to) throws IOException {
    SmtpReply reply = wire.reply(to);
    if (reply.closing()) {
      throw outOfStep(to, reply);
    }
    return reply;
  }

  private static SmtpProtocolException outOfStep(SmtpStage stage, SmtpReply reply) {
    return new SmtpProtocolException(
        "the server answered " + stage.words() + " with: " + reply.answer());
  }

  /** Says goodbye; all messages have their answer, so nothing that goes wrong here matters. */
  private void quit() {
    try {
      wire.command("QUIT");
      wire.flush();
      wire.reply(SmtpStage.QUIT);
    } catch (IOException e) {
      // the connection ends either way
    }
  }

  private Ending ending(@Nullable String fault) {
    List<Parcel> beforeDot = new ArrayList<>(2);
    if (declined != null) {
      beforeDot.add(declined);
    }
    if (asked != null) {
      beforeDot.add(asked);
    }
    return new Ending(fault, beforeDot, handedOver, served > 0 || rested, firstAfterRest);
  }

  private String words(IOException e) {
    String what =
        switch (e) {
          case UnknownHostException unknown -> "its name cannot be resolved";
          default -> String.valueOf(e.getMessage());
        };
    return "relay " + route.host() + ":" + route.port() + ": " + what;
  }
}
