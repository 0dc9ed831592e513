package io.herald.execution.catalog;

import io.herald.execution.link.LinkCall;
import io.herald.execution.link.LinkReply;
import io.herald.execution.link.LinkRoute;
import io.herald.execution.resource.Resources;
import io.herald.message.link.Catalog;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.Publication;
import io.herald.message.template.TemplateError;
import java.sql.SQLException;
import java.util.List;

/** How control tells this instance what is published. Safe for use by many threads. */
public final class CatalogLink {
  private final PublishedTemplates templates;
  private final Resources resources;
  private final int instance;

  public CatalogLink(PublishedTemplates templates, Resources resources, int instance) {
    this.resources = resources;
    this.templates = templates;
    this.instance = instance;
  }

  /** What control can ask. */
  public List<LinkRoute> routes() {
    return List.of(
        new LinkRoute(
            "GET", LinkPaths.CATALOG, _ -> LinkReply.of(new Catalog(instance, templates.live()))),
        new LinkRoute("PUT", LinkPaths.PUBLICATIONS, this::publish),
        new LinkRoute(
            "DELETE",
            LinkPaths.PUBLICATIONS,
            call -> {
              templates.unpublish(call.name());
              return LinkReply.done();
            }));
  }

  private LinkReply publish(LinkCall call) throws SQLException {
    Publication publication = call.body(Publication.class);
    if (!publication.template().equals(call.name())) {
      return LinkReply.explained(400, "the path names another template than the body");
    }
    List<String> missing = resources.missing(publication.supplies().resources().values());
    if (!missing.isEmpty()) {
      return LinkReply.lacks(missing);
    }
    List<TemplateError> errors = templates.publish(publication, call.asks(LinkPaths.PAUSED));
    return errors.isEmpty() ? LinkReply.done() : LinkReply.doesNotCompile(errors);
  }
}
