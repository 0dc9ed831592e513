package io.herald.control.design;

import io.herald.control.http.Finding;
import io.herald.message.link.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a change of an event type's fields would break in messages that are live (TPL-6). */
final class FieldUse {
  /** Where the other type stands for every value of the one. */
  private static final Map<String, String> WIDER =
      Map.of("integer", "decimal", "date", "datetime", "object", "collection");

  private FieldUse() {}

  /**
   * The places where live messages use a field that is removed or gets another type.
   *
   * @param live what was published for the event type
   * @param changed the fields as they are to be
   */
  static List<Finding> brokenBy(List<Publication.Field> changed, List<Publication> live) {
    Map<String, Publication.Field> after =
        changed.stream().collect(Collectors.toMap(Publication.Field::name, Function.identity()));
    List<Finding> broken = new ArrayList<>();
    for (Publication publication : live) {
      Map<String, String> lost = lost(publication.eventType().fields(), after);
      if (!lost.isEmpty()) {
        broken.addAll(uses(publication, lost));
      }
    }
    return List.copyOf(broken);
  }

  /** Field to what becomes of it. */
  private static Map<String, String> lost(
      List<Publication.Field> before, Map<String, Publication.Field> after) {
    return before.stream()
        .filter(
            field -> {
              Publication.Field there = after.get(field.name());
              return there == null
                  || !(there.type().equals(field.type())
                      || there.type().equals(WIDER.get(field.type())));
            })
        .collect(
            Collectors.toMap(
                Publication.Field::name,
                field ->
                    after.containsKey(field.name())
                        ? "would become " + after.get(field.name()).type()
                        : "would be gone"));
  }

  private static List<Finding> uses(Publication publication, Map<String, String> lost) {
    return FieldReferences.in(publication.content().withoutHtmlOfMjml()).stream()
        .filter(reference -> lost.containsKey(reference.field()))
        .map(
            reference ->
                new Finding(
                    publication.template() + "." + reference.part(),
                    reference.line(),
                    reference.column(),
                    "Version %d of template %s, which is live, uses the field %s here, which %s."
                        .formatted(
                            publication.version(),
                            publication.template(),
                            reference.field(),
                            lost.get(reference.field()))))
        .toList();
  }
}
