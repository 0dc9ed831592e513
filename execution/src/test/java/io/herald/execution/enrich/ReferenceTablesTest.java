package io.herald.execution.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.message.link.ReferenceData;
import io.herald.platform.database.Database;
import io.herald.testkit.Migrations;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** DM-42: a resource that cannot be read harms no other, and comes back when it is sent again. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class ReferenceTablesTest {
  private Database database;
  private ReferenceTables tables;

  @BeforeEach
  void open(TestDatabase given) {
    database = given.open(4);
    tables = new ReferenceTables(database.dataSource());
  }

  @AfterEach
  void close() {
    tables.stop();
    database.close();
  }

  @Test
  void aStartSucceedsAndOtherResourcesAreKeptUpToDate() throws Exception {
    change("INSERT INTO reference_data VALUES ('broken', 'd1', '{\"rows\": [')");

    tables.start();
    tables.keep(data("shops", "d1", "Paris"));

    assertThat(city("shops")).isEqualTo("Paris");
    assertThat(tables.table("broken")).isEmpty();
  }

  @Test
  void theRowsBeforeStayUntilControlSendsNewOnes() throws Exception {
    tables.keep(data("shops", "d1", "Paris"));
    change("UPDATE reference_data SET digest = 'd2', data = '{}' WHERE resource = 'shops'");

    tables.start();
    assertThat(city("shops")).isEqualTo("Paris");
    assertThat(tables.held().digests().get("shops")).isNotEqualTo("d2");

    tables.keep(data("shops", "d2", "Rome"));
    assertThat(city("shops")).isEqualTo("Rome");
    assertThat(tables.held().digests()).containsEntry("shops", "d2");
  }

  private @Nullable String city(String resource) {
    return tables.table(resource).orElseThrow().find("id", "a").getFirst().get("city");
  }

  private static ReferenceData data(String resource, String digest, String city) {
    return new ReferenceData(resource, digest, List.of(Map.of("id", "a", "city", city)));
  }

  private void change(String statement) throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
