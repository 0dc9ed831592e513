package io.herald.control.publish;

import io.herald.control.design.Assessment;
import io.herald.control.design.Author;
import io.herald.control.design.DesignStore;
import io.herald.control.design.EventType;
import io.herald.control.design.PublicationRequest;
import io.herald.control.design.Saved;
import io.herald.control.design.Template;
import io.herald.control.design.TemplateCheck;
import io.herald.control.http.Finding;
import io.herald.control.seed.SeedStore;
import io.herald.message.link.EventData;
import io.herald.message.link.Publication;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a draft, or an earlier version, a frozen version that should be live (TPL-20, TPL-24).
 * Carrying it to the execution instances is {@link Reconciler}'s part. Safe for use by many
 * threads.
 */
public final class Publishing {
  private static final int ATTEMPTS = 5;

  private final DesignStore designs;
  private final PublishStore store;
  private final ApprovalStore approvals;
  private final TemplateCheck check;
  private final SeedStore seeds;
  private final boolean secondPerson;

  /**
   * @param secondPerson whether a publication takes another person's approval (TPL-29)
   */
  public Publishing(
      DesignStore designs,
      PublishStore store,
      ApprovalStore approvals,
      TemplateCheck check,
      SeedStore seeds,
      boolean secondPerson) {
    this.designs = designs;
    this.store = store;
    this.approvals = approvals;
    this.check = check;
    this.seeds = seeds;
    this.secondPerson = secondPerson;
  }

  /** What became of a wish to publish. */
  public sealed interface Outcome {
    /**
     * It is stated; nothing can undo it but another publication or an unpublication.
     *
     * @param warnings what somebody should look at all the same
     */
    record Published(Publication publication, List<Finding> warnings) implements Outcome {}

    /** Nothing is published yet: a second person has to approve it. */
    record Requested(PublicationRequest request) implements Outcome {}

    /** No publication waits for approval. */
    record NobodyAsked() implements Outcome {}

    /** Who asked cannot approve. */
    record OwnRequest(String login) implements Outcome {}

    /** The draft, or what it takes in, is not what the approval was asked for any more. */
    record ChangedSinceRequest() implements Outcome {}

    /** There is no such template. */
    record Unknown() implements Outcome {}

    /** The template has no such version. */
    record UnknownVersion(int version) implements Outcome {}

    /** The version is live already, so there is nothing to go back to. */
    record LiveAlready(int version) implements Outcome {}

    /** The draft, or the earlier version as things are today, is not ready. */
    record NotPublishable(List<Finding> findings) implements Outcome {}

    /** Others saved or published again and again in between. */
    record ChangedMeanwhile() implements Outcome {}
  }

