package io.herald.execution.collect.soap;

import io.herald.platform.soap.SoapXml;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * The document of PushEvents: an element of any name around event elements.
 *
 * @param wrapper its name
 * @param partial whether the acceptable events are wanted even if others are not (API-22)
 * @param events at most one more than allowed
 */
record EventBatch(String wrapper, boolean partial, List<EventDraft> events) {
  /** Standing on the start of the wrapper: reads it; goes to its end. */
  static EventBatch read(SoapXml xml, String methodNamespace, int maxEvents)
      throws XMLStreamException {
    String wrapper = xml.name();
    boolean partial = false;
    for (int i = 0; i < xml.attributeCount(); i++) {
      if (xml.attributeName(i).equals("partial")) {
        partial = Boolean.parseBoolean(xml.attributeValue(i).strip());
      }
    }
    List<EventDraft> events = new ArrayList<>();
    while (xml.nextChild()) {
      if (events.size() > maxEvents) {
        xml.skip(); // it will be refused; only the mark-up still has to be right
      } else {
        events.add(EventDraft.read(xml, methodNamespace));
      }
    }
    return new EventBatch(wrapper, partial, events);
  }

  /** Whether the caller left the wrapper out and sent an event in its place. */
  boolean isEventItself() {
    return wrapper.equalsIgnoreCase("rtEvent") || wrapper.equalsIgnoreCase("batchEvent");
  }
}
