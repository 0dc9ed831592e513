package io.herald.message.template;

import com.sun.management.ThreadMXBean;
import io.herald.message.event.EventContext;
import java.lang.management.ManagementFactory;

/**
 * Tells what rendering one order mail costs on one thread, warm: CPU time and memory for parsing
 * the context and filling in all parts. Not a test; run it by hand, see message/README.md.
 */
final class RenderTiming {
  private static final int ROUNDS = 6;
  private static final int RENDERINGS = 20_000;

  private RenderTiming() {}

  @SuppressWarnings("SystemOut") // its purpose
  public static void main(String[] args) {
    boolean json = args.length > 0 && args[0].equals("json");
    boolean text = args.length < 2 || !args[1].equals("derived");
    CompiledTemplate template =
        Templates.compiled(
            new TemplateCompiler(RenderLimits.DEFAULT),
            Templates.content(
                "Your order <%= ctx.reference %>",
                OrderMail.html(), text ? OrderMail.text() : null, true));
    RenderInput input = Templates.input(json ? OrderMail.json() : OrderMail.xml());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = 1; round <= ROUNDS; round++) {
      long characters = 0;
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long nanos = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < RENDERINGS; i++) {
        RenderResult.Rendered mail = Templates.rendered(template.render(input));
        characters += String.valueOf(mail.html()).length() + String.valueOf(mail.text()).length();
      }
      nanos = threads.getCurrentThreadCpuTime() - nanos;
      bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
      System.out.printf(
          "round %d: %.1f µs of CPU, %.1f KB allocated, %d characters per mail%n",
          round,
          nanos / 1_000.0 / RENDERINGS,
          bytes / 1_024.0 / RENDERINGS,
          characters / RENDERINGS);
    }
  }

  /** An order mail of about 5 KB: twenty expressions and a loop of five articles. */
  private static final class OrderMail {
    static String html() {
      String filler =
          "<p style=\"font-family:Arial,sans-serif;font-size:14px;line-height:20px;color:#333333\">"
              + "Thank you for shopping with us. Your parcel leaves our house within one day, and"
              + " you can follow it from your account at any time.</p>\n";
      return "<html><body>\n<h1>Dear <%= rtEvent.ctx.client.firstname %>"
          + " <%= rtEvent.ctx.client.lastname %></h1>\n"
          + filler.repeat(17)
          + "<p>Order <%= ctx.reference %> of <%= ctx.date %>, paid by <%= ctx.payment.@method %>"
          + " (<%= ctx.payment.amount %> <%= ctx.payment.@currency %>)</p>\n<table>\n"
          + "<% for each (var a in ctx.articles.article) { %><tr><td><%= a.name %></td>"
          + "<td><%= a.@sku %></td><td><%= a.quantity %></td><td><%= a.price %></td></tr>\n<% } %>"
          + "</table>\n<p><%= ctx.address.street %>, <%= ctx.address.zip %> <%= ctx.address.city %>"
          + "</p>\n<% if (ctx.client.type == 'VIP') { %><p>Your VIP desk:"
          + " <%= ctx.client.desk %></p><% } %>\n"
          + "<p><a href=\"https://shop.example.com/o/<%= ctx.reference %>\">Your order</a></p>\n"
          + "</body></html>\n";
    }

    static String text() {
      return "Dear <%= rtEvent.ctx.client.firstname %> <%= rtEvent.ctx.client.lastname %>,\n"
          + "order <%= ctx.reference %>:\n<% for each (var a in ctx.articles.article) { %>"
          + "- <%= a.quantity %> x <%= a.name %>: <%= a.price %>\n<% } %>"
          + "Total <%= ctx.payment.amount %> <%= ctx.payment.@currency %>\n"
          + "Thank you for shopping with us.\n".repeat(10);
    }

    static EventContext xml() {
      StringBuilder xml =
          new StringBuilder(
              "<ctx><client><firstname>Ada</firstname><lastname>Lovelace</lastname>"
                  + "<type>VIP</type><desk>+44 20 1234 5678</desk></client>"
                  + "<reference>R-2026-000123</reference><date>2026-01-31</date>"
                  + "<payment method='card' currency='EUR'><amount>123.45</amount></payment>"
                  + "<address><street>1 High Street</street><zip>AB1 2CD</zip><city>London</city>"
                  + "</address><articles>");
      for (int i = 1; i <= 5; i++) {
        xml.append("<article sku='A-")
            .append(i)
            .append("'><name>Article number ")
            .append(i)
            .append("</name><quantity>")
            .append(i)
            .append("</quantity><price>19.90</price></article>");
      }
      return EventContext.xml(xml.append("</articles></ctx>").toString());
    }

    static EventContext json() {
      StringBuilder json =
          new StringBuilder(
              "{\"client\":{\"firstname\":\"Ada\",\"lastname\":\"Lovelace\",\"type\":\"VIP\","
                  + "\"desk\":\"+44 20 1234 5678\"},\"reference\":\"R-2026-000123\","
                  + "\"date\":\"2026-01-31\",\"payment\":{\"method\":\"card\","
                  + "\"currency\":\"EUR\",\"amount\":123.45},\"address\":{\"street\":"
                  + "\"1 High Street\",\"zip\":\"AB1 2CD\",\"city\":\"London\"},"
                  + "\"articles\":{\"article\":[");
      for (int i = 1; i <= 5; i++) {
        json.append(i > 1 ? "," : "")
            .append("{\"sku\":\"A-")
            .append(i)
            .append("\",\"name\":\"Article number ")
            .append(i)
            .append("\",\"quantity\":")
            .append(i)
            .append(",\"price\":19.90}");
      }
      return EventContext.json(json.append("]}}").toString());
    }
  }
}
