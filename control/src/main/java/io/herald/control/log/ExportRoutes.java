package io.herald.control.log;

import io.herald.control.design.DesignStore;
import io.herald.control.design.Saved;
import io.herald.control.design.Template;
import io.herald.control.http.PrivateData;
import io.herald.control.http.Problem;
import io.herald.control.publish.ExecutionInstance;
import io.herald.control.publish.LinkAnswer;
import io.herald.message.link.EventLog;
import io.herald.platform.access.Right;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code :export} of event types and templates (TPL-7). */
@RestController
@Tag(name = "Logs", description = "What execution instances know of events")
public final class ExportRoutes {
  /** One line of JSON per event (newline-delimited JSON). */
  private static final String LINES = "application/x-ndjson";

  private final EventLogs logs;
  private final DesignStore designs;
  private final JsonMapper json;

  public ExportRoutes(EventLogs logs, DesignStore designs, JsonMapper json) {
    this.logs = logs;
    this.designs = designs;
    this.json = json;
  }

  @GetMapping("/v1/event-types/{name}:export")
  @Operation(
      operationId = "exportEventType",
      summary = "Save what is known of the events of a type",
      description =
          "One line of JSON per event with what became of it and its message, the latest first, one"
              + " execution instance after the other; takes the right PRIVATE DATA VIEW, too.")
  @ApiResponse(
      responseCode = "200",
      description = "The lines; one with 'incomplete' at the end says what is missing",
      content =
          @Content(mediaType = LINES, schema = @Schema(implementation = EventLog.Entry.class)))
  @Nullable ResponseEntity<Object> ofType(
      @PathVariable String name, Authentication who, HttpServletResponse response)
      throws InterruptedException, IOException {
    return designs.eventType(name).isEmpty()
        ? Problem.notFound("There is no event type " + name + ".").answer()
        : export(name, _ -> true, name, who, response);
  }

  @GetMapping("/v1/templates/{name}:export")
  @Operation(
      operationId = "exportTemplate",
      summary = "Save what is known of the events a template answered",
      description = "As for an event type; only events whose message it made.")
  @ApiResponse(
      responseCode = "200",
      description = "The lines; one with 'incomplete' at the end says what is missing",
      content =
          @Content(mediaType = LINES, schema = @Schema(implementation = EventLog.Entry.class)))
  @Nullable ResponseEntity<Object> ofTemplate(
      @PathVariable String name, Authentication who, HttpServletResponse response)
      throws InterruptedException, IOException {
    Optional<Saved<Template>> draft = designs.template(name);
    if (draft.isEmpty()) {
      return Problem.notFound("There is no template " + name + "; export its event type.").answer();
    }
    return export(
        draft.get().value().eventType(),
        entry -> name.equals(entry.template()),
        name,
        who,
        response);
  }

  private @Nullable ResponseEntity<Object> export(
      String eventType,
      Predicate<EventLog.Entry> wanted,
      String file,
      Authentication who,
      HttpServletResponse response)
      throws InterruptedException, IOException {
    if (!PrivateData.isOpenTo(who)) {
      return Problem.lacksRight(
              Right.PRIVATE_DATA_VIEW.label(), "To export what real people were sent")
          .answer();
    }
    List<ExecutionInstance> instances = logs.instances();
    List<EventLog> first = new ArrayList<>();
    for (ExecutionInstance instance : instances) {
      switch (logs.page(instance, eventType, null)) {
        case LinkAnswer.Done<EventLog>(EventLog log) -> first.add(log);
        case LinkAnswer.Failed<EventLog> failed -> {
          return Problem.busy(instance.name() + ": " + failed.why()).answer();
        }
      }
    }
    response.setContentType(LINES);
    response.setHeader("Content-Disposition", "attachment; filename=\"" + file + ".ndjson\"");
    OutputStream out = response.getOutputStream();
    for (int place = 0; place < instances.size(); place++) {
      write(out, instances.get(place), eventType, first.get(place), wanted);
    }
    out.flush();
    return null; // it is written
  }

  private void write(
      OutputStream out,
      ExecutionInstance instance,
      String eventType,
      EventLog first,
      Predicate<EventLog.Entry> wanted)
      throws InterruptedException, IOException {
    EventLog page = first;
    while (true) {
      for (EventLog.Entry entry : page.entries()) {
        if (wanted.test(entry)) {
          line(out, entry);
        }
      }
      if (page.next() == null) {
        return;
      }
      switch (logs.page(instance, eventType, page.next())) {
        case LinkAnswer.Done<EventLog>(EventLog log) -> page = log;
        case LinkAnswer.Failed<EventLog> failed -> {
          line(out, Map.of("incomplete", instance.name() + ": " + failed.why()));
          return;
        }
      }
    }
  }

  private void line(OutputStream out, Object entry) throws IOException {
    out.write(json.writeValueAsBytes(entry));
    out.write('\n');
  }
}
