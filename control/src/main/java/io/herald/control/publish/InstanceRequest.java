package io.herald.control.publish;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.herald.control.http.InputCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An execution instance as a caller registers it. What the server alone knows may come along. */
@Schema(name = "ExecutionInstanceRequest", title = "Execution instance to register")
@JsonIgnoreProperties({
  "id",
  "created",
  "createdBy",
  "lastModified",
  "lastModifiedBy",
  "instanceId",
  "lastContact",
  "lastError",
  "live"
})
record InstanceRequest(
    @Schema(
            description = "1 to 64 letters A to Z, a to z, digits, underscores and hyphens",
            example = "emea-1")
        @Nullable String name,
    @Schema(description = "For people; the name when absent", example = "Europe, first cell")
        @Nullable String label,
    @Schema(
            description = "Where its link listens; http or https",
            example = "https://exec-1.example.net:8443")
        @Nullable String url,
    @Schema(description = "Whether it is kept up to date", example = "true", defaultValue = "true")
        @Nullable Boolean enabled) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int MAX_LABEL = 255;
  private static final int MAX_URL = 1_000;

  /** What a request asks for, once it is checked. */
  record Registration(String name, String label, URI url, boolean enabled) {}

  /**
   * The registration; empty when the check has findings.
   *
   * @param nameInPath the name the address gives; null when the body gives it
   */
  Optional<Registration> read(InputCheck check, @Nullable String nameInPath) {
    String checkedName = nameInPath == null ? (name == null ? "" : name) : nameInPath;
    if (!NAME.matcher(checkedName).matches()) {
      check.refuse(
          "name",
          "'name' may hold letters A to Z, a to z, digits, underscores and hyphens, 1 to 64"
              + " characters.");
    }
    if (name != null && !name.equals(checkedName)) {
      check.refuse("name", "'name' is not the name in the address; a name cannot be changed.");
    }
    String checkedLabel = check.line("label", label, MAX_LABEL);
    Optional<URI> checkedUrl = readUrl(url);
    if (checkedUrl.isEmpty()) {
      check.refuse(
          "url",
          "'url' is where the instance's link listens: http or https, host, port and perhaps a"
              + " path; without login, query or fragment.");
    }
    if (!check.findings().isEmpty()) {
      return Optional.empty();
    }
    return checkedUrl.map(
        target ->
            new Registration(
                checkedName,
                checkedLabel.isEmpty() ? checkedName : checkedLabel,
                target,
                enabled == null || enabled));
  }

  /** An address we may call; without a slash at its end. */
  static Optional<URI> readUrl(@Nullable String text) {
    if (text == null || text.length() > MAX_URL) {
      return Optional.empty();
    }
    try {
      URI url = new URI(text.strip().replaceAll("/+$", ""));
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean callable =
          (scheme.equals("http") || scheme.equals("https"))
              && url.getHost() != null
              && url.getPort() <= 65_535
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null;
      // the table knows the schemes in small letters
      return callable
          ? Optional.of(URI.create(scheme + url.toString().substring(scheme.length())))
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
