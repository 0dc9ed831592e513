package io.herald.execution.screen;

import io.herald.execution.enrich.EnrichedEvent;
import io.herald.execution.step.Step;
import io.herald.message.channel.Channel;
import io.herald.message.event.NewEvent;
import io.herald.message.status.EventStatus;
import io.herald.spi.FailureReason;

/**
 * Picks the address for the channel and stops the event when there is none. Safe for use by many
 * threads.
 */
public final class AddressScreen {
  /** Admits the event, or stops it as ignored with reason 7 (EV-24). */
  public Step<AdmittedEvent> admit(EnrichedEvent enriched) {
    NewEvent.Address address = enriched.routed().queued().event().address();
    Channel channel = enriched.routed().template().publication().channel();
    String recipient =
        switch (channel) {
          case EMAIL -> address.email();
          case SMS -> address.mobilePhone();
          case MOBILE_APP, IOS, ANDROID -> address.registrationToken();
          case PHONE, DIRECT_MAIL, FAX, OTHER -> null;
        };
    if (recipient == null || recipient.isBlank()) {
      return new Step.Stop<>(
          EventStatus.IGNORED,
          FailureReason.ADDRESS_NOT_GIVEN,
          "the event has no address for channel " + channel.label());
    }
    return new Step.Next<>(new AdmittedEvent(enriched, recipient));
  }
}
