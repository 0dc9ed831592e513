package io.herald.control.brand;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.herald.control.design.MailAddress;
import io.herald.control.http.InputCheck;
import io.herald.message.link.Supplies;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** A brand as a caller sends it. What the server alone decides may come along, unread. */
@Schema(
    name = "BrandRequest",
    title = "Brand to save",
    description = "What is absent is empty. No text may hold expressions.")
@JsonIgnoreProperties({"id", "created", "createdBy", "lastModified", "lastModifiedBy"})
record BrandRequest(
    @Schema(
            description =
                "1 to 64 letters A to Z, a to z, digits and underscores; what templates and events"
                    + " say",
            example = "acme")
        @Nullable String name,
    @Schema(description = "For people; the name when absent", example = "Acme, Europe")
        @Nullable String label,
    @Schema(description = "As people call it: brand.usualName", example = "Acme")
        @Nullable String usualName,
    @Schema(example = "https://acme.example/logo.png") @Nullable String logoUrl,
    @Schema(example = "https://acme.example") @Nullable String webSiteUrl,
    @Schema(
            description = "Stands beside the sender's address of messages that have no other",
            example = "Acme Shop")
        @Nullable String senderName,
    @Schema(
            description = "The sender of messages that have no other",
            example = "shop@acme.example")
        @Nullable String senderAddress,
    @Schema(example = "Acme Care") @Nullable String replyName,
    @Schema(
            description = "Where answers go to messages that say nothing else",
            example = "care@acme.example")
        @Nullable String replyAddress,
    @Schema(
            description = "Where bounces go of messages that say nothing else",
            example = "bounces@acme.example")
        @Nullable String errorAddress,
    @Schema(description = "Where its links and pages are", example = "https://mail.acme.example")
        @Nullable String emailUrlBase,
    @Schema(
            description = "The revision this is a change of; 409 when there is a newer one",
            example = "1")
        @Nullable Integer revision) {
  private static final int MAX_TEXT = 255;
  private static final int MAX_URL = 1_000;

  /**
   * The brand; use it only when the check has no findings.
   *
   * @param nameInPath the name the address gives; null when the body gives it
   */
  Brand read(InputCheck check, @Nullable String nameInPath) {
    String checkedName = check.nameOf(nameInPath, name);
    return new Brand(
        check.line("label", label, MAX_TEXT),
        new Supplies.Brand(
            checkedName,
            line(check, "usualName", usualName),
            line(check, "senderName", senderName),
            address(check, "senderAddress", senderAddress),
            line(check, "replyName", replyName),
            address(check, "replyAddress", replyAddress),
            address(check, "errorAddress", errorAddress),
            url(check, "logoUrl", logoUrl),
            url(check, "webSiteUrl", webSiteUrl),
            url(check, "emailUrlBase", emailUrlBase)));
  }

  private static @Nullable String line(InputCheck check, String field, @Nullable String text) {
    @Nullable String line = check.lineOrNull(field, text, MAX_TEXT);
    if (line != null && line.contains("<%")) {
      check.refuse(field, "'" + field + "' is taken as it is: it cannot hold expressions.");
    }
    return line;
  }

  private static @Nullable String address(InputCheck check, String field, @Nullable String text) {
    @Nullable String address = check.lineOrNull(field, text, MAX_TEXT);
    if (address != null && !MailAddress.isValid(address)) {
      check.refuse(field, "'" + field + "' is not an e-mail address of the form name@domain.");
    }
    return address;
  }

  private static @Nullable String url(InputCheck check, String field, @Nullable String text) {
    @Nullable String url = check.lineOrNull(field, text, MAX_URL);
    if (url != null && !isWebAddress(url)) {
      check.refuse(
          field, "'" + field + "' is an address that begins with https:// or http:// and a host.");
    }
    return url;
  }

  private static boolean isWebAddress(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
