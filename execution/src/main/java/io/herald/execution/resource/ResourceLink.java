package io.herald.execution.resource;

import io.herald.execution.link.LinkCall;
import io.herald.execution.link.LinkReply;
import io.herald.execution.link.LinkRoute;
import io.herald.message.link.LinkPaths;
import java.sql.SQLException;
import java.util.List;

/** How control sends the bytes of files that are missing here. Safe for use by many threads. */
public final class ResourceLink {
  private final Resources resources;

  public ResourceLink(Resources resources) {
    this.resources = resources;
  }

  /** What control can ask. */
  public List<LinkRoute> routes() {
    return List.of(new LinkRoute("PUT", LinkPaths.RESOURCES, this::keep));
  }

  private LinkReply keep(LinkCall call) throws SQLException {
    int slash = call.name().indexOf('/');
    String sum = slash < 0 ? "" : call.name().substring(0, slash);
    String type = call.name().substring(slash + 1);
    if (!Resources.isSum(sum) || !type.matches("[a-z0-9.+-]+/[a-z0-9.+-]+")) {
      return LinkReply.explained(400, "the path names no SHA-256 and media type");
    }
    return resources.keep(sum, new Resource(type, call.bytes()))
        ? LinkReply.done()
        : LinkReply.explained(400, "the bytes do not have the SHA-256 that the path names");
  }
}
