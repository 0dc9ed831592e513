package io.herald.platform.soap;

import io.herald.platform.soap.schema.Schema;
import io.herald.platform.soap.schema.SchemaDocument;
import io.herald.platform.soap.schema.Schemas;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Gives clients the schema they build their calls from (client contract A.8). Whatever is not
 * served is an empty document, not a fault: clients then say themselves that there is no such
 * schema.
 */
public final class GetEntityIfMoreRecent implements SoapMethod {
  private final Schemas schemas;
  private final Map<String, String> documents;

  /**
   * @param schemas those that are served
   */
  public GetEntityIfMoreRecent(Schemas schemas) {
    this.schemas = schemas;
    this.documents =
        schemas.all().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    schema -> "xtk:schema|" + schema.name(), SchemaDocument::of));
  }

  @Override
  public Invocation read(Parameters parameters) throws XMLStreamException {
    String key = parameters.text().strip();
    // the checksum that follows is a client's way to spare itself the document; it may have it
    return (Guarded)
        (exchange, who) ->
            new SoapAnswer.Success(exchange.name(), SoapWriter.document("pdomDoc", document(key)));
  }

  private String document(String key) {
    int bar = key.indexOf('|');
    return bar < 0
        ? ""
        : schemas
            .find(key.substring(bar + 1))
            .map(Schema::name)
            .map(name -> documents.getOrDefault(key.substring(0, bar + 1) + name, ""))
            .orElse("");
  }
}
