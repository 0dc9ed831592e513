package io.herald.control.publish;

import io.herald.control.design.Author;
import io.herald.message.link.Publication;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes together the live templates that took a block in, so that they take it in as it is
 * today (TPL-43). Safe for use by many threads.
 */
public final class Republishing {
  private final Publishing publishing;
  private final TakenStore taken;
  private final Reconciler reconciler;

  public Republishing(Publishing publishing, TakenStore taken, Reconciler reconciler) {
    this.publishing = publishing;
    this.taken = taken;
    this.reconciler = reconciler;
  }

  /**
   * One after the other, each for itself; carried to the instances at the end. A template whose
   * draft was changed since its publication is left alone: who asks for a new block does not ask
   * for somebody's unfinished draft.
   */
  public List<RepublicationResource> ofBlock(String block, Author author)
      throws InterruptedException {
    List<RepublicationResource> results = new ArrayList<>();
    for (BlockUse use : taken.uses(List.of(block)).getOrDefault(block, List.of())) {
      results.add(republish(use, author));
    }
    if (results.stream().anyMatch(RepublicationResource::published)) {
      reconciler.compareAll(PublishingAnswers.ANSWER_WITHIN);
    }
    return List.copyOf(results);
  }

  private RepublicationResource republish(BlockUse use, Author author) {
    String template = use.template();
    if (use.upToDate()) {
      return RepublicationResource.unchanged(template);
    }
    if (use.draftChanged()) {
      return draftChanged(template);
    }
    return switch (publishing.republish(template, use.templateRevision(), use.version(), author)) {
      case Publishing.Outcome.Published(Publication publication, _) ->
          RepublicationResource.published(template, publication.version());
      case Publishing.Outcome.Requested _ ->
          RepublicationResource.requested(
              template, "Somebody else has to approve it: /v1/templates/" + template + ":approve");
      case Publishing.Outcome.NotPublishable(var findings) ->
          RepublicationResource.refused(
              template, "With the block as it is today it cannot be published.", findings);
      case Publishing.Outcome.ChangedMeanwhile _ -> changedMeanwhile(template);
      case Publishing.Outcome _ ->
          RepublicationResource.refused(template, "It was deleted in the meantime.", List.of());
    };
  }

  private static RepublicationResource changedMeanwhile(String template) {
    return RepublicationResource.refused(
        template,
        "Somebody saved, published, rolled back or unpublished it at this moment: look at it, then"
            + " POST /v1/templates/"
            + template
            + ":publish.",
        List.of());
  }

  private static RepublicationResource draftChanged(String template) {
    return RepublicationResource.refused(
        template,
        "Its draft or event type was saved after its publication: look at it, then POST"
            + " /v1/templates/"
            + template
            + ":publish.",
        List.of());
  }
}
