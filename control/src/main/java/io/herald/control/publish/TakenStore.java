package io.herald.control.publish;

import io.herald.control.design.Libraries;
import io.herald.message.link.Supplies;
import io.herald.message.template.Library;
import io.herald.message.template.Supplied;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What live versions took in when they were published, and whether it is still what there is
 * (TPL-43). Reads {@code live_template}, {@code template_version} and {@code resource}; writes
 * nothing. Safe for use by many threads.
 */
public final class TakenStore {
  private final JdbcClient sql;
  private final JsonMapper mapper;
  private final Libraries libraries;

  public TakenStore(DataSource database, JsonMapper mapper, Libraries libraries) {
    this.sql = JdbcClient.create(database);
    this.mapper = mapper;
    this.libraries = libraries;
  }

  /** Those of the named templates whose live version took in what is not the same any more. */
  Set<String> outdated(List<String> templates) {
    Library today = libraries.today();
    Set<String> outdated = new HashSet<>();
    sql.sql(
            """
            SELECT l.template, v.publication -> 'supplies' AS supplies,
              v.publication #>> '{content,brand}' AS brand,
              -- what is shown by its public address keeps its bytes
              EXISTS (
                SELECT FROM json_each(v.publication #> '{supplies,resources}') f
                  LEFT JOIN resource r ON r.path = f.key
                WHERE f.key <> 'r/' || (f.value ->> 'sha256')
                  AND r.sha256 IS DISTINCT FROM f.value ->> 'sha256') AS other_files
            FROM live_template l JOIN template_version v USING (template, version)
            WHERE l.template = ANY (:templates)
              AND json_typeof(v.publication -> 'supplies') = 'object'
            """)
        .param("templates", templates.toArray(String[]::new))
        .query(
            row -> {
              Supplies taken = mapper.readValue(row.getString("supplies"), Supplies.class);
              if (row.getBoolean("other_files")
                  || !Supplied.isWhat(row.getString("brand"), taken, today)) {
                outdated.add(row.getString("template"));
              }
            });
    return outdated;
  }

  /** The live versions that took in these blocks, by block; those in no version are left out. */
  public Map<String, List<BlockUse>> uses(Collection<String> blocks) {
    Library today = libraries.today();
    return sql
        .sql(
            """
            SELECT l.template, l.version, v.template_revision, b.key AS block, b.value AS taken,
              v.template_revision <> t.revision OR v.event_type_revision <> e.revision AS changed
            FROM live_template l
              JOIN template_version v USING (template, version)
              JOIN template t ON t.name = l.template
              JOIN event_type e ON e.name = l.event_type
              CROSS JOIN LATERAL json_each(v.publication #> '{supplies,blocks}') b
            WHERE b.key = ANY (:blocks)
            ORDER BY l.template COLLATE "C"
            """)
        .param("blocks", blocks.toArray(String[]::new))
        .query(
            (row, _) -> {
              String block = row.getString("block");
              Supplies.Block taken = mapper.readValue(row.getString("taken"), Supplies.Block.class);
              return new BlockUse(
                  block,
                  row.getString("template"),
                  row.getInt("version"),
                  row.getInt("template_revision"),
                  row.getBoolean("changed"),
                  Supplied.isWhat(block, taken, today));
            })
        .list()
        .stream()
        .collect(Collectors.groupingBy(BlockUse::block));
  }
}
