package io.herald.control.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API-30: what cannot be written is refused with the field, the reason and the way out. */
@ControlTest
class RefusedWritesTest {
  private ControlUnderTest control;
  private ClassicCaller marketer;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    control =
        ControlUnderTest.withOperators(database.open(4), Map.of("control.soap.bytes", "4096"));
    marketer = ClassicCaller.marketer(control);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "<a xtkschema='nms:recipient'/>→ xtkschema: nms:recipient is not kept here; what can be"
            + " written is nms:delivery, xtk:enumValue, xtk:operator, xtk:group. Nothing was written.",
        "<a/>→ xtkschema: is missing; expected one of",
        "<a xtkschema='&lt;b>'/>→ xtkschema: what it names is not kept here",
        "<delivery xtkschema='nms:delivery' label='x'/>→ @internalName: is missing",
        "<delivery xtkschema='nms:delivery' _key='@id' internalName='x'/>→ @id: is missing",
        "<delivery xtkschema='nms:delivery' _key='@label' label='x'/>→ _key: an nms:delivery is"
            + " identified by @internalName or @id.",
        "<delivery xtkschema='nms:delivery' _operation='merge' internalName='x'/>→ _operation:"
            + " expected insert",
        "<delivery xtkschema='nms:delivery' internalName='DM 23' eventType='a'/>→ @internalName:"
            + " 'name' may hold letters",
        "<delivery xtkschema='nms:delivery' internalName='x' eventType='a' messageType='1'/>→"
            + " @messageType: 'channel' may be email",
        "<delivery xtkschema='nms:delivery' internalName='x' eventType='a' isModel='0'/>→ @isModel:"
            + " only templates",
        "<delivery xtkschema='nms:delivery' internalName='x' eventType='a'><scenario"
            + " validityDuration='1'/></delivery>→ scenario/@validityDuration: ",
        "<delivery xtkschema='nms:delivery' _operation='update' internalName='x'/>→ @internalName:"
            + " there is none of this key.",
        "<delivery xtkschema='nms:delivery' _operation='delete' id='9223372036854775808'/>→ @id:"
            + " there is none of this key.",
        "<enumValue xtkschema='xtk:enumValue' name='a'/>→ enum/@name: only values of the"
            + " enumeration eventType",
        "<enumValue xtkschema='xtk:enumValue' name='a'><enum name='color'/></enumValue>→"
            + " enum/@name: only values of the enumeration eventType",
      })
  void theFieldAndTheWayOutAreNamed(String entity, String reason) throws Exception {
    assertThat(ClassicCaller.detail(marketer.write(entity))).startsWith(reason.strip());
  }

  @Test
  void whatIsThereIsNotInsertedAgain() throws Exception {
    marketer.wrote(ClassicCaller.eventType("order"));

    assertThat(
            ClassicCaller.detail(
                marketer.write(
                    ClassicCaller.eventType("order")
                        .replace("name='order'", "_operation='insert' name='order'"))))
        .startsWith("@name: there is one already; use update or insertOrUpdate.");
  }

  @Test
  void anEventTypeInUseIsNotDeleted() throws Exception {
    marketer.wrote(ClassicCaller.eventType("order"));
    marketer.wrote(ClassicCaller.template("DM23", "order"));

    assertThat(
            ClassicCaller.detail(
                marketer.write(
                    "<enumValue xtkschema='xtk:enumValue' _operation='delete' name='order'/>")))
        .startsWith("order is in use by DM23.");
  }

  @Test
  void aTemplateDoesNotChangeItsName() throws Exception {
    marketer.wrote(ClassicCaller.template("DM23", "order"));
    String id = control.get("/v1/templates/DM23").text("/id");

    assertThat(
            ClassicCaller.detail(
                marketer.write(
                    "<delivery xtkschema='nms:delivery' _key='@id' id='"
                        + id
                        + "' internalName='other'/>")))
        .startsWith("@internalName: a name cannot be changed");
  }

  @Test
  void aMalformedOrHostileMessageIsAnInvalidOne() throws Exception {
    String start =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><Write"
            + " xmlns='urn:xtk:session'>";
    assertThat(ClassicCaller.text(ClassicCaller.body(marketer.send(start + "<domDoc>"))))
        .isEqualTo("The XML SOAP message is invalid.");
    assertThat(
            ClassicCaller.detail(
                ClassicCaller.body(marketer.send("<!DOCTYPE a [<!ENTITY b 'c'>]>" + start))))
        .contains("a DOCTYPE is not accepted");
    assertThat(
            ClassicCaller.detail(
                marketer.write(
                    "<a xtkschema='nms:delivery'>"
                        + "<b>".repeat(200)
                        + "</b>".repeat(200)
                        + "</a>")))
        .contains("Maximum Element Depth limit (100)");
    assertThat(ClassicCaller.detail(marketer.write("<a b='" + "x".repeat(5_000) + "'/>")))
        .contains("4096 bytes");
  }

  @Test
  void whoMayNotDesignIsRefused() throws Exception {
    var fault = new ClassicCaller(control, "mc").write(ClassicCaller.eventType("order"));

    assertThat(ClassicCaller.detail(fault))
        .isEqualTo("xtk:enumValue takes the right PUBLISH TRANSACTIONAL. Nothing was written.");
    assertThat(ClassicCaller.detail(new ClassicCaller(control, "nobody").write("<a/>")))
        .contains("Invalid login or password");
    assertThat(control.get("/v1/event-types/order").status()).isEqualTo(404);
  }
}
