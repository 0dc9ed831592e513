package io.herald.control.seed;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.design.Saved;
import io.herald.message.event.EventContext;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** A seed as callers see it; it can be sent back as it is. */
@Schema(name = "Seed", title = "Seed")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SeedResource(
    @Schema(example = "7") long id,
    @Schema(example = "SDM1") String name,
    @Schema(example = "Ada, gold customer") String label,
    @Schema(example = "ada@example.com") @Nullable String email,
    @Schema(example = "+33612345678") @Nullable String mobilePhone,
    @Schema(example = "en") @Nullable String language,
    @Schema(example = "customer-4711") @Nullable String externalId,
    @Schema(example = "EVTcartAbandonment") @Nullable String eventType,
    @Nullable String template,
    @Schema(
            description = "A JSON object, or a text with one XML element",
            type = "object",
            example = "{\"firstName\": \"Ada\", \"cartAmount\": 49.9}")
        JsonNode ctx,
    boolean trap,
    @Schema(description = "With trap: which share of the live messages", example = "0.01")
        double trapRate,
    @Schema(description = "Counts the saves; also the ETag", example = "3") int revision,
    Instant created,
    @Schema(example = "admin") String createdBy,
    Instant lastModified,
    @Schema(example = "admin") String lastModifiedBy) {

  static SeedResource of(Saved<Seed> saved, JsonMapper json) {
    Seed seed = saved.value();
    return new SeedResource(
        saved.id(),
        seed.name(),
        seed.label().isEmpty() ? seed.name() : seed.label(),
        seed.recipient().email(),
        seed.recipient().mobilePhone(),
        seed.recipient().language(),
        seed.recipient().externalId(),
        seed.madeFor().eventType(),
        seed.madeFor().template(),
        seed.context().format() == EventContext.Format.XML
            ? StringNode.valueOf(seed.context().text())
            : json.readTree(seed.context().text()),
        seed.trap(),
        seed.trapRate(),
        saved.revision(),
        saved.created(),
        saved.createdBy(),
        saved.modified(),
        saved.modifiedBy());
  }
}
