package io.herald.control.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.publish.FakeExecutionInstance;
import io.herald.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** API-31: nms:delivery publishes templates and takes them off again. */
@ControlTest
class DeployingTest {
  private ControlUnderTest control;
  private FakeExecutionInstance execution;
  private ClassicCaller marketer;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    control = ControlUnderTest.withOperators(database.open(4), Map.of());
    execution = new FakeExecutionInstance(1);
    control.instance().register("local", execution.url());
    marketer = ClassicCaller.marketer(control);
    marketer.wrote(ClassicCaller.eventType("order"));
    for (String name : new String[] {"DM1", "DM2", "DM3"}) {
      marketer.wrote(ClassicCaller.template(name, "order"));
    }
  }

  @AfterEach
  void stop() {
    control.close();
    execution.close();
  }

  private String state(String template) {
    return control.get("/v1/templates/" + template).text("/state");
  }

  private Element many(String method, String... expressions) throws Exception {
    StringBuilder where = new StringBuilder("<where>");
    for (String expression : expressions) {
      where.append("<condition boolOperator='OR' expr=\"").append(expression).append("\"/>");
    }
    return marketer.call(
        "nms:delivery",
        method,
        "<elemDeliveries>" + where + "</where></elemDeliveries><localPublish>false</localPublish>");
  }

  private Element one(String method, String key) throws Exception {
    return marketer.call(
        "nms:delivery",
        method,
        "<lDeliveryId>" + key + "</lDeliveryId><bLocalPublish>false</bLocalPublish>");
  }

  private static String success(Element answer) {
    return answer.getElementsByTagName("pbIsSuccess").item(0).getTextContent();
  }

  @Test
  void oneIsPublishedByItsNumberOrNameAndLiveWhenTheAnswerSaysTrue() throws Exception {
    Element answer =
        one("DeployTriggerMessageSingle", control.get("/v1/templates/DM1").text("/id"));

    assertThat(success(answer)).isEqualTo("true");
    assertThat(execution.live("DM1").content().autoEscape()).isFalse();
    assertThat(success(one("DeployTriggerMessageSingle", "DM2"))).isEqualTo("true");
    assertThat(state("DM2")).isEqualTo("published");
  }

  @Test
  void whenAnInstanceIsAwayTheAnswerIsFalseAndItFollowsLater() throws Exception {
    execution.switchOff();

    assertThat(success(one("DeployTriggerMessageSingle", "DM1"))).isEqualTo("false");
    assertThat(state("DM1")).isEqualTo("partlyPublished");
    execution.switchOn();
    assertThat(
            control
                .getUntil("/v1/templates/DM1", answer -> answer.text("/state").equals("published"))
                .text("/state"))
        .isEqualTo("published");
  }

  @Test
  void conditionsChooseWhatIsPublishedAndTakenOff() throws Exception {
    assertThat(
            many("DeployTriggerMessages", "@internalName='DM1'", "@internalName = 'DM3'")
                .getTagName())
        .isEqualTo("DeployTriggerMessagesResponse");

    assertThat(state("DM1")).isEqualTo("published");
    assertThat(state("DM2")).isEqualTo("draft");
    assertThat(state("DM3")).isEqualTo("published");
    String id = control.get("/v1/templates/DM3").text("/id");
    assertThat(many("UnpublishTriggerMessages", "@id IN (" + id + ", 999999)").getTagName())
        .isEqualTo("UnpublishTriggerMessagesResponse");
    assertThat(state("DM1")).isEqualTo("published");
    assertThat(state("DM3")).isEqualTo("draft");
    assertThat(success(one("UnpublishTriggerMessageSingle", "DM1"))).isEqualTo("true");
    assertThat(state("DM1")).isEqualTo("draft");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "@internalName LIKE 'DM%'; templates are chosen with =, <>, IN, AND, OR and NOT only",
        "@id > 3; templates are chosen with =, <>, IN, AND, OR and NOT only",
        "@state = 45; @id, @internalName, @label, @eventType",
        "@internalName = 'none'; deliveries: no template fits these conditions.",
        "@internalName; expected a condition",
      })
  void conditionsThatAreNotUnderstoodOrChooseNothingAreRefused(String expression, String reason)
      throws Exception {
    assertThat(
            ClassicCaller.detail(
                many(
                    "DeployTriggerMessages", expression.replace("<", "&lt;").replace(">", "&gt;"))))
        .contains(reason);
  }

  /** Publishing everything by mistake cannot be taken back unseen. */
  @Test
  void withoutConditionsNothingIsMeant() throws Exception {
    assertThat(ClassicCaller.detail(many("DeployTriggerMessages"))).contains("expected conditions");
    assertThat(ClassicCaller.detail(marketer.call("nms:delivery", "UnpublishTriggerMessages", "")))
        .contains("expected conditions");
  }

  @Test
  void aDraftThatIsNotReadySaysWhyAndWhatWasPublishedBefore() throws Exception {
    marketer.wrote(
        "<delivery xtkschema='nms:delivery' internalName='DM2'><content><html>"
            + "<source>&lt;%= </source></html></content></delivery>");

    assertThat(ClassicCaller.detail(many("DeployTriggerMessages", "@eventType='order'")))
        .startsWith("DM2: html (1:")
        .endsWith("Published before it: DM1.");
    assertThat(state("DM1")).isEqualTo("published");
    assertThat(state("DM2")).isEqualTo("draft");
    assertThat(state("DM3")).isEqualTo("draft");
  }

  /** TPL-23. */
  @Test
  void aPublishedTemplateIsNotDeleted() throws Exception {
    one("DeployTriggerMessageSingle", "DM1");

    assertThat(
            ClassicCaller.detail(
                marketer.write(
                    "<delivery xtkschema='nms:delivery' _operation='delete' internalName='DM1'/>")))
        .isEqualTo("DM1 is published; unpublish it first. Nothing was written.");
    assertThat(state("DM1")).isEqualTo("published");
  }

  @Test
  void whatIsNotThereOrNotPublishedSaysSo() throws Exception {
    assertThat(ClassicCaller.detail(one("DeployTriggerMessageSingle", "4711")))
        .isEqualTo("deliveryId: there is no template of this id or internal name.");
    assertThat(ClassicCaller.detail(one("UnpublishTriggerMessageSingle", "DM1")))
        .isEqualTo("DM1: it is not published. Nothing was unpublished.");
  }

  @Test
  void whoMayNotDesignMayNotPublish() throws Exception {
    Element fault =
        new ClassicCaller(control, "mc")
            .call("nms:delivery", "DeployTriggerMessageSingle", "<i>DM1</i><l>false</l>");

    assertThat(ClassicCaller.text(fault)).contains("Error while reading parameters");
    assertThat(state("DM1")).isEqualTo("draft");
  }

  @ParameterizedTest
  @CsvSource({"SubmitDelivery", "SubmitProof", "Start", "Pause", "Stop"})
  void midSourcingIsNotServedYet(String method) throws Exception {
    assertThat(ClassicCaller.text(marketer.call("nms:delivery", method, "")))
        .startsWith("SOP-330006 The method '" + method + "' is not defined");
  }
}
