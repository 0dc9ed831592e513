package io.herald.control.proof;

import io.herald.control.http.InputCheck;
import io.herald.control.seed.ContextReading;
import io.herald.control.seed.Seed;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** With whose data to preview: a seed's, a past event's, or what is typed in. */
@Schema(name = "PreviewRequest", title = "Event to preview with")
record PreviewRequest(
    @Schema(description = "Name of the seed to preview with", example = "SDM1")
        @Nullable String seed,
    @Schema(
            description =
                "Id of a past event to preview with; takes the right PRIVATE DATA VIEW, too",
            example = "72612345678901248")
        @Nullable String event,
    @Schema(
            description =
                "Through which dialect it would have come; by default the one of the"
                    + " event type's name",
            allowableValues = {"Classic", "Standard"},
            example = "Standard")
        @Nullable String type,
    @Schema(example = "ada@example.com") @Nullable String email,
    @Schema(
            description = "Language of the recipient, instead of that of the seed or past event",
            example = "en")
        @Nullable String language,
    @Schema(
            description = "Whether to show the message in each of its languages",
            defaultValue = "false")
        @Nullable Boolean allLanguages,
    @Schema(example = "shop") @Nullable String origin,
    @Schema(example = "order-4711") @Nullable String externalId,
    @Schema(
            description = "The context: a JSON object, or a text with one XML element <ctx>…</ctx>",
            type = "object",
            example = "{\"firstName\": \"Ada\", \"cartAmount\": 49.9}")
        @Nullable JsonNode ctx) {

  private static final int MAX_ADDRESS = 128;
  private static final int MAX_TEXT = 128;
  private static final int MAX_LANGUAGE = 32;

  /** No variant has this code, and a language somebody says goes before what the data says. */
  private static final String NO_LANGUAGE = "und";

  static final String DEFAULT_ADDRESS = "preview@example.com";

  /** The properties that say whose data it is with; all that are given. */
  List<String> sources() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("seed", seed != null);
    given.put("event", event != null);
    given.put("ctx", ctx != null && !ctx.isNull());
    return given.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  /**
   * The event; use it only when the check has no findings.
   *
   * @param eventType the template's
   */
  NewEvent read(InputCheck check, String eventType) {
    Map<String, ReceivedBy> dialects = new LinkedHashMap<>();
    dialects.put("Classic", ReceivedBy.SOAP);
    dialects.put("Standard", ReceivedBy.REST);
    ReceivedBy door = check.choice("type", type, Seed.doorOf(eventType), dialects);
    String address = check.line("email", email, MAX_ADDRESS);
    return new NewEvent(
        Queue.REAL_TIME,
        eventType,
        NewEvent.Address.ofEmail(address.isEmpty() ? DEFAULT_ADDRESS : address),
        new NewEvent.Attributes(
            EmailFormat.UNKNOWN,
            check.lineOrNull("origin", origin, MAX_TEXT),
            check.lineOrNull("externalId", externalId, MAX_TEXT),
            null,
            null,
            language(check),
            null),
        ContextReading.read(check, "ctx", ctx),
        null,
        null,
        door);
  }

  /** Whatever the source, this language is shown; null: the source's. */
  @Nullable String language(InputCheck check) {
    return check.lineOrNull("language", language, MAX_LANGUAGE);
  }

  /**
   * The event in each language that is asked for, at least one; the first is the one it is shown
   * in.
   */
  List<NewEvent> inLanguages(Publication.Content content, NewEvent event) {
    NewEvent first = language == null ? event : in(event, language);
    if (!Boolean.TRUE.equals(allLanguages)) {
      return List.of(first);
    }
    List<NewEvent> events = new ArrayList<>(List.of(first));
    events.add(in(event, content.language() == null ? NO_LANGUAGE : content.language()));
    content.variants().forEach(variant -> events.add(in(event, variant.language())));
    return events;
  }

  private static NewEvent in(NewEvent event, String language) {
    NewEvent.Attributes said = event.attributes();
    return new NewEvent(
        event.queue(),
        event.type(),
        event.address(),
        new NewEvent.Attributes(
            said.emailFormat(),
            said.origin(),
            said.externalId(),
            said.correlationId(),
            said.hashIpId(),
            language,
            said.country()),
        event.context(),
        event.scheduled(),
        event.expiration(),
        event.receivedBy());
  }
}
