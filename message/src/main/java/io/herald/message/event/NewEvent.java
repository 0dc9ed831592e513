package io.herald.message.event;

import io.herald.message.channel.Channel;
import io.herald.message.channel.EmailFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a door hands it in: checked at reception (EV-1), not yet stored.
 *
 * @param queue which queue the caller picked
 * @param type event type or configuration, 1 to 64 characters; it need not exist (EV-5)
 * @param address where the message is to go
 * @param attributes what else the caller said about the event
 * @param context the event's data
 * @param scheduled not to be sent before this instant (EV-30); null: at once
 * @param expiration not to be sent after this instant (EV-33); null: one template validity (EV-34)
 * @param receivedBy the door it came through
 */
public record NewEvent(
    Queue queue,
    String type,
    Address address,
    Attributes attributes,
    EventContext context,
    @Nullable Instant scheduled,
    @Nullable Instant expiration,
    ReceivedBy receivedBy) {

  /**
   * The addresses of an event; at least the one of its channel is set when it was accepted.
   *
   * @param wishedChannel what the caller asked for; null: decided by routing (EV-4)
   * @param email at most 128 code points
   * @param mobilePhone at most 32 code points
   * @param registrationToken push address, at most 4,096 code points
   * @param mobileApp the uuid of the app a token belongs to
   */
  public record Address(
      @Nullable Channel wishedChannel,
      @Nullable String email,
      @Nullable String mobilePhone,
      @Nullable String registrationToken,
      @Nullable String mobileApp) {
    /** Only an e-mail address, no wish. */
    public static Address ofEmail(String email) {
      return new Address(null, email, null, null, null);
    }

    /**
     * The channel the event itself asks for (EV-4): the wish; else the only address there is; else
     * e-mail.
     */
    public Channel channel() {
      if (wishedChannel != null) {
        return wishedChannel;
      }
      if (email == null && mobilePhone != null) {
        return Channel.SMS;
      }
      return Channel.EMAIL;
    }
  }

  /**
   * What a caller may say besides; every field is optional.
   *
   * @param emailFormat which parts the recipient wants
   * @param origin source system, at most 64 code points
   * @param externalId the caller's own id, at most 128 code points
   * @param correlationId at most 128 code points
   * @param hashIpId carried, not interpreted
   * @param language picks the language variant (TPL-60)
   * @param country ISO 3166 alpha-2 or a name
   */
  public record Attributes(
      EmailFormat emailFormat,
      @Nullable String origin,
      @Nullable String externalId,
      @Nullable String correlationId,
      @Nullable String hashIpId,
      @Nullable String language,
      @Nullable String country) {
    /** Nothing said. */
    public static final Attributes NONE =
        new Attributes(EmailFormat.UNKNOWN, null, null, null, null, null, null);
  }
}
