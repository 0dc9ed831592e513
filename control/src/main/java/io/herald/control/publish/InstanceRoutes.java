package io.herald.control.publish;

import io.herald.control.design.Author;
import io.herald.control.http.InputCheck;
import io.herald.control.http.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes under {@code /v1/execution-instances} (CX-2, CX-13). */
@RestController
@RequestMapping("/v1/execution-instances")
@Tag(name = "Execution instances", description = "Where published templates go")
public final class InstanceRoutes {
  private final InstanceStore store;
  private final Reconciler reconciler;
  private final InstantSource clock;

  public InstanceRoutes(InstanceStore store, Reconciler reconciler, InstantSource clock) {
    this.store = store;
    this.reconciler = reconciler;
    this.clock = clock;
  }

  @PostMapping
  @Operation(
      operationId = "registerExecutionInstance",
      summary = "Register an execution instance",
      description = "From now on it gets everything that is live, and is kept up to date.")
  @ApiResponse(
      responseCode = "201",
      description = "Registered",
      content = @Content(schema = @Schema(implementation = InstanceResource.class)))
  ResponseEntity<Object> register(@RequestBody InstanceRequest body, Principal who) {
    InputCheck check = new InputCheck();
    Optional<InstanceRequest.Registration> wish = body.read(check, null);
    if (wish.isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    InstanceRequest.Registration wanted = wish.get();
    Optional<RegisteredInstance> there =
        store.register(
            wanted.name(), wanted.label(), wanted.url(), wanted.enabled(), Author.of(who, clock));
    if (there.isEmpty()) {
      return Problem.nameTaken("There already is an execution instance " + wanted.name() + ".")
          .answer();
    }
    reconciler.registrationsChanged();
    return ResponseEntity.created(URI.create("/v1/execution-instances/" + wanted.name()))
        .body(InstanceResource.of(there.get()));
  }

  @GetMapping
  @Operation(operationId = "listExecutionInstances", summary = "List execution instances by name")
  InstanceList list() {
    return new InstanceList(store.instances().stream().map(InstanceResource::of).toList());
  }

  @GetMapping("/{name}")
  @Operation(operationId = "getExecutionInstance", summary = "Read an execution instance")
  @ApiResponse(
      responseCode = "200",
      description = "The registration, and what the instance said last",
      content = @Content(schema = @Schema(implementation = InstanceResource.class)))
  ResponseEntity<Object> read(@PathVariable String name) {
    return answer(name, store.instance(name));
  }

  @PutMapping("/{name}")
  @Operation(
      operationId = "replaceExecutionInstance",
      summary = "Change the registration of an execution instance")
  @ApiResponse(
      responseCode = "200",
      description = "Changed",
      content = @Content(schema = @Schema(implementation = InstanceResource.class)))
  ResponseEntity<Object> replace(
      @PathVariable String name, @RequestBody InstanceRequest body, Principal who) {
    InputCheck check = new InputCheck();
    Optional<InstanceRequest.Registration> wish = body.read(check, name);
    if (wish.isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    InstanceRequest.Registration wanted = wish.get();
    Optional<RegisteredInstance> there =
        store.change(name, wanted.label(), wanted.url(), wanted.enabled(), Author.of(who, clock));
    reconciler.registrationsChanged();
    return answer(name, there);
  }

  @DeleteMapping("/{name}")
  @Operation(
      operationId = "unregisterExecutionInstance",
      summary = "Forget an execution instance",
      description = "It keeps what it has live, but hears of nothing new.")
  @ApiResponse(responseCode = "204", description = "Forgotten", content = @Content)
  ResponseEntity<Object> unregister(@PathVariable String name) {
    if (!store.unregister(name)) {
      return unknown(name);
    }
    reconciler.registrationsChanged();
    return ResponseEntity.noContent().build();
  }

  private static ResponseEntity<Object> answer(String name, Optional<RegisteredInstance> there) {
    return there
        .map(instance -> ResponseEntity.ok().<Object>body(InstanceResource.of(instance)))
        .orElseGet(() -> unknown(name));
  }

  private static ResponseEntity<Object> unknown(String name) {
    return Problem.notFound(
            "There is no execution instance "
                + name
                + "; POST /v1/execution-instances registers one.")
        .answer();
  }

  /** All registered instances. */
  @Schema(name = "ExecutionInstanceList", title = "Execution instances")
  record InstanceList(List<InstanceResource> items) {}
}
