package io.herald.execution.enrich;

import io.herald.execution.link.LinkCall;
import io.herald.execution.link.LinkReply;
import io.herald.execution.link.LinkRoute;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.ReferenceData;
import java.sql.SQLException;
import java.util.List;

/** How control brings the rows that enrichments look up. */
public final class ReferenceLink {
  private ReferenceLink() {}

  /** What control can ask. */
  public static List<LinkRoute> routes(ReferenceTables tables) {
    return List.of(
        new LinkRoute("GET", LinkPaths.DATA_HELD, _ -> LinkReply.of(tables.held())),
        new LinkRoute("PUT", LinkPaths.DATA, call -> keep(tables, call)),
        new LinkRoute(
            "DELETE",
            LinkPaths.DATA,
            call -> {
              tables.remove(call.name());
              return LinkReply.done();
            }));
  }

  private static LinkReply keep(ReferenceTables tables, LinkCall call) throws SQLException {
    ReferenceData data = call.body(ReferenceData.class);
    if (!data.resource().equals(call.name())) {
      return LinkReply.explained(400, "the path names another resource than the body");
    }
    tables.keep(data);
    return LinkReply.done();
  }
}
