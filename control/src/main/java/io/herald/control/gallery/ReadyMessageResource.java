package io.herald.control.gallery;

import io.herald.control.design.EventTypeRequest;
import io.herald.control.design.TemplateRequest;
import io.herald.control.seed.SeedRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A ready message as callers see it: everything that installing it would save. */
@Schema(name = "ReadyMessage", title = "Message that is ready to be used")
record ReadyMessageResource(
    @Schema(example = "welcome") String name,
    @Schema(example = "Welcome") String label,
    @Schema(example = "A first mail for new customers.") String description,
    EventTypeRequest eventType,
    TemplateRequest template,
    List<SeedRequest> seeds) {
  static ReadyMessageResource of(String name, ReadyMessage message) {
    return new ReadyMessageResource(
        name,
        message.label(),
        message.description(),
        message.eventType(),
        message.template(),
        message.seeds());
  }

  /** One line of a list. */
  @Schema(name = "ReadyMessageSummary", title = "Message that is ready to be used, in short")
  record Summary(
      @Schema(example = "welcome") String name,
      @Schema(example = "Welcome") String label,
      @Schema(example = "A first mail for new customers.") String description) {
    static Summary of(String name, ReadyMessage message) {
      return new Summary(name, message.label(), message.description());
    }
  }

  /** What installing made or found. */
  @Schema(name = "InstalledMessage", title = "What stands ready now")
  record Installed(
      @Schema(example = "EVTwelcome") String eventType,
      @Schema(example = "RTEVTwelcome") String template,
      @Schema(example = "[\"welcomeAda\"]") List<String> seeds) {}
}
