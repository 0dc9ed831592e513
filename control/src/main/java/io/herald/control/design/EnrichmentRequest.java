package io.herald.control.design;

import io.herald.control.http.InputCheck;
import io.herald.message.enrichment.RowOrder;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place where data is read into an event, as a caller sends it (DM-42, TPL-2, TPL-17). */
@Schema(name = "Enrichment", title = "Data read into an event: at most one row")
public record EnrichmentRequest(
    @Schema(description = "As templates name it: enrichment.<id>.<field>", example = "customer")
        @Nullable String id,
    @Schema(description = "For people; the id when absent", example = "Customer")
        @Nullable String label,
    @Schema(description = "Where the row is looked for", example = "crm_customers")
        @Nullable String source,
    @Schema(description = "What of the source is compared", example = "email") @Nullable String key,
    @Schema(description = "The field of the context it is compared with", example = "email")
        @Nullable String field,
    @Schema(
            description =
                "Which of several rows counts: columns, each perhaps with desc; absent: that is an"
                    + " error",
            example = "updated desc")
        @Nullable String order,
    @Schema(
            description = "Whether it finds the profile the message goes to",
            defaultValue = "false")
        @Nullable Boolean targeting,
    @Schema(
            description = "When there is no row",
            defaultValue = "send",
            allowableValues = {"send", "doNotSend", "retry"})
        @Nullable String onMissing,
    @Schema(description = "With retry: for so many seconds, 1 to 604,800", example = "600")
        @Nullable Long retrySeconds) {
  private static final int MOST = 20;
  private static final int MAX_LINE = 255;
  private static final long LONGEST_RETRY = 604_800;
  private static final Map<String, String> POLICIES = policies();

  private static Map<String, String> policies() {
    Map<String, String> policies = new LinkedHashMap<>();
    List.of("send", "doNotSend", "retry").forEach(policy -> policies.put(policy, policy));
    return policies;
  }

  static List<Publication.Enrichment> readAll(
      InputCheck check, @Nullable List<EnrichmentRequest> enrichments) {
    if (enrichments == null) {
      return List.of();
    }
    if (enrichments.size() > MOST) {
      check.refuse("enrichments", "'enrichments' may have " + MOST + " entries.");
      return List.of();
    }
    List<Publication.Enrichment> read = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int index = 0; index < enrichments.size(); index++) {
      String at = "enrichments[" + index + "]";
      EnrichmentRequest one = enrichments.get(index);
      if (one == null) {
        check.refuse(at, "'" + at + "' is missing.");
        continue;
      }
      read.add(one.read(check, at));
      if (!ids.add(read.getLast().id())) {
        check.refuse(at + ".id", "The enrichment " + read.getLast().id() + " is declared twice.");
      }
    }
    if (read.stream().filter(Publication.Enrichment::targeting).count() > 1) {
      check.refuse("enrichments", "Only one enrichment can find the profile: one 'targeting'.");
    }
    return read;
  }

  private Publication.Enrichment read(InputCheck check, String at) {
    String policy = check.choice(at + ".onMissing", onMissing, "send", POLICIES);
    long seconds = retrySeconds == null ? 0 : retrySeconds;
    boolean retries = policy.equals("retry");
    if (retries ? seconds < 1 || seconds > LONGEST_RETRY : seconds != 0) {
      check.refuse(
          at + ".retrySeconds",
          "'retrySeconds' belongs to onMissing retry, and is 1 to 604,800 there.");
    }
    String checkedId = check.name(at + ".id", id);
    String checkedLabel = check.line(at + ".label", label, MAX_LINE);
    @Nullable String checkedOrder = check.lineOrNull(at + ".order", order, MAX_LINE);
    if (checkedOrder != null) {
      try {
        RowOrder.of(checkedOrder);
      } catch (IllegalArgumentException e) {
        check.refuse(at + ".order", "'" + at + ".order': " + e.getMessage() + ".");
      }
    }
    return new Publication.Enrichment(
        checkedId,
        checkedLabel.isEmpty() ? checkedId : checkedLabel,
        required(check, at + ".source", source),
        required(check, at + ".key", key),
        required(check, at + ".field", field),
        checkedOrder,
        Boolean.TRUE.equals(targeting),
        policy,
        seconds);
  }

  private static String required(InputCheck check, String at, @Nullable String value) {
    String line = check.line(at, value, MAX_LINE);
    if (line.isEmpty()) {
      check.refuse(at, "'" + at + "' is missing.");
    }
    return line;
  }
}
