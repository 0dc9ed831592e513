package io.herald.execution.collect.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.query.QueryAnswer;
import io.herald.execution.query.QueryTable;
import io.herald.message.expression.Expression;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

@Timeout(120)
@DisplayName(
    "ExecuteQuery understands query documents and answers in the client's form (A.8, API-29)")
class QueriesTest {
  private static final String STATUS =
      "<select><node expr='@id'/><node expr='@status'/><node expr='@created'/></select>"
          + "<where><condition expr='@id=8030'/></where>";

  private static Doors doors;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static Element ask(String query) throws Exception {
    return SoapClient.body(
        SoapClient.post(
            doors,
            SoapClient.call(
                "xtk:queryDef",
                "ExecuteQuery",
                "<t>" + SoapClient.INLINE + "</t><document>" + query + "</document>")));
  }

  /** The text of the output document. */
  private static String output(String query, QueryAnswer answer) throws Exception {
    doors.queries.answer(answer);
    String body =
        SoapClient.post(
                doors,
                SoapClient.call(
                    "xtk:queryDef",
                    "ExecuteQuery",
                    "<t>" + SoapClient.INLINE + "</t><entity>" + query + "</entity>"))
            .body();
    assertThat(body).contains("<ExecuteQueryResponse xmlns='urn:xtk:queryDef'");
    String start =
        "<pdomOutput xsi:type='ns:Element'"
            + " SOAP-ENV:encodingStyle='http://xml.apache.org/xml-soap/literalxml'>";
    assertThat(body).contains(start);
    return body.substring(body.indexOf(start) + start.length(), body.indexOf("</pdomOutput>"));
  }

  private static String queryDef(String schema, String operation, String inner) {
    return "<queryDef xtkschema='xtk:queryDef' schema='"
        + schema
        + "' operation='"
        + operation
        + "'>"
        + inner
        + "</queryDef>";
  }

  private static String rt(String operation, String inner) {
    return queryDef("nms:rtEvent", operation, inner);
  }

  @Test
  void eachOperationHasItsFormOfAnswer() throws Exception {
    QueryAnswer found =
        new QueryAnswer.Rows(List.of(List.of("8030", "0", "2026-01-31 10:00:00.000Z")));
    QueryAnswer nothing = new QueryAnswer.Rows(List.of());
    String row = "<rtEvent id=\"8030\" status=\"0\" created=\"2026-01-31 10:00:00.000Z\"/>";

    assertThat(output(rt("get", STATUS), found)).isEqualTo(row);
    assertThat(output(rt("getIfExists", STATUS), found)).isEqualTo(row);
    assertThat(output(rt("getIfExists", STATUS), nothing)).isEqualTo("<rtEvent/>");
    assertThat(output(rt("select", STATUS), found))
        .isEqualTo("<rtEvent-collection>" + row + "</rtEvent-collection>");
    assertThat(output(rt("select", STATUS), nothing))
        .isEqualTo("<rtEvent-collection></rtEvent-collection>");
    assertThat(output(rt("count", STATUS), new QueryAnswer.Count(3)))
        .isEqualTo("<rtEvent count=\"3\"/>");
  }

  @Test
  void getOfWhatIsNotThereIsAFault() throws Exception {
    doors.queries.answer(new QueryAnswer.Rows(List.of()));
    assertThat(SoapClient.text(ask(rt("get", STATUS)), "faultstring")).startsWith("SOP-330011 ");
  }