  /** Publishes the draft as it is now, or asks for the second person's approval. */
  public Outcome publish(String name, Author author) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Outcome outcome = publish(ready(name), /* seen= */ null, author);
      if (!(outcome instanceof Outcome.ChangedMeanwhile)) {
        return outcome;
      }
    }
    return new Outcome.ChangedMeanwhile();
  }

  /**
   * The same for a draft that nobody changed: with what it takes in as it is today (TPL-43).
   *
   * @param revision the draft that is meant; another one is not published
   * @param seen the version that was live; when another one is by now, or none, somebody wanted
   *     that and nothing is published
   */
  Outcome republish(String name, int revision, int seen, Author author) {
    Ready ready = ready(name);
    return ready instanceof Ready.Yes yes
            && (yes.draft().revision() != revision
                || !store.liveVersion(name).equals(Optional.of(seen)))
        ? new Outcome.ChangedMeanwhile()
        : publish(ready, seen, author);
  }

  private Outcome publish(Ready ready, @Nullable Integer seen, Author author) {
    return switch (ready) {
      case Ready.No(Outcome why) -> why;
      case Ready.Yes yes when secondPerson -> request(yes, author);
      case Ready.Yes yes ->
          publish(yes, freeze(yes, author.at()), seen, author.login(), /* approvedBy= */ null);
    };
  }

  private Outcome request(Ready.Yes ready, Author author) {
    Saved<Template> draft = ready.draft();
    return approvals
        .request(
            draft.value().name(),
            draft.revision(),
            ready.type().revision(),
            PublicationSum.of(freeze(ready, author.at())),
            author)
        .<Outcome>map(Outcome.Requested::new)
        .orElseGet(Outcome.ChangedMeanwhile::new);
  }

  /** Publishes what somebody else asked for. */
  public Outcome approve(String name, Author second) {
    Optional<ApprovalStore.Asked> asked = approvals.waiting(name);
    if (asked.isEmpty()) {
      return new Outcome.NobodyAsked();
    }
    PublicationRequest request = asked.get().request();
    if (request.requestedBy().equals(second.login())) {
      return new Outcome.OwnRequest(second.login());
    }
    return switch (ready(name)) {
      case Ready.No(Outcome why) -> why;
      case Ready.Yes(var draft, var type, var _)
          when draft.revision() != request.revision()
              || type.revision() != request.eventTypeRevision() ->
          new Outcome.ChangedSinceRequest();
      case Ready.Yes ready -> {
        Publication publication = freeze(ready, second.at());
        yield PublicationSum.of(publication).equals(asked.get().sum())
            ? publish(ready, publication, /* seen= */ null, request.requestedBy(), second.login())
            : new Outcome.ChangedSinceRequest();
      }
    };
  }

  /** Whether the draft can be published as it is. */
  private sealed interface Ready {
    record Yes(Saved<Template> draft, Saved<EventType> type, Assessment assessment)
        implements Ready {}

    record No(Outcome why) implements Ready {}
  }

  private Ready ready(String name) {
    Optional<Saved<Template>> draft = designs.template(name);
    if (draft.isEmpty()) {
      return new Ready.No(new Outcome.Unknown());
    }
    Template template = draft.get().value();
    Optional<Saved<EventType>> type = designs.eventType(template.eventType());
    Assessment assessment = check.assess(template, type.map(Saved::value));
    return assessment.publishable() && type.isPresent()
        ? new Ready.Yes(draft.get(), type.get(), assessment)
        : new Ready.No(new Outcome.NotPublishable(assessment.errors()));
  }

  private Outcome publish(
      Ready.Yes ready,
      Publication publication,
      @Nullable Integer seen,
      String login,
      @Nullable String approvedBy) {
    return store.publish(
            publication, ready.draft().revision(), ready.type().revision(), seen, login, approvedBy)
        ? new Outcome.Published(publication, ready.assessment().warnings())
        : new Outcome.ChangedMeanwhile();
  }

  /**
   * Publishes an earlier version again: template, event type and all they took in as they were
   * frozen then, under a new number. The draft stays as it is. Takes no second person: what comes
   * back was published before, and a mistake must be undone at once, at any hour.
   */
  public Outcome rollBack(String name, int version, Author author) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (designs.template(name).isEmpty()) {
        return new Outcome.Unknown();
      }
      Optional<Publication> earlier = store.frozen(name, version);
      if (earlier.isEmpty()) {
        return new Outcome.UnknownVersion(version);
      }
      if (store.liveVersion(name).equals(Optional.of(version))) {
        return new Outcome.LiveAlready(version);
      }
      // what compiled then may be refused by the rules of today
      List<Finding> findings =
          check
              .assess(template(earlier.get()), type(earlier.get()), earlier.get().supplies())
              .errors();
      if (!findings.isEmpty()) {
        return new Outcome.NotPublishable(findings);
      }
      Publication again = again(earlier.get(), author);
      if (store.repeat(again, version, author.login())) {
        return new Outcome.Published(again, List.of());
      }
    }
    return new Outcome.ChangedMeanwhile();
  }

  private Publication again(Publication earlier, Author author) {
    return new Publication(
        earlier.template(),
        store.nextVersion(earlier.template()),
        author.at().truncatedTo(ChronoUnit.MILLIS),
        earlier.eventType(),
        earlier.channel(),
        earlier.content(),
        earlier.delivery(),
        earlier.supplies());
  }

  private static Template template(Publication frozen) {
    return new Template(
        frozen.template(),
        frozen.template(),
        frozen.eventType().name(),
        frozen.channel(),
        // the HTML of its documents comes back as it was, whatever would become of them today
        frozen.content().withoutHtmlOfMjml(),
        frozen.delivery());
  }

  /** As it was frozen, if there still is one of this name. */
  private Optional<EventType> type(Publication frozen) {
    Publication.EventType type = frozen.eventType();
    return designs
        .eventType(type.name())
        .map(
            _ ->
                new EventType(
                    type.name(),
                    type.label(),
                    frozen.channel(),
                    type.fields(),
                    type.enrichments()));
  }

  /** Who gets copies, with the data they have now (TPL-69). */
  private List<Publication.Trap> traps(Template template) {
    return seeds.traps(template.eventType(), template.name()).stream()
        .map(
            seed ->
                new Publication.Trap(
                    seed.name(),
                    seed.trapRate(),
                    EventData.of(seed.event(template.eventType(), ""))))
        .toList();
  }

  private Publication freeze(Ready.Yes ready, Instant at) {
    Template template = ready.draft().value();
    Assessment assessment = ready.assessment();
    return new Publication(
        template.name(),
        store.nextVersion(template.name()),
        at.truncatedTo(ChronoUnit.MILLIS),
        ready.type().value().published().withTraps(traps(template)),
        template.channel(),
        assessment.content(),
        template.delivery(),
        assessment.supplies());
  }
}
