package io.herald.control;

import io.herald.control.http.ConfigurationSecurity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The liveness probe: open to everybody, so it says no more than that the process serves. */
@RestController
@Tag(name = "Liveness")
final class Liveness {
  @GetMapping(ConfigurationSecurity.LIVENESS)
  @Operation(operationId = "liveness", summary = "Whether the process serves; needs no sign-in")
  @SecurityRequirements
  Map<String, String> alive() {
    return Map.of("status", "up");
  }
}
