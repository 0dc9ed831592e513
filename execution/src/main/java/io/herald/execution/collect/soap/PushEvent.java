package io.herald.execution.collect.soap;

import io.herald.execution.collect.Collected;
import io.herald.execution.collect.Collector;
import io.herald.execution.collect.Reading;
import io.herald.execution.collect.Refusal;
import io.herald.message.event.Queue;
import io.herald.platform.access.Principal;
import io.herald.platform.soap.MethodName;
import io.herald.platform.soap.Parameters;
import io.herald.platform.soap.SoapAnswer;
import io.herald.platform.soap.SoapMethod;
import io.herald.platform.soap.SoapWriter;
import java.time.ZoneId;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Takes one event (API-21). */
final class PushEvent implements SoapMethod {
  private final Queue queue;
  private final Collector collector;
  private final ZoneId zone;

  PushEvent(Queue queue, Collector collector, ZoneId zone) {
    this.queue = queue;
    this.collector = collector;
    this.zone = zone;
  }

  @Override
  public Invocation read(Parameters parameters) throws XMLStreamException {
    @Nullable EventDraft draft = parameters.element(EventDraft::read);
    return (Guarded) (exchange, who) -> push(exchange.name(), who, draft);
  }

  private SoapAnswer push(MethodName name, Principal who, @Nullable EventDraft draft)
      throws InterruptedException {
    if (draft == null) {
      return SoapAnswer.Fault.refused(name, "The second parameter holds no event element.");
    }
    return switch (draft.understand(queue, zone, who)) {
      case Reading.Refused(Refusal refusal) -> SoapAnswer.Fault.refused(name, refusal.toString());
      case Reading.Understood(var event) ->
          switch (collector.submit(List.of(draft.submission(event, who)))) {
            case Collected.Accepted(var events) ->
                new SoapAnswer.Success(
                    name,
                    SoapWriter.value("plId", "xsd:long", Long.toString(events.getFirst().id())));
            case Collected.Refused(int _, String field, String message) ->
                SoapAnswer.Fault.refused(name, new Refusal(field, message).toString());
            case Collected.KeyTaken(int _) ->
                SoapAnswer.Fault.refused(
                    name, new Refusal("idempotencyKey", Collected.KeyTaken.MESSAGE).toString());
            case Collected.Unavailable(String why, var retryAfter) ->
                SoapAnswer.Fault.unavailable(name, why, retryAfter);
          };
    };
  }
}
