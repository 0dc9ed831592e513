package io.herald.platform.soap;

import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a call, one after the other: they go by position, never by name, namespace or
 * type (client contract A.4). For one thread.
 */
public final class Parameters {
  /** Reads an element; leaves the stream on its end. */
  public interface ElementReader<T> {
    T read(SoapXml xml, String methodNamespace) throws XMLStreamException;
  }

  private final SoapXml xml;
  private final String methodNamespace;
  private boolean ended;

  /**
   * @param xml stands on the start of the method element
   */
  Parameters(SoapXml xml) {
    this.xml = xml;
    this.methodNamespace = xml.namespace();
  }

  /** The text of the next parameter; empty when it is empty or absent. */
  public String text() throws XMLStreamException {
    return advance() ? xml.text() : "";
  }

  /** The first element inside the next parameter; null when it holds none or is absent. */
  public <T> @Nullable T element(ElementReader<T> elements) throws XMLStreamException {
    if (!advance() || !xml.nextChild()) {
      return null;
    }
    T read = elements.read(xml, methodNamespace);
    while (xml.nextChild()) {
      xml.skip();
    }
    return read;
  }

  /** Passes over the parameters nobody asked for. */
  void finish() throws XMLStreamException {
    while (advance()) {
      xml.skip();
    }
  }

  private boolean advance() throws XMLStreamException {
    if (!ended) {
      ended = !xml.nextChild();
    }
    return !ended;
  }
}
