package io.herald.execution.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.channel.Channel;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EV-1, EV-35, DM-12 and the lengths of specification 2.2. */
class EventRulesTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final NewEvent.Address JACK = NewEvent.Address.ofEmail("jack@example.com");

  private final EventRules rules = new EventRules(1024);

  private static NewEvent event(
      String type,
      NewEvent.Address address,
      NewEvent.Attributes attributes,
      String context,
      @Nullable Instant scheduled,
      @Nullable Instant expiration) {
    return new NewEvent(
        Queue.REAL_TIME,
        type,
        address,
        attributes,
        EventContext.json(context),
        scheduled,
        expiration,
        ReceivedBy.REST);
  }

  private static NewEvent to(NewEvent.Address address) {
    return event("t", address, NewEvent.Attributes.NONE, "{}", null, null);
  }

  private Optional<String> refusedField(NewEvent event) {
    return rules.check(event, NOW).map(Refusal::field);
  }

  @Test
  void aPlainEventIsAcceptable() {
    assertThat(rules.check(to(JACK), NOW)).isEmpty();
  }

  @Test
  void lengthsAreCountedInCodePoints() {
    String face = "\uD83D\uDE00";
    for (int length : new int[] {64, 65}) {
      NewEvent event =
          event(
              "t",
              JACK,
              new NewEvent.Attributes(
                  EmailFormat.HTML, face.repeat(length), null, null, null, null, null),
              "{}",
              null,
              null);
      assertThat(refusedField(event))
          .isEqualTo(length == 64 ? Optional.empty() : Optional.of("origin"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Channel.class,
      names = {"MOBILE_APP", "IOS", "ANDROID"})
  void pushNeedsARegistrationToken(Channel channel) {
    assertThat(refusedField(to(new NewEvent.Address(channel, "a@example.com", null, null, "app"))))
        .contains("registrationToken");
    assertThat(refusedField(to(new NewEvent.Address(channel, null, null, "token", null))))
        .isEmpty();
  }

  @Test
  void textMessagesNeedATelephoneNumber() {
    assertThat(
            refusedField(to(new NewEvent.Address(Channel.SMS, "a@example.com", null, null, null))))
        .contains("mobilePhone");
    assertThat(refusedField(to(new NewEvent.Address(null, null, "+33 (0)6-12.34/56", null, null))))
        .isEmpty();
    assertThat(refusedField(to(new NewEvent.Address(null, null, "06+12", null, null))))
        .contains("mobilePhone");
  }

  @Test
  void anEventWithoutAnyAddressIsRefused() {
    assertThat(refusedField(to(new NewEvent.Address(null, null, null, null, null))))
        .contains("email");
    assertThat(refusedField(to(new NewEvent.Address(Channel.FAX, null, null, null, null))))
        .contains("email");
  }

  @Test
  void anAddressThatIsNotTheChannelsOwnMustBeWellFormedToo() {
    assertThat(
            refusedField(
                to(new NewEvent.Address(Channel.SMS, "nobody", "+33612345678", null, null))))
        .contains("email");
  }

  /** EV-35. */
  @Test
  void expirationMustLieAhead() {
    Instant soon = NOW.plusSeconds(60);
    assertThat(refusedField(event("t", JACK, NewEvent.Attributes.NONE, "{}", null, NOW)))
        .contains("expiration");
    assertThat(refusedField(event("t", JACK, NewEvent.Attributes.NONE, "{}", soon, soon)))
        .contains("expiration");
    assertThat(
            refusedField(
                event("t", JACK, NewEvent.Attributes.NONE, "{}", soon, soon.plusMillis(1))))
        .isEmpty();
    assertThat(
            refusedField(
                event("t", JACK, NewEvent.Attributes.NONE, "{}", NOW.minusSeconds(1), soon)))
        .isEmpty();
  }

  /** DM-12. */
  @Test
  void theContextIsMeasuredInBytes() {
    assertThat(
            refusedField(event("t", JACK, NewEvent.Attributes.NONE, "é".repeat(512), null, null)))
        .isEmpty();
    assertThat(
            refusedField(
                event("t", JACK, NewEvent.Attributes.NONE, "é".repeat(512) + "x", null, null)))
        .contains("ctx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\uD800", "\uDC00", "a\uDC00\uD800"})
  void whatCannotBeStoredIsRefused(String text) {
    assertThat(refusedField(event(text, JACK, NewEvent.Attributes.NONE, "{}", null, null)))
        .contains("type");
    assertThat(refusedField(event("t", JACK, NewEvent.Attributes.NONE, text, null, null)))
        .contains("ctx");
    assertThat(refusedField(to(new NewEvent.Address(Channel.IOS, null, null, text, null))))
        .contains("registrationToken");
  }

  /** API-8: refusals are shown and logged. */
  @Property(seed = "20260131")
  void aRefusalDoesNotRepeatTheCallersData(@ForAll @NotEmpty String text) {
    String secret = "S3CRET" + text;
    rules
        .check(to(new NewEvent.Address(null, secret, null, null, null)), NOW)
        .ifPresent(refusal -> assertThat(refusal.toString()).doesNotContain("S3CRET"));
  }
}
