package io.herald.control.design;

import io.herald.control.http.Finding;
import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import io.herald.platform.outbound.Destinations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at the files of a draft before it is published, and finds those that travel with it
 * (TPL-14, TPL-72). Safe for use by many threads.
 */
public final class AttachmentCheck {
  /** Who has that many findings has enough to do. */
  private static final int MOST_FINDINGS = 50;

  private static final Pattern PUBLIC_ADDRESS = Pattern.compile("/r/([0-9a-f]{64})/");

  private final StoredFiles today;
  private final Destinations allowed;
  private final Bounds bounds;

  /**
   * A source without a protocol and without expressions. It ends where the next tag begins, so that
   * many tags without one do not each look through all that follows.
   */
  private static final Pattern STORED_PATH =
      Pattern.compile(
          "<(?:img|link)\\b[^<>]*?\\b(?:src|href)\\s*=\\s*[\"']/?([A-Za-z0-9_][A-Za-z0-9_./-]*)[\"']",
          Pattern.CASE_INSENSITIVE);

  /**
   * What is bounded.
   *
   * @param attachmentBytes all attachments of a message together
   * @param recommended more attachments than this are a warning ({@code
   *     NmsDelivery_MaxRecommendedAttachments})
   */
  public record Bounds(int attachmentBytes, int recommended) {}

  /**
   * @param allowed where execution instances fetch from, as far as control knows
   */
  public AttachmentCheck(StoredFiles today, Destinations allowed, Bounds bounds) {
    this.today = today;
    this.allowed = allowed;
    this.bounds = bounds;
  }

  /** What is to be said, and what travels with the publication. */
  record Result(
      List<Finding> errors, List<Finding> warnings, Map<String, Supplies.Resource> resources) {}

  /** The files there are now. */
  StoredFiles today() {
    return today;
  }

  Result of(Publication.Content content, StoredFiles files) {
    List<Finding> errors = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    Map<String, Supplies.Resource> needed = new HashMap<>();
    long always = 0;
    for (int i = 0; i < content.attachments().size(); i++) {
      Publication.Attachment attachment = content.attachments().get(i);
      String part = "attachments[" + i + "].source";
      boolean certain = attachment.condition() == null;
      switch (attachment.kind()) {
        case "file" -> {
          long bytes = stored(attachment, part, files, needed, errors);
          always += certain ? bytes : 0;
        }
        case "html" -> {
          String document = attachment.document();
          if (document == null) {
            pictures(attachment.source(), part, files, needed, errors);
          } else {
            // the HTML has all it needs; the document is kept for those who look at the version
            keep(document, files, needed);
          }
        }
        case "url" -> remote(attachment.source(), part, errors);
        default -> {}
      }
    }
    if (always > bounds.attachmentBytes()) {
      errors.add(
          Finding.of(
              "attachments",
              String.format(
                  Locale.ROOT,
                  "The attachments have %,d bytes together; a message may have %,d"
                      + " (fetch.attachment-bytes): attach less, or link to the files.",
                  always,
                  bounds.attachmentBytes())));
    }
    if (content.attachments().size() > bounds.recommended()) {
      warnings.add(
          Finding.of(
              "attachments",
              "More than "
                  + bounds.recommended()
                  + " attachment makes a message slow and suspicious to filters: link to the"
                  + " files."));
    }
    shown(content, files, needed, warnings);
    if (needed.size() > StoredFiles.MOST) {
      errors.add(
          Finding.of(
              "attachments",
              "More than "
                  + StoredFiles.MOST
                  + " files could be attached: begin the path with a folder of its own, as in"
                  + " contracts/<%= … %>.pdf."));
    }
    return new Result(List.copyOf(errors), List.copyOf(warnings), Map.copyOf(needed));
  }

  /** How large the file is; 0: that depends on the event. */
  private static long stored(
      Publication.Attachment attachment,
      String part,
      StoredFiles files,
      Map<String, Supplies.Resource> needed,
      List<Finding> errors) {
    String source = attachment.source().strip();
    int tag = source.indexOf("<%");
    if (tag >= 0) {
      Map<String, Supplies.Resource> candidates = files.beginningWith(source.substring(0, tag));
      if (candidates.isEmpty()) {
        errors.add(
            Finding.of(
                part, "No stored file has a path that begins so: upload them to /v1/resources."));
      }
      needed.putAll(candidates);
      return 0;
    }
    Supplies.Resource resource = files.beginningWith(source).get(source);
    if (resource == null) {
      errors.add(
          Finding.of(
              part, "There is no stored file " + source + ": PUT /v1/resources/" + source + "."));
      return 0;
    }
    needed.put(source, resource);
    return resource.bytes();
  }

  private static void keep(String path, StoredFiles files, Map<String, Supplies.Resource> needed) {
    Supplies.Resource resource = files.beginningWith(path).get(path);
    if (resource != null) {
      needed.put(path, resource);
    }
  }

  /** Stored files that the HTML of a PDF shows by their path. */
  private static void pictures(
      String html,
      String part,
      StoredFiles files,
      Map<String, Supplies.Resource> needed,
      List<Finding> errors) {
    Matcher shown = STORED_PATH.matcher(html);
    Set<String> seen = new HashSet<>();
    while (errors.size() < MOST_FINDINGS && shown.find()) {
      String path = shown.group(1);
      if (!seen.add(path)) {
        continue;
      }
      Supplies.Resource resource = files.beginningWith(path).get(path);
      if (resource == null) {
        errors.add(
            Finding.of(
                part,
                "It shows " + path + ", which is not stored: PUT /v1/resources/" + path + "."));
      } else {
        needed.put(path, resource);
      }
    }
  }

  /** Host and protocol must stand there, unless all of it comes from the event. */
  private void remote(String source, String part, List<Finding> errors) {
    String address = source.strip();
    int tag = address.indexOf("<%");
    if (tag == 0) {
      return; // decided when the message is made
    }
    // an expression behind the host stands for anything
    String literal = tag < 0 ? address : address.substring(0, tag);
    if (tag > 0 && !literal.matches("(?s)https?://[^/?#]+[/?#].*")) {
      errors.add(
          Finding.of(
              part,
              "Write protocol and host as they are, as in https://shop.example/<%= … %>, or let all"
                  + " of the address come from the event."));
      return;
    }
    int fragment = literal.indexOf('#');
    allowed
        .objection(fragment < 0 ? literal : literal.substring(0, fragment))
        .ifPresent(why -> errors.add(Finding.of(part, "The address " + why + ".")));
  }

  /** Pictures that the texts show by their public address. */
  private static void shown(
      Publication.Content content,
      StoredFiles files,
      Map<String, Supplies.Resource> needed,
      List<Finding> warnings) {
    content
        .texts()
        .forEach(
            (part, text) -> {
              Matcher address = PUBLIC_ADDRESS.matcher(text);
              Set<String> seen = new HashSet<>();
              while (warnings.size() < MOST_FINDINGS && address.find()) {
                String sum = address.group(1);
                if (!seen.add(sum)) {
                  continue;
                }
                files
                    .withSum(sum)
                    .ifPresentOrElse(
                        found -> needed.put("r/" + sum, found),
                        () ->
                            warnings.add(
                                Finding.of(
                                    part,
                                    "It shows a stored file that is not here: upload it again, and"
                                        + " use the address in the answer.")));
              }
            });
  }
}
