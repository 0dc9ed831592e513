package io.herald.execution.collect.soap;

import io.herald.execution.collect.Collected;
import io.herald.execution.collect.Collector;
import io.herald.execution.collect.EventRules;
import io.herald.execution.collect.Reading;
import io.herald.execution.collect.Refusal;
import io.herald.execution.queue.Submission;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.platform.access.Principal;
import io.herald.platform.soap.MethodName;
import io.herald.platform.soap.Parameters;
import io.herald.platform.soap.SoapAnswer;
import io.herald.platform.soap.SoapMethod;
import io.herald.platform.soap.SoapWriter;
import io.herald.platform.soap.schema.XmlText;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Takes several events: all or none, or those that are acceptable (API-21, API-22). */
final class PushEvents implements SoapMethod {
  private static final Refusal KEY_TAKEN =
      new Refusal("idempotencyKey", Collected.KeyTaken.MESSAGE);

  private final Queue queue;
  private final Collector collector;
  private final EventRules rules;
  private final ZoneId zone;
  private final Clock clock;
  private final int maxEvents;

  PushEvents(
      Queue queue, Collector collector, EventRules rules, ZoneId zone, Clock clock, int maxEvents) {
    this.queue = queue;
    this.collector = collector;
    this.rules = rules;
    this.zone = zone;
    this.clock = clock;
    this.maxEvents = maxEvents;
  }

  @Override
  public Invocation read(Parameters parameters) throws XMLStreamException {
    @Nullable EventBatch batch =
        parameters.element((xml, namespace) -> EventBatch.read(xml, namespace, maxEvents));
    return (Guarded) (exchange, who) -> push(exchange.name(), who, batch);
  }

  private SoapAnswer push(MethodName name, Principal who, @Nullable EventBatch batch)
      throws InterruptedException {
    if (batch == null || batch.isEventItself() || batch.events().isEmpty()) {
      return SoapAnswer.Fault.refused(
          name,
          "The second parameter must hold one element, such as <Events>, around one or more event"
              + " elements.");
    }
    if (batch.events().size() > maxEvents) {
      return SoapAnswer.Fault.refused(
          name, "More than " + maxEvents + " events: split them over several calls.");
    }
    List<Reading> readings = new ArrayList<>(batch.events().size());
    for (EventDraft draft : batch.events()) {
      readings.add(draft.understand(queue, zone, who));
    }
    return batch.partial()
        ? pushAcceptable(name, batch, readings, who)
        : pushAll(name, batch, readings, who);
  }

  private SoapAnswer pushAll(
      MethodName name, EventBatch batch, List<Reading> readings, Principal who)
      throws InterruptedException {
    List<Submission> submissions = new ArrayList<>(readings.size());
    List<NewEvent> events = new ArrayList<>(readings.size());
    for (int i = 0; i < readings.size(); i++) {
      switch (readings.get(i)) {
        case Reading.Refused(Refusal refusal) -> {
          return refused(name, i, readings.size(), refusal);
        }
        case Reading.Understood(NewEvent event) -> {
          events.add(event);
          submissions.add(batch.events().get(i).submission(event, who));
        }
      }
    }
    return switch (collector.submit(submissions)) {
      case Collected.Accepted(var accepted) -> {
        Rows rows = new Rows(batch.wrapper(), queue);
        for (int i = 0; i < events.size(); i++) {
          rows.stored(accepted.get(i), events.get(i));
        }
        yield rows.answer(name);
      }
      case Collected.Refused(int index, String field, String message) ->
          refused(name, index, events.size(), new Refusal(field, message));
      case Collected.KeyTaken(int index) -> refused(name, index, events.size(), KEY_TAKEN);
      case Collected.Unavailable(String why, var retryAfter) ->
          SoapAnswer.Fault.unavailable(name, why, retryAfter);
    };
  }

