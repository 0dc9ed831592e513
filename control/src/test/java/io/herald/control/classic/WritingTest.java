package io.herald.control.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.platform.access.AuditLog;
import io.herald.platform.database.Database;
import io.herald.testkit.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API-30: xtk:persist#Write brings event types and templates. */
@ControlTest
class WritingTest {
  private static final String TEMPLATE = "/v1/templates/DM23";

  private Database pool;
  private ControlUnderTest control;
  private ClassicCaller marketer;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    pool = database.open(4);
    control = ControlUnderTest.withOperators(pool, Map.of());
    marketer = ClassicCaller.marketer(control);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private List<AuditLog.Entry> audit() {
    return new AuditLog(pool.dataSource(), Clock.systemUTC())
        .list(Long.MAX_VALUE, 10).stream().map(AuditLog.Stored::entry).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "xtk:session",
    "xtk:persist",
    "xtk:persist|xtk:session",
    "XTK:Persist|nms:delivery",
  })
  void itIsFoundUnderEveryNameClientsHaveForIt(String service) throws Exception {
    assertThat(
            marketer
                .call(service, "Write", "<d>" + ClassicCaller.eventType("order") + "</d>")
                .getTagName())
        .isEqualTo("WriteResponse");
    assertThat(control.get("/v1/event-types/order").text("/label")).isEqualTo("Label of order");
  }

  @Test
  @DisplayName("TPL-37: a template of the original comes in with escaping off")
  void aTemplateArrivesWholeAndPrintsUnescapedAsItDidWhereItComesFrom() throws Exception {
    marketer.wrote(ClassicCaller.template("DM23", "order"));

    Answer read = control.get(TEMPLATE);
    assertThat(read.text("/label")).isEqualTo("Grüße 放棄 🛒");
    assertThat(read.text("/eventType")).isEqualTo("order");
    assertThat(read.text("/channel")).isEqualTo("email");
    assertThat(read.text("/senderName")).isEqualTo("Beispiel-Laden");
    assertThat(read.text("/senderAddress")).isEqualTo("shop@example.com");
    assertThat(read.text("/subject")).isEqualTo("Hallo <%= rtEvent.ctx.name %>");
    assertThat(read.text("/html")).isEqualTo("<p>Grüße, <%= rtEvent.ctx.name %> 🛒</p>");
    assertThat(read.text("/validity")).isEqualTo("1h");
    assertThat(read.json().at("/autoEscape").asBoolean(true)).isFalse();
    assertThat(read.text("/lastModifiedBy")).isEqualTo("marketer");
  }

  @Test
  void anUpdateChangesWhatItNamesAndEmptiesWhatItNamesEmpty() throws Exception {
    marketer.wrote(ClassicCaller.template("DM23", "order"));
    marketer.wrote(
        "<delivery xtkschema='nms:delivery' _operation='update' internalName='DM23'>"
            + "<mailParameters><senderName/></mailParameters>"
            + "<content><text><source>Hallo</source></text></content></delivery>");

    Answer read = control.get(TEMPLATE);
    assertThat(read.text("/text")).isEqualTo("Hallo");
    assertThat(read.text("/senderName")).isEmpty();
    assertThat(read.text("/senderAddress")).isEqualTo("shop@example.com");
    assertThat(read.text("/html")).isEqualTo("<p>Grüße, <%= rtEvent.ctx.name %> 🛒</p>");
    assertThat(read.json().at("/revision").asInt()).isEqualTo(2);
  }

  @Test
  void anUpdateKeepsWhatOnlyTheConfigurationApiKnows() throws Exception {
    control.post(
        "/v1/event-types",
        "{\"name\":\"EVTa\",\"label\":\"A\",\"fields\":[{\"name\":\"f\",\"type\":\"date\",\"required\":true}]}");
    control.post(
        "/v1/templates",
        "{\"name\":\"DM23\",\"eventType\":\"EVTa\",\"retries\":\"transactional\",\"onUncertain\":\"hold\"}");

    marketer.wrote(ClassicCaller.eventType("EVTa"));
    marketer.wrote(ClassicCaller.template("DM23", "EVTa"));

    Answer type = control.get("/v1/event-types/EVTa");
    assertThat(type.text("/label")).isEqualTo("Label of EVTa");
    assertThat(type.text("/fields/0/name")).isEqualTo("f");
    Answer template = control.get(TEMPLATE);
    assertThat(template.text("/retries")).isEqualTo("transactional");
    assertThat(template.text("/onUncertain")).isEqualTo("hold");
    assertThat(template.json().at("/autoEscape").asBoolean(false)).isTrue();
  }

  @Test
  void theNumberIsAKeyToo() throws Exception {
    marketer.wrote(ClassicCaller.template("DM23", "order"));
    String id = control.get(TEMPLATE).text("/id");

    marketer.wrote(
        "<delivery xtkschema='nms:delivery' _key='@id' id='" + id + "' label='by number'/>");
    marketer.wrote(
        "<delivery xtkschema='nms:delivery' _operation='update' id='"
            + id
            + "' eventType='other'/>");

    assertThat(control.get(TEMPLATE).text("/label")).isEqualTo("by number");
    assertThat(control.get(TEMPLATE).text("/eventType")).isEqualTo("other");
  }

  @Test
  void whatIsToBeDeletedIsGoneAndNoneLeavesThingsAlone() throws Exception {
    marketer.wrote(ClassicCaller.eventType("order"));
    marketer.wrote(
        "<enumValue xtkschema='xtk:enumValue' _operation='none' name='order' label='x'/>");
    assertThat(control.get("/v1/event-types/order").text("/label")).isEqualTo("Label of order");

    marketer.wrote("<enumValue xtkschema='xtk:enumValue' _operation='delete' name='order'/>");
    assertThat(control.get("/v1/event-types/order").status()).isEqualTo(404);
  }

  @Test
  void itIsInTheAuditLogLikeAChangeThroughTheConfigurationApi() throws Exception {
    marketer.wrote(ClassicCaller.eventType("order"));
    marketer.wrote(ClassicCaller.eventType("order"));

    assertThat(audit())
        .extracting(AuditLog.Entry::action, AuditLog.Entry::object, AuditLog.Entry::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("replaceEventType", "order", "done"),
            org.assertj.core.groups.Tuple.tuple("createEventType", "order", "done"));
    assertThat(audit())
        .allSatisfy(
            entry -> {
              assertThat(entry.actor()).isEqualTo("marketer");
              assertThat(entry.address()).isEqualTo("127.0.0.1");
              assertThat(entry.requestId()).hasSize(16);
            });
  }

  @Test
  void whatIsNotKeptHereIsNamedInTheAuditLog() throws Exception {
    marketer.wrote(ClassicCaller.template("DM23", "order"));

    assertThat(audit().getFirst().outcome())
        .isEqualTo("done; left out: @deliveryMode, folder, mailParameters/@mirrorPagePolicy");
  }
}
