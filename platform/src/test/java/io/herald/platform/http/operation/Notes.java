package io.herald.platform.http.operation;

import static io.herald.platform.http.operation.Operation.Draft;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A small resource of its own, to see the table at work. */
final class Notes {
  static final int MAX_BYTES = 1_000;

  @Described("A note")
  record Note(
      @Described(value = "What it says", atMost = 20) String text,
      @Described(
              value = "How it is meant",
              oneOf = {"info", "warning"})
          @Nullable String kind,
      @Described("Whatever belongs to it") @Nullable RawJson data,
      @Described(value = "Marks", atMost = 3) @Nullable List<Mark> marks) {}

  record Mark(@Described("One word") String word) {}

  record Kept(@Described("Its id, as text") String id, Note note) {}

  private static final Note NOTE = new Note("milk", "info", new RawJson("{\"litres\":2}"), null);
  private static final Kept KEPT = new Kept("7", NOTE);

  /** How many handlers ran. */
  final AtomicInteger handled = new AtomicInteger();

  OperationTable table() {
    return new OperationTable(List.of(keep(), find(), list(), tear(), fail()));
  }

  private Operation keep() {
    return Operation.post("/v1/notes")
        .named("keepNote", "Notes")
        .needs("notes:write")
        .does("Keep a note", "Keeps it for good.")
        .takes(Note.class, NOTE, MAX_BYTES)
        .answers(201, "It is kept", Kept.class, KEPT)
        .by(
            call -> {
              handled.incrementAndGet();
              return Answer.created(new Kept("7", call.body(Note.class)), "/v1/notes/7");
            });
  }

  private Operation find() {
    return id(Operation.get("/v1/notes/{id}"))
        .named("findNote", "Notes")
        .needs("notes:read")
        .does("Find a note", "")
        .answers(200, "The note", Kept.class, KEPT)
        .mayFail(404, "not-found", "there is no such note")
        .by(
            call -> {
              handled.incrementAndGet();
              return call.id("id") == 7
                  ? Answer.ok(KEPT)
                  : Refused.of(Problem.notFound("There is no such note."));
            });
  }

  private Operation list() {
    return Operation.get("/v1/notes:list")
        .named("listNotes", "Notes")
        .needs("notes:read")
        .does("List notes", "")
        .knows(Parameter.query("limit", new Parameter.Form.Number(1, 10), "How many; 10", "3"))
        .knows(
            Parameter.query(
                "ids", new Parameter.Form.Several(new Parameter.Form.Id(), 3), "Which", "1,2"))
        .knows(
            Parameter.query("since", new Parameter.Form.Moment(), "From", "2026-01-31T10:00:00Z"))
        .answers(200, "The note", Kept.class, KEPT)
        .by(
            call -> {
              handled.incrementAndGet();
              return Answer.ok(
                  new Kept(
                      call.number("limit", 10)
                          + " "
                          + call.several("ids")
                          + " "
                          + call.moment("since").orElse(null),
                      NOTE));
            });
  }

  private Operation tear() {
    return id(Operation.post("/v1/notes/{id}:tear"))
        .named("tearNote", "Notes")
        .needs("notes:destroy")
        .does("Tear a note", "")
        .answersNothing("It is gone")
        .by(
            call -> {
              handled.incrementAndGet();
              return Answer.empty().with("X-Torn", call.text("id").orElseThrow());
            });
  }

  private Operation fail() {
    return Operation.delete("/v1/notes")
        .named("dropNotes", "Notes")
        .needs("notes:destroy")
        .does("Drop all notes", "")
        .answersNothing("They are gone")
        .by(
            call -> {
              handled.incrementAndGet();
              return Refused.until(Problem.busy("Later."), Duration.ofSeconds(3));
            });
  }

  private static Draft id(Draft draft) {
    return draft.knows(Parameter.path("id", new Parameter.Form.Id(), "Which note", "7"));
  }
}
