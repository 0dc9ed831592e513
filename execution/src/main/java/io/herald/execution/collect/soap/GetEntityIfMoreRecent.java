package io.herald.execution.collect.soap;

import io.herald.execution.collect.soap.schema.Schema;
import io.herald.execution.collect.soap.schema.SchemaDocument;
import io.herald.execution.collect.soap.schema.Schemas;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Gives clients the schema they build their calls from (client contract A.8). Whatever is not
 * served is an empty document, not a fault: clients then say themselves that there is no such
 * schema.
 */
final class GetEntityIfMoreRecent implements SoapMethod {
  private static final Map<String, String> DOCUMENTS =
      Schemas.ALL.stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  schema -> "xtk:schema|" + schema.name(), SchemaDocument::of));

  @Override
  public Invocation read(Parameters parameters) throws XMLStreamException {
    String key = parameters.text().strip();
    // the checksum that follows is a client's way to spare itself the document; it may have it
    return (Guarded)
        (exchange, who) ->
            new SoapAnswer.Success(exchange.name(), SoapWriter.document("pdomDoc", document(key)));
  }

  private static String document(String key) {
    int bar = key.indexOf('|');
    return bar < 0
        ? ""
        : Schemas.find(key.substring(bar + 1))
            .map(Schema::name)
            .map(name -> DOCUMENTS.getOrDefault(key.substring(0, bar + 1) + name, ""))
            .orElse("");
  }
}