  @Test
  void linksAndAliasesShapeTheAnswer() throws Exception {
    String query =
        queryDef(
            "nms:broadLogRtEvent",
            "select",
            "<select><node expr='[event/@type]'/><node expr='@id' alias='@key'/>"
                + "<node expr='@attemptCount + 1' alias='[plan/@next]'/></select>");
    assertThat(output(query, new QueryAnswer.Rows(List.of(List.of("a<b", "1", "2")))))
        .isEqualTo(
            "<broadLogRtEvent-collection><broadLogRtEvent key=\"1\"><event type=\"a&lt;b\"/>"
                + "<plan next=\"2\"/></broadLogRtEvent></broadLogRtEvent-collection>");
    assertThat(doors.queries.last().table()).isEqualTo(QueryTable.BROAD_LOG_RT_EVENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<condition expr='@id=1'/><condition expr='@status=2'/> | All[id=1, status=2]",
        "<condition expr='@id=1' boolOperator='OR'/><condition expr='@status=2'/> | Any[id=1, status=2]",
        "<condition expr='@id=1'/><condition expr='@status=2' boolOperator='OR'/> | Any[id=1, status=2]",
        "<condition expr='@id=1' boolOperator='OR'/><condition expr='@id=2'/><condition expr='@id=3'/> | Any[id=1, All[id=2, id=3]]",
        "<condition><condition expr='@id=1' boolOperator='OR'/><condition expr='@id=2'/></condition><condition expr='@id=3'/> | All[Any[id=1, id=2], id=3]",
        "<condition expr='@id=1'><condition expr='@id=2'/></condition> | All[id=1, id=2]",
      })
  void conditionsAreJoinedAsTheySay(String conditions, String understood) throws Exception {
    output(rt("select", "<where>" + conditions + "</where>"), new QueryAnswer.Rows(List.of()));
    assertThat(shown(doors.queries.last().filter())).isEqualTo(understood);
  }

  private static String shown(@Nullable Expression filter) {
    return switch (filter) {
      case Expression.All all -> "All" + all.conditions().stream().map(QueriesTest::shown).toList();
      case Expression.Any any -> "Any" + any.conditions().stream().map(QueriesTest::shown).toList();
      case Expression.Comparison c ->
          ((Expression.Field) c.left()).name() + "=" + ((Expression.Numeral) c.right()).value();
      case null, default -> throw new AssertionError(filter);
    };
  }

