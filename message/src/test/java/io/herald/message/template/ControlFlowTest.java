package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TPL-31: text between tags follows the control flow")
class ControlFlowTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<% if (ctx.client.firstname == 'Ada') { %>Dear<% } else { %>Hello<% } %>| Dear",
        "<% if (ctx.client.firstname == 'Bob') { %>Dear<% } else { %>Hello<% } %>| Hello",
        "<% if (true) %>a<% else %>b| a",
        "<% for (var i = 0; i < 3; i++) { %>x<%= i %><% } %>| x0x1x2",
        "<% for each (var a in ctx.article) { %>[<%= a.name %>]<% } %>| [Hat][Coat]",
        "<% for each (var a in ctx.article) %><%= a.@sku %>;| ab;",
        "<% var n = 2; while (n-- > 0) { %>w<% } %>| ww",
        "<% do { %>once<% } while (false) %>| once",
        "<% switch (ctx.reference.toString()) { %> <% case 'R-1': %>one<% break; default: %>other<%"
            + " } %>| one",
        "<% switch (2) { case 1: %>a<% break; case 2: %>b<% case 3: %>c<% } %>| bc",
        "<% function row(x) { %>(<%= x %>)<% } row(1); row(2); %>| (1)(2)",
        "<% try { nothing.at.all } catch (e) { %>caught<% } finally { %>!<% } %>| caught!",
        "<% try { throw 'x' } catch (e) { %><%= e %><% } %>| x",
        "<% [1,2].forEach(function (x) { %><%= x %>;<% }); %>| 1;2;",
        "<% outer: for (;;) { for (;;) { %>in<% break outer; } } %>| in",
        "<% var total = 0; for each (var p in ctx..price) total += Number(p); %><%= total %>| 35",
        "a<% return; %>b| a",
        "<% var v = 5; %><%= typeof v %>| number",
        "<% let x = 1; %><%= `t${x + 1}` %> <%= [1, 2].map(y => y * 2) %>| t2 2,4",
      })
  void printsWhatTheFlowReaches(String template, String printed) {
    assertThat(Templates.text(template)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({"VIP, Dear member", "vip, Hello", "standard, Hello", "'', Hello"})
  @DisplayName("TPL-31: the sample greets members, whatever the form of the event")
  void theSampleGreetsMembers(String type, String greeting) {
    String sample =
        "<% if (rtEvent.ctx.client.type == 'VIP') { %>Dear member<% } else { %>Hello<% } %>";

    assertThat(
            Templates.text(
                sample, EventContext.xml("<ctx><client><type>" + type + "</type></client></ctx>")))
        .isEqualTo(greeting);
    assertThat(
            Templates.text(sample, EventContext.json("{\"client\":{\"type\":\"" + type + "\"}}")))
        .isEqualTo(greeting);
    assertThat(Templates.text(sample, Templates.ORDER)).isEqualTo("Hello");
  }
}
