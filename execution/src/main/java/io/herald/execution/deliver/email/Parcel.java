package io.herald.execution.deliver.email;

import io.herald.message.channel.EmailAddress;
import io.herald.message.channel.MailBytes;
import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import io.herald.spi.OutgoingMessage;
import io.herald.spi.SendResult;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A message on its way through the relay, and the promise of its outcome. */
final class Parcel {
  private final OutgoingMessage message;
  private final @Nullable EmailAddress sender;
  private final EmailAddress recipient;
  private final boolean eightBit;
  private final boolean needsUtf8;
  private final CompletableFuture<SendResult> outcome = new CompletableFuture<>();
  private boolean movedOn;

  /**
   * A message whose addresses have been read.
   *
   * @param sender null for the null reverse path
   */
  Parcel(OutgoingMessage message, @Nullable EmailAddress sender, EmailAddress recipient) {
    this.message = message;
    this.sender = sender;
    this.recipient = recipient;
    byte[] content = message.content();
    int firstEightBit = MailBytes.firstEightBit(content);
    this.eightBit = firstEightBit < content.length;
    this.needsUtf8 =
        recipient.needsUtf8()
            || (sender != null && sender.needsUtf8())
            || (eightBit && firstEightBit < headerEnd(content));
  }

  byte[] content() {
    return message.content();
  }

  boolean realTime() {
    return message.realTime();
  }

  /** What this server would have to offer but does not, as a refusal; null when all is well. */
  SendResult.@Nullable Refused beyond(SmtpOffers offers) {
    if (needsUtf8 && !offers.utf8()) {
      return unfit("the relay does not offer SMTPUTF8, which the address or a header needs");
    }
    if (eightBit && !offers.eightBitMime()) {
      return unfit("the relay does not offer 8BITMIME, which the content needs");
    }
    return null;
  }

  private static SendResult.Refused unfit(String why) {
    return new SendResult.Refused(
        true, FailureType.IGNORED, FailureReason.CHARACTER_NOT_ENCODABLE, why);
  }

  /** {@code MAIL FROM} with the parameters the server understands; without the line end. */
  byte[] mailCommand(SmtpOffers offers) {
    StringBuilder command = new StringBuilder(96).append("MAIL FROM:<");
    if (sender != null) {
      command.append(sender.local()).append('@').append(sender.domain());
    }
    command.append('>');
    if (offers.size()) {
      command.append(" SIZE=").append(message.content().length);
    }
    if (offers.eightBitMime() && eightBit) {
      command.append(" BODY=8BITMIME");
    }
    if (needsUtf8) {
      command.append(" SMTPUTF8");
    }
    return command.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** {@code RCPT TO}; without the line end. */
  byte[] rcptCommand() {
    return ("RCPT TO:<" + recipient.local() + '@' + recipient.domain() + '>')
        .getBytes(StandardCharsets.UTF_8);
  }

  /** True the first time: a message goes over to another connection once. */
  boolean moveOn() {
    boolean first = !movedOn;
    movedOn = true;
    return first;
  }

  /** Says what became of it; only the first word counts. */
  boolean finish(SendResult result) {
    return outcome.complete(result);
  }

  SendResult await() throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("outcomes are values", e);
    }
  }

  /** Where the first empty line begins. */
  private static int headerEnd(byte[] content) {
    boolean lineIsEmpty = true;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        if (lineIsEmpty) {
          return i;
        }
        lineIsEmpty = true;
      } else if (content[i] != '\r') {
        lineIsEmpty = false;
      }
    }
    return content.length;
  }
}
