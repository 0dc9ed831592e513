package io.herald.control.document;

import java.util.HashMap;
import java.util.Map;

/**
 * What a part of a docx leads to (ECMA-376, part 2, section 6.5), as names in the archive.
 *
 * @param byType by the last word of the type, such as {@code styles}: the first one
 */
record DocxRelations(Map<String, String> byId, Map<String, String> byType) {
  /**
   * Reads them.
   *
   * @param part its name in the archive; empty: the whole docx
   */
  static DocxRelations of(Archive archive, String part) throws UnreadableException {
    String folder = part.substring(0, part.lastIndexOf('/') + 1);
    String file = folder + "_rels/" + part.substring(folder.length()) + ".rels";
    DocxRelations relations = new DocxRelations(new HashMap<>(), new HashMap<>());
    archive
        .xmlIfAny(file)
        .all("Relationship")
        .filter(one -> !one.get("TargetMode").equals("External"))
        .forEach(
            one -> {
              String target = one.get("Target");
              String name = target.startsWith("/") ? target.substring(1) : folder + target;
              String type = one.get("Type");
              relations.byId.putIfAbsent(one.get("Id"), name);
              relations.byType.putIfAbsent(type.substring(type.lastIndexOf('/') + 1), name);
            });
    return relations;
  }
}
