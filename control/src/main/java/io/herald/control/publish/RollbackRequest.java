package io.herald.control.publish;

import io.herald.control.http.InputCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which version is to be live again. */
@Schema(name = "RollbackRequest", title = "Version to publish again")
record RollbackRequest(
    @Schema(description = "One of the template's versions", example = "1")
        @Nullable Integer version) {

  /** The version; 0 when it was refused. */
  int read(InputCheck check) {
    if (version == null) {
      check.refuse(
          "version",
          "'version' is missing: GET /v1/templates/{name}/versions lists what was published.");
      return 0;
    }
    if (version < 1) {
      check.refuse("version", "'version' counts from 1.");
      return 0;
    }
    return version;
  }
}
