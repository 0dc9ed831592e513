package io.herald.control.seed;

import io.herald.control.design.EventType;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import org.jspecify.annotations.Nullable;

/**
 * A fictitious recipient with data of its own (TPL-65).
 *
 * @param name unique; {@code SDM} and a number when nobody chose one
 * @param label for people
 * @param madeFor what its data fits
 * @param context what an event would carry
 * @param trap whether it is to get copies of live messages (TPL-69)
 * @param trapRate of which share of them, above 0 to 1
 */
public record Seed(
    String name,
    String label,
    Recipient recipient,
    MadeFor madeFor,
    EventContext context,
    boolean trap,
    double trapRate) {

  /** To whom a message to this seed goes; null: not given. */
  public record Recipient(
      @Nullable String email,
      @Nullable String mobilePhone,
      @Nullable String language,
      @Nullable String externalId) {}

  /** What a seed's data fits: exactly one of the two is set. */
  public record MadeFor(@Nullable String eventType, @Nullable String template) {}

  /**
   * The event this seed stands for.
   *
   * @param eventType of the template that answers it
   * @param emailIfNone where it would go when the seed has no e-mail address
   */
  public NewEvent event(String eventType, String emailIfNone) {
    return new NewEvent(
        Queue.REAL_TIME,
        eventType,
        new NewEvent.Address(
            null,
            recipient.email() == null ? emailIfNone : recipient.email(),
            recipient.mobilePhone(),
            null,
            null),
        new NewEvent.Attributes(
            EmailFormat.UNKNOWN,
            null,
            recipient.externalId(),
            null,
            null,
            recipient.language(),
            null),
        context,
        null,
        null,
        doorOf(eventType));
  }

  /** The dialect whose events have types named like this. */
  public static ReceivedBy doorOf(String eventType) {
    return eventType.startsWith(EventType.STANDARD_PREFIX) ? ReceivedBy.REST : ReceivedBy.SOAP;
  }

  /** The same data under another name, for something else. */
  Seed copiedTo(String otherName, MadeFor other) {
    return new Seed(otherName, label, recipient, other, context, trap, trapRate);
  }
}
