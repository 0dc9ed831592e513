package io.herald.control.resource;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A stored file, as it is shown. */
@Schema(name = "Resource", title = "Uploaded file")
public record ResourceResource(
    @Schema(example = "images/logo.png") String path,
    @Schema(
            description =
                "Where anybody can get it once a template that uses it is published or"
                    + " proofed; good for ever")
        String url,
    @Schema(description = "Of its bytes, in hexadecimal digits") String sha256,
    @Schema(example = "image/png") String type,
    @Schema(example = "5120") int bytes,
    Instant lastModified,
    String lastModifiedBy) {
  static ResourceResource of(StoredResource stored, String publicUrl) {
    String name = stored.path().substring(stored.path().lastIndexOf('/') + 1);
    return new ResourceResource(
        stored.path(),
        publicUrl + "/r/" + stored.sha256() + "/" + name,
        stored.sha256(),
        stored.type(),
        stored.bytes(),
        stored.lastModified(),
        stored.lastModifiedBy());
  }
}
