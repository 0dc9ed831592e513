package io.herald.control.classic;

import io.herald.control.design.Author;
import io.herald.control.design.DesignStore;
import io.herald.control.design.Saved;
import io.herald.control.design.Template;
import io.herald.control.design.TemplateHeading;
import io.herald.control.http.Finding;
import io.herald.control.publish.PublishStore;
import io.herald.control.publish.Publishing;
import io.herald.control.publish.Reconciler;
import io.herald.message.link.Publication;
import io.herald.platform.access.AuditLog;
import io.herald.platform.access.Principal;
import io.herald.platform.soap.SoapAnswer;
import io.herald.platform.soap.SoapExchange;
import io.herald.platform.soap.SoapMethod;
import io.herald.platform.soap.SoapWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Publishes templates and ends that, one or those a filter means (API-31). It is done by the same
 * {@link Publishing} as through the configuration API, so a publication goes to every enabled
 * execution instance, whatever {@code localPublish} says. Safe for use by many threads.
 */
final class Deployment {
  /** After that the answer says that an instance is still missing; the reconciler goes on. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

  private static final int PAGE = 200;

  /** Templates one call may mean. */
  private static final int MOST = 1_000;

  private final Publishing publishing;
  private final DesignStore designs;
  private final PublishStore publications;
  private final Reconciler reconciler;
  private final AuditLog audit;
  private final InstantSource clock;

  Deployment(
      Publishing publishing,
      DesignStore designs,
      PublishStore publications,
      Reconciler reconciler,
      AuditLog audit,
      InstantSource clock) {
    this.publishing = publishing;
    this.designs = designs;
    this.publications = publications;
    this.reconciler = reconciler;
    this.audit = audit;
    this.clock = clock;
  }

  /** What is done with a template. */
  enum Direction {
    PUBLISH("publishTemplate", "Published"),
    UNPUBLISH("unpublishTemplate", "Unpublished");

    private final String action;
    private final String counted;

    Direction(String action, String counted) {
      this.action = action;
      this.counted = counted;
    }
  }

  /** Those that a filter means; answers nothing. */
  SoapMethod many(Direction direction) {
    return parameters -> {
      @Nullable XmlElement where = parameters.element((xml, namespace) -> XmlElement.read(xml));
      return (SoapMethod.Guarded)
          (exchange, who) ->
              Answering.told(
                  exchange,
                  () ->
                      switch (MessageFilter.understand(exchange.name(), where)) {
                        case MessageFilter.Understanding.Refused(SoapAnswer.Fault fault) -> fault;
                        case MessageFilter.Understanding.Understood(var meant) ->
                            carryOut(direction, chosen(meant), exchange, who, false);
                      });
    };
  }

  /** The one of an id, or of an internal name; answers whether every instance has followed. */
  SoapMethod one(Direction direction) {
    return parameters -> {
      String key = parameters.text().strip();
      return (SoapMethod.Guarded)
          (exchange, who) ->
              Answering.told(exchange, () -> carryOut(direction, named(key), exchange, who, true));
    };
  }

  /** Names, by name. */
  private List<String> chosen(Predicate<Saved<TemplateHeading>> meant) {
    List<String> names = new ArrayList<>();
    String after = "";
    while (true) {
      List<Saved<TemplateHeading>> page = designs.headings(after, PAGE);
      page.stream().filter(meant).forEach(template -> names.add(template.value().name()));
      if (page.size() < PAGE || names.size() > MOST) {
        return names;
      }
      after = page.getLast().value().name();
    }
  }

  private List<String> named(String key) {
    Optional<Saved<Template>> byId =
        key.matches("\\d{1,18}") ? designs.template(Long.parseLong(key)) : Optional.empty();
    return byId.or(() -> designs.template(key)).map(saved -> saved.value().name()).stream()
        .toList();
  }

  private SoapAnswer carryOut(
      Direction direction, List<String> names, SoapExchange exchange, Principal who, boolean tell)
      throws InterruptedException {
    if (names.isEmpty()) {
      return SoapAnswer.Fault.refused(
          exchange.name(),
          tell
              ? "deliveryId: there is no template of this id or internal name."
              : "deliveries: no template fits these conditions.");
    }
    if (names.size() > MOST) {
      return SoapAnswer.Fault.refused(
          exchange.name(), "deliveries: more than " + MOST + " templates fit; choose fewer.");
    }
    Journal journal = new Journal(audit, exchange, who);
    Map<String, Optional<Integer>> stated = new LinkedHashMap<>();
    for (String name : names) {
      @Nullable String refusal = state(direction, name, who, stated);
      journal.note(direction.action, name, refusal == null ? Journal.DONE : "refused: " + refusal);
      if (refusal != null) {
        if (!stated.isEmpty()) {
          reconciler.carried(stated, ANSWER_WITHIN);
        }
        return SoapAnswer.Fault.refused(
            exchange.name(), name + ": " + refusal + " " + before(direction, stated));
      }
    }
    boolean everywhere = reconciler.carried(stated, ANSWER_WITHIN);
    return new SoapAnswer.Success(
        exchange.name(),
        tell ? SoapWriter.value("pbIsSuccess", "xsd:boolean", Boolean.toString(everywhere)) : "");
  }

  private static String before(Direction direction, Map<String, Optional<Integer>> stated) {
    return stated.isEmpty()
        ? "Nothing was %s.".formatted(direction.counted.toLowerCase(Locale.ROOT))
        : "%s before it: %s.".formatted(direction.counted, String.join(", ", stated.keySet()));
  }

  /** Why not; null: it is stated. */
  private @Nullable String state(
      Direction direction, String name, Principal who, Map<String, Optional<Integer>> stated) {
    return switch (direction) {
      case PUBLISH -> publish(name, who, stated);
      case UNPUBLISH -> {
        if (publications.unpublish(name).isEmpty()) {
          yield "it is not published.";
        }
        stated.put(name, Optional.empty());
        yield null;
      }
    };
  }

  private @Nullable String publish(
      String name, Principal who, Map<String, Optional<Integer>> stated) {
    return switch (publishing.publish(name, new Author(who.name(), clock.instant()))) {
      case Publishing.Outcome.Published(Publication publication, var _) -> {
        stated.put(name, Optional.of(publication.version()));
        yield null;
      }
      case Publishing.Outcome.Requested _ ->
          "a second person has to approve it: POST /v1/templates/" + name + ":approve.";
      case Publishing.Outcome.NobodyAsked(),
          Publishing.Outcome.OwnRequest _,
          Publishing.Outcome.ChangedSinceRequest() ->
          "its approval failed."; // it is not approved here
      case Publishing.Outcome.Unknown() -> "there is no such template any more.";
      case Publishing.Outcome.UnknownVersion(int version) ->
          "there is no version " + version + " of it.";
      case Publishing.Outcome.LiveAlready(int version) ->
          "its version " + version + " is live already.";
      case Publishing.Outcome.NotPublishable(List<Finding> findings) ->
          findings.stream()
              .map(
                  finding ->
                      finding.part()
                          + (finding.line() == null
                              ? ""
                              : " (" + finding.line() + ":" + finding.column() + ")")
                          + ": "
                          + finding.message())
              .collect(Collectors.joining(" "));
      case Publishing.Outcome.ChangedMeanwhile() ->
          "others save or publish it at this moment; send it again.";
    };
  }
}
