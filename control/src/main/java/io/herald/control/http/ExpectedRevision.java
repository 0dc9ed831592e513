package io.herald.control.http;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * Which state of a resource the caller believes to change, so that two people do not overwrite each
 * other unseen: from {@code If-Match} (RFC 9110 section 13.1.1), else from the {@code revision} in
 * the body.
 *
 * @param revision null: whatever is there
 * @param inHeader whether it came with If-Match, which decides between 412 and 409
 */
public record ExpectedRevision(@Nullable Integer revision, boolean inHeader) {
  private static final Pattern ETAG = Pattern.compile("\"(\\d{1,9})\"");
  // revisions count from 1: a tag we never gave matches nothing
  private static final int NONE = 0;

  /**
   * @param ifMatch the header as sent; one strong tag as we give them, or {@code *}
   * @param inBody the revision in the body
   */
  public static ExpectedRevision of(@Nullable String ifMatch, @Nullable Integer inBody) {
    if (ifMatch == null) {
      return new ExpectedRevision(inBody, false);
    }
    if (ifMatch.strip().equals("*")) {
      return new ExpectedRevision(null, true);
    }
    Matcher tag = ETAG.matcher(ifMatch.strip());
    return new ExpectedRevision(tag.matches() ? Integer.parseInt(tag.group(1)) : NONE, true);
  }

  /** The answer that a resource was created, with its revision as the header ETag. */
  public static ResponseEntity<Object> created(String path, int revision, Object resource) {
    return ResponseEntity.created(URI.create(path)).eTag(tag(revision)).body(resource);
  }

  /** The answer that shows a resource, with its revision as the header ETag. */
  public static ResponseEntity<Object> shown(int revision, Object resource) {
    return ResponseEntity.ok().eTag(tag(revision)).body(resource);
  }

  private static String tag(int revision) {
    return "\"" + revision + "\"";
  }

  /** What to answer when the current revision is another one. */
  public Problem differs(int current) {
    String detail =
        "Somebody saved revision "
            + current
            + " in the meantime; nothing was changed. Read it, make your change in it and send it"
            + " again.";
    return inHeader
        ? Problem.revisionDiffers(detail)
        : Problem.changedMeanwhile(detail).about("revision");
  }
}