  @Test
  void rowsAreBoundedOrderedAndPassedOver() throws Exception {
    output(
        "<queryDef schema='nms:batchEvent' lineCount='5000' startLine='20'>"
            + "<orderBy><node expr='@created' sortDesc='true'/><node expr='@id'/></orderBy></queryDef>",
        new QueryAnswer.Rows(List.of()));
    assertThat(doors.queries.last().limit()).isEqualTo(200);
    assertThat(doors.queries.last().offset()).isEqualTo(20);
    assertThat(doors.queries.last().order())
        .extracting(o -> o.descending())
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<where><condition expr='@nothing=1'/></where> | where/condition 1, column 1: attribute '@nothing' is not known",
        "<where><condition expr='@id='/></where> | where/condition 1, column 5: expected a value",
        "<where><condition expr='@id=1'/><condition/></where> | where/condition 2, column 1: the expression is empty",
        "<where><condition expr='@id=1' boolOperator='XOR'/></where> | where/condition 1, column 1: boolOperator",
        "<select><node expr='count(@id)'/></select> | select/node 1, column 1: function 'Count' cannot be used here",
        "<select><node/></select> | select/node 1, column 1: the expression is empty",
        "<orderBy><node expr='ctx'/></orderBy> | orderBy/node 1, column 1: element 'ctx' is not known",
      })
  @DisplayName("an expression that is not understood carries XTK-170036 and its place (A.7)")
  void whatIsNotUnderstoodIsLocated(String inner, String detail) throws Exception {
    Element fault = ask(rt("select", inner));
    assertThat(SoapClient.text(fault, "faultstring")).startsWith("XTK-170036 ");
    assertThat(SoapClient.text(fault, "detail")).startsWith(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nms:delivery | select | '' | schema: nms:delivery cannot be queried on this instance; those that can are nms:rtEvent, nms:batchEvent, nms:broadLogRtEvent, nms:broadLogBatchEvent",
        "nms:trackingLogRtEvent | select | '' | schema: nms:trackingLogRtEvent cannot be queried",
        "&lt;x> | select | '' | schema: a schema without a name",
        "nms:rtEvent | explode | '' | operation: expected get, getIfExists, select or count",
        "nms:rtEvent | select | <groupBy/> | <groupBy> is not supported",
        "nms:rtEvent | select | <where><condition sql='1=1'/></where> | condition/@sql is not supported",
        "nms:rtEvent | select | <where><subQuery/></where> | <subQuery> is not supported",
        "nms:rtEvent | select | <select><node expr='@id + 1'/></select> | select/node: an expression needs an alias",
      })
  void whatIsNotServedIsSaidToBeSo(String schema, String operation, String inner, String detail)
      throws Exception {
    Element fault = ask(queryDef(schema, operation, inner.replace("''", "")));
    assertThat(SoapClient.text(fault, "faultstring")).startsWith("SOP-330011 ");
    assertThat(SoapClient.text(fault, "detail")).startsWith(detail);
  }

  @ParameterizedTest
  @CsvSource({"lineCount,0", "lineCount,many", "startLine,-1", "startLine,9999999999"})
  void numbersThatAreNoneAreNamed(String attribute, String value) throws Exception {
    Element fault = ask("<queryDef schema='nms:rtEvent' " + attribute + "='" + value + "'/>");
    assertThat(SoapClient.text(fault, "detail"))
        .startsWith(attribute + ": expected a whole number");
  }

  @Test
  void aQueryThatTakesTooLongOrComesAtABadTimeIsAFaultWithAWayOut() throws Exception {
    doors.queries.answer(new QueryAnswer.TooLong(Duration.ofSeconds(4)));
    assertThat(SoapClient.text(ask(rt("count", "")), "detail"))
        .contains("longer than 4 seconds", "by @id");
    doors.queries.answer(new QueryAnswer.Busy());
    assertThat(SoapClient.text(ask(rt("count", "")), "faultcode")).isEqualTo("SOAP-ENV:Server");
    doors.queries.answer(new QueryAnswer.NotComputable());
    assertThat(SoapClient.text(ask(rt("count", "")), "faultstring")).startsWith("XTK-170036 ");
  }

  @Test
  void tooManyConditionsAndNoDocumentAreRefused() throws Exception {
    assertThat(
            SoapClient.text(
                ask(rt("select", "<where>" + "<condition expr='@id=1'/>".repeat(301) + "</where>")),
                "detail"))
        .contains("more than 300");
    assertThat(SoapClient.text(ask(""), "detail")).contains("no queryDef element");
  }

  /** SEC-6: what a caller may not see it cannot find out by asking, either. */
  @Test
  void personalFieldsAreEmptyAndNoConditionsForWhoMayNotSeeThem() throws Exception {
    doors.queries.answer(new QueryAnswer.Rows(List.of(List.of("8030", ""))));
    String selected = "<select><node expr='@id'/><node expr='@email'/></select>";

    assertThat(askedByClerk(rt("get", selected))).contains("<rtEvent id=\"8030\" email=\"\"/>");
    assertThat(doors.queries.last().personal()).isFalse();
    for (String asking :
        List.of(
            "<where><condition expr=\"Lower(@email) LIKE 'a%'\"/></where>",
            "<orderBy><node expr='@mobilePhone'/></orderBy>")) {
      assertThat(askedByClerk(rt("select", selected + asking)))
          .contains("SOP-330011", "PRIVATE DATA VIEW", "the scope personal");
    }

    assertThat(
            ask(rt("get", selected + "<where><condition expr=\"@email='a@b.example'\"/></where>"))
                .getTagName())
        .isEqualTo("ExecuteQueryResponse");
    assertThat(doors.queries.last().personal()).isTrue();
  }

  private static String askedByClerk(String query) throws Exception {
    return SoapClient.post(
            doors,
            SoapClient.call(
                "xtk:queryDef",
                "ExecuteQuery",
                "<t>clerk/" + Doors.PASSWORD + "</t><document>" + query + "</document>"))
        .body();
  }

  /** A.11 form 7. */
  @Test
  void theFormOfTheGuidesIsUnderstood() throws Exception {
    doors.queries.answer(new QueryAnswer.Rows(List.of(List.of("8030", "0", ""))));
    String envelope =
        "<SOAP-ENV:Envelope xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/'"
            + " xmlns:xsd='http://www.w3.org/2001/XMLSchema'"
            + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
            + " xmlns:ns='http://xml.apache.org/xml-soap'><SOAP-ENV:Body>"
            + "<ExecuteQuery xmlns='urn:xtk:queryDef'><__sessiontoken xsi:type='xsd:string'>"
            + SoapClient.INLINE
            + "</__sessiontoken><entity xsi:type='ns:Element'"
            + " SOAP-ENV:encodingStyle='http://xml.apache.org/xml-soap/literalxml'>"
            + rt("get", STATUS)
            + "</entity></ExecuteQuery></SOAP-ENV:Body></SOAP-ENV:Envelope>";

    assertThat(SoapClient.post(doors, envelope).body()).contains("<rtEvent id=\"8030\"");
  }
}
