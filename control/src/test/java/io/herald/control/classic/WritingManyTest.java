package io.herald.control.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.platform.access.AuditLog;
import io.herald.platform.database.Database;
import io.herald.testkit.TestDatabase;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** API-30: xtk:persist#WriteCollection writes all or nothing. */
@ControlTest
class WritingManyTest {
  private static final String OPERATOR =
      "<operator xtkschema='xtk:operator' name='ann'><access password='correct horse battery'/>"
          + "<group name='designers'/></operator>";
  private static final String GROUP =
      "<group xtkschema='xtk:group' name='designers'><right name='PUBLISH TRANSACTIONAL'/></group>";

  private Database pool;
  private ControlUnderTest control;
  private ClassicCaller admin;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    pool = database.open(4);
    control = ControlUnderTest.withOperators(pool, Map.of());
    admin = ClassicCaller.admin(control);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private int status(String path) {
    return control
        .call(
            "GET",
            path,
            null,
            Map.of("Authorization", ControlUnderTest.basic("admin", ControlUnderTest.PASSWORD)))
        .status();
  }

  @Test
  void entitiesOfAllKindsGoInTogetherLaterOnesOnEarlierOnes() throws Exception {
    assertThat(
            admin
                .writeAll(
                    "<package>"
                        + ClassicCaller.eventType("order")
                        + ClassicCaller.template("DM23", "order")
                        + GROUP
                        + OPERATOR
                        + "</package>")
                .getTagName())
        .isEqualTo("WriteCollectionResponse");

    assertThat(status("/v1/event-types/order")).isEqualTo(200);
    assertThat(status("/v1/templates/DM23")).isEqualTo(200);
    assertThat(status("/v1/operators/ann")).isEqualTo(200);
  }

  @Test
  void oneThatCannotBeWrittenIsNamedByItsIndexAndNothingIsWrittenOfTheOthers() throws Exception {
    String detail =
        ClassicCaller.detail(
            admin.writeAll(
                "<package>"
                    + ClassicCaller.eventType("order")
                    + GROUP
                    + OPERATOR
                    + "<delivery xtkschema='nms:delivery' internalName='DM23'/>"
                    + "</package>"));

    assertThat(detail)
        .isEqualTo(
            "Entity 3 (counting from 0, of 4): @eventType: 'eventType' is missing. Nothing was"
                + " written.");
    assertThat(status("/v1/event-types/order")).isEqualTo(404);
    assertThat(status("/v1/operators/ann")).isEqualTo(404);
    assertThat(admin.writeAll("<p>" + OPERATOR + "</p>").getTextContent()).contains("groups: ");
    assertThat(
            new AuditLog(pool.dataSource(), Clock.systemUTC())
                .list(Long.MAX_VALUE, 10).stream()
                    .map(stored -> stored.entry().action())
                    .distinct())
        .containsExactly("write");
  }

  /** As answers of the original wrap them: the wrapper says what they are. */
  @Test
  void theWrapperMaySayWhatItsEntitiesAre() throws Exception {
    assertThat(
            admin
                .writeAll(
                    "<enumValue-collection xtkschema='xtk:enumValue'><enumValue name='a'><enum"
                        + " name='eventType'/></enumValue></enumValue-collection>")
                .getTagName())
        .isEqualTo("WriteCollectionResponse");
    assertThat(status("/v1/event-types/a")).isEqualTo(200);
  }

  @Test
  void anEmptyOneSaysThatItIsEmpty() throws Exception {
    assertThat(ClassicCaller.detail(admin.writeAll("<package/>"))).contains("at least one");
    assertThat(ClassicCaller.detail(admin.writeAll("")))
        .contains("The second parameter holds no document");
  }

  private static String types(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> ClassicCaller.eventType("t" + i))
        .collect(Collectors.joining("", "<p>", "</p>"));
  }

  @Test
  @Timeout(120)
  void tenThousandAreTakenAndOneMoreIsNot() throws Exception {
    assertThat(admin.writeAll(types(10_000)).getTagName()).isEqualTo("WriteCollectionResponse");
    assertThat(status("/v1/event-types/t9999")).isEqualTo(200);

    assertThat(ClassicCaller.detail(admin.writeAll(types(10_001))))
        .isEqualTo(
            "The second parameter holds 10,001 entities; a call may have 10,000: send several.");
  }
}
