package io.herald.control.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** API-30, SEC-1, SEC-3: operators and groups are written by who administers. */
@ControlTest
class WritingOperatorsTest {
  private ControlUnderTest control;
  private ClassicCaller admin;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    control = ControlUnderTest.withOperators(database.open(4), Map.of());
    admin = ClassicCaller.admin(control);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private Answer operator(String login) {
    return control.call(
        "GET",
        "/v1/operators/" + login,
        null,
        Map.of("Authorization", ControlUnderTest.basic("admin", ControlUnderTest.PASSWORD)));
  }

  @Test
  void aNewOperatorComesInWithItsPasswordAndTheRightsOfItsGroup() throws Exception {
    admin.wrote(
        "<group xtkschema='xtk:opGroup' name='designers'><right name='PUBLISH TRANSACTIONAL'/>"
            + "</group>");
    admin.wrote(
        "<operator xtkschema='xtk:operator' type='0' name='ann' label='Änne' email='ann@example.com'>"
            + "<access password='"
            + ControlUnderTest.PASSWORD
            + "'/><group name='designers'/></operator>");

    assertThat(operator("ann").text("/label")).isEqualTo("Änne");
    assertThat(operator("ann").text("/groups/0")).isEqualTo("designers");
    new ClassicCaller(control, "ann").wrote(ClassicCaller.eventType("by_ann"));
  }

  @Test
  void anUpdateKeepsThePasswordAndAddsAndTakesAwayWhatItNames() throws Exception {
    admin.wrote("<group xtkschema='xtk:group' name='one'><right name='EXPORT'/></group>");
    admin.wrote("<group xtkschema='xtk:group' name='two'/>");
    admin.wrote(
        "<operator xtkschema='xtk:operator' name='marketer' label='M'><group name='one'/>"
            + "</operator>");
    admin.wrote(
        "<operator xtkschema='xtk:operator' name='marketer'><group name='one'"
            + " _operation='delete'/><group name='two'/><right name='EXPORT'/></operator>");

    Answer read = operator("marketer");
    assertThat(read.text("/label")).isEqualTo("M");
    assertThat(read.json().at("/groups").toString()).isEqualTo("[\"two\"]");
    assertThat(read.json().at("/rights").toString())
        .isEqualTo("[\"EXPORT\",\"PUBLISH TRANSACTIONAL\"]");
    ClassicCaller.marketer(control).wrote(ClassicCaller.eventType("still_here"));
  }

  @Test
  void theRulesAreThoseOfTheConfigurationApi() throws Exception {
    assertThat(ClassicCaller.detail(admin.write("<operator xtkschema='xtk:operator' name='ann'/>")))
        .startsWith("access/@password: is missing");
    assertThat(
            ClassicCaller.detail(
                admin.write(
                    "<operator xtkschema='xtk:operator' name='ann'><access password='short'/>"
                        + "</operator>")))
        .startsWith("password: at least 12 characters");
    assertThat(
            ClassicCaller.detail(
                admin.write(
                    "<group xtkschema='xtk:group' name='g'><right name='NO SUCH'/></group>")))
        .startsWith("rights: known are ADMINISTRATION");
    admin.wrote("<group xtkschema='xtk:group' name='one'/>");
    admin.wrote("<operator xtkschema='xtk:operator' name='mc'><group name='one'/></operator>");
    assertThat(
            ClassicCaller.detail(
                admin.write("<group xtkschema='xtk:group' _operation='delete' name='one'/>")))
        .startsWith("operators are in one; take them out first.");
  }

  @Test
  void whoDesignsDoesNotAdminister() throws Exception {
    var fault =
        ClassicCaller.marketer(control)
            .write(
                "<operator xtkschema='xtk:operator' name='marketer'><right"
                    + " name='ADMINISTRATION'/></operator>");

    assertThat(ClassicCaller.text(fault))
        .isEqualTo("Error while reading parameters of method 'Write' of service 'xtk:session'.");
    assertThat(ClassicCaller.detail(fault))
        .isEqualTo("xtk:operator takes the right ADMINISTRATION. Nothing was written.");
    assertThat(operator("marketer").json().at("/rights").toString())
        .isEqualTo("[\"PUBLISH TRANSACTIONAL\"]");
  }

  @Test
  void nobodyTakesTheAdministrationFromItself() throws Exception {
    for (String change :
        new String[] {"_operation='delete' name='admin'", "name='admin' disabled='true'"}) {
      assertThat(
              ClassicCaller.detail(
                  admin.write("<operator xtkschema='xtk:operator' " + change + "/>")))
          .startsWith("nobody takes the administration from itself");
    }
    assertThat(
            ClassicCaller.detail(
                admin.write(
                    "<operator xtkschema='xtk:operator' name='admin'><right"
                        + " _operation='delete' name='ADMINISTRATION'/></operator>")))
        .startsWith("nobody takes the administration from itself");
  }

  @Test
  void whoIsRemovedIsOut() throws Exception {
    admin.wrote("<operator xtkschema='xtk:operator' _operation='delete' name='mc'/>");

    assertThat(operator("mc").status()).isEqualTo(404);
  }
}