  /**
   * Sorts the bad ones out first. The collector may still object to one, for example because it
   * expired meanwhile; then it is left out too and the others are tried again.
   */
  private SoapAnswer pushAcceptable(
      MethodName name, EventBatch batch, List<Reading> readings, Principal who)
      throws InterruptedException {
    List<Reading> judged = new ArrayList<>(readings);
    List<Integer> good = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      if (judged.get(i) instanceof Reading.Understood(NewEvent event)) {
        Optional<Refusal> refusal = rules.check(event, clock.instant());
        if (refusal.isPresent()) {
          judged.set(i, new Reading.Refused(refusal.get()));
        } else {
          good.add(i);
        }
      }
    }
    while (!good.isEmpty()) {
      switch (collector.submit(submissions(batch, judged, good, who))) {
        case Collected.Accepted(var accepted) -> {
          return rows(name, batch, judged, accepted);
        }
        case Collected.Refused(int index, String field, String message) ->
            judged.set(good.remove(index), new Reading.Refused(new Refusal(field, message)));
        case Collected.KeyTaken(int index) ->
            judged.set(good.remove(index), new Reading.Refused(KEY_TAKEN));
        case Collected.Unavailable(String why, var retryAfter) -> {
          return SoapAnswer.Fault.unavailable(name, why, retryAfter);
        }
      }
    }
    return rows(name, batch, judged, List.of());
  }

  private static List<Submission> submissions(
      EventBatch batch, List<Reading> judged, List<Integer> good, Principal who) {
    List<Submission> submissions = new ArrayList<>(good.size());
    for (int i : good) {
      if (judged.get(i) instanceof Reading.Understood(NewEvent event)) {
        submissions.add(batch.events().get(i).submission(event, who));
      }
    }
    return submissions;
  }

  private SoapAnswer rows(
      MethodName name,
      EventBatch batch,
      List<Reading> judged,
      List<Collected.AcceptedEvent> accepted) {
    Rows rows = new Rows(batch.wrapper(), queue);
    Iterator<Collected.AcceptedEvent> stored = accepted.iterator();
    for (Reading reading : judged) {
      switch (reading) {
        case Reading.Understood(NewEvent event) -> rows.stored(stored.next(), event);
        case Reading.Refused(Refusal refusal) -> rows.refused(refusal);
      }
    }
    return rows.answer(name);
  }

  private static SoapAnswer refused(MethodName name, int index, int count, Refusal refusal) {
    return SoapAnswer.Fault.refused(
        name,
        "Event %d (counting from 0, of %d): %s. None was stored.".formatted(index, count, refusal));
  }

  /** The document {@code pdomIds}: the wrapper again, with one element per event. */
  private static final class Rows {
    private final StringBuilder out = new StringBuilder();
    private final String wrapper;
    private final String element;

    Rows(String wrapper, Queue queue) {
      this.wrapper = wrapper;
      this.element =
          switch (queue) {
            case REAL_TIME -> "rtEvent";
            case BATCH -> "batchEvent";
          };
      out.append('<').append(wrapper).append('>');
    }

    void stored(Collected.AcceptedEvent accepted, NewEvent event) {
      out.append('<').append(element);
      out.append(XmlText.attribute("id", Long.toString(accepted.id())));
      out.append(XmlText.attribute("type", event.type()));
      if (event.address().email() != null) {
        out.append(XmlText.attribute("email", event.address().email()));
      }
      out.append(XmlText.attribute("status", Integer.toString(accepted.status().number())));
      out.append("/>");
    }

    void refused(Refusal refusal) {
      out.append('<').append(element);
      out.append(XmlText.attribute("id", "0"));
      out.append(XmlText.attribute("error", refusal.toString()));
      out.append("/>");
    }

    SoapAnswer answer(MethodName name) {
      out.append("</").append(wrapper).append('>');
      return new SoapAnswer.Success(name, SoapWriter.document("pdomIds", out.toString()));
    }
  }
}
