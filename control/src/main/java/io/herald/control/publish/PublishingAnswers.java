package io.herald.control.publish;

import io.herald.control.design.DesignStore;
import io.herald.control.design.PublicationRequest;
import io.herald.control.http.Problem;
import io.herald.message.link.Publication;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What callers hear of a publication: how far each instance is, or why nothing was published. Safe
 * for use by many threads.
 */
public final class PublishingAnswers {
  // after that the answer says who is still missing; the reconciler goes on
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

  private final DesignStore designs;
  private final PublishStore store;
  private final Reconciler reconciler;

  public PublishingAnswers(DesignStore designs, PublishStore store, Reconciler reconciler) {
    this.designs = designs;
    this.store = store;
    this.reconciler = reconciler;
  }

  /** Carries to the instances what was stated, and says what came of it. */
  ResponseEntity<Object> answer(String name, Publishing.Outcome outcome)
      throws InterruptedException {
    return switch (outcome) {
      case Publishing.Outcome.Published(Publication publication, var warnings) ->
          ResponseEntity.ok(
              PublicationResource.live(
                      name,
                      new Standing(
                          publication.version(),
                          store.standing(name).map(Standing::paused).orElse(false)),
                      publication.publishedAt(),
                      reconciler.compareAll(ANSWER_WITHIN))
                  .warning(warnings));
      case Publishing.Outcome.Requested(PublicationRequest request) ->
          ResponseEntity.status(HttpStatus.ACCEPTED).body(request);
      case Publishing.Outcome.Unknown _ -> unknown(name);
      case Publishing.Outcome.UnknownVersion(int version) -> unknownVersion(name, version);
      case Publishing.Outcome.LiveAlready(int version) ->
          Problem.wrongState("Version " + version + " of template " + name + " is live already.")
              .answer();
      case Publishing.Outcome.NotPublishable(var findings) ->
          Problem.notPublishable(name, findings).answer();
      case Publishing.Outcome.NobodyAsked _ -> nobodyAsked(name);
      case Publishing.Outcome.OwnRequest(String login) ->
          Problem.wrongState(
                  "You, "
                      + login
                      + ", asked for this publication: somebody else has to approve it. POST"
                      + " /v1/templates/"
                      + name
                      + ":reject takes it back.")
              .answer();
      case Publishing.Outcome.ChangedSinceRequest _ ->
          Problem.changedMeanwhile(
                  "The draft of "
                      + name
                      + ", its event type, or what it takes in (blocks, options, brands, files,"
                      + " seeds with a share) was changed after the publication was asked for;"
                      + " nothing was published. POST /v1/templates/"
                      + name
                      + ":publish asks for it as it is now.")
              .answer();
      case Publishing.Outcome.ChangedMeanwhile _ ->
          Problem.changedMeanwhile(
                  "Others save or publish " + name + " at this moment; nothing was published.")
              .answer();
    };
  }

  /** No publication of the template waits for a second person. */
  ResponseEntity<Object> nobodyAsked(String name) {
    return designs.template(name).isEmpty()
        ? unknown(name)
        : Problem.wrongState(
                "No publication of "
                    + name
                    + " waits for approval; with control.publish.approval = true POST"
                    + " /v1/templates/"
                    + name
                    + ":publish asks for one.")
            .answer();
  }

  static ResponseEntity<Object> unknown(String name) {
    return Problem.notFound("There is no template " + name + "; POST /v1/templates creates one.")
        .answer();
  }

  static ResponseEntity<Object> unknownVersion(String name, int version) {
    return Problem.notFound("There is no version " + version + " of template " + name + ".")
        .answer();
  }
}
