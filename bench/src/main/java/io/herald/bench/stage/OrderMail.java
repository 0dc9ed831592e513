package io.herald.bench.stage;

/**
 * An order mail of about 5 KB, HTML and text, twenty expressions and a loop of five articles. In
 * its notation <code>«=path»</code> prints a field of the context, or of an article when the path
 * begins with {@code a.}; <code>«each»</code> to <code>«/each»</code> stands once for each article,
 * <code>«vip»</code> to <code>«/vip»</code> only for customers of this kind.
 */
public final class OrderMail {
  public static final String HTML = html();
  public static final String TEXT = text();

  private OrderMail() {}

  private static String html() {
    String filler =
        "<p style=\"font-family:Arial,sans-serif;font-size:14px;line-height:20px;color:#333333\">"
            + "Thank you for shopping with us. Your parcel leaves our house within one day, and"
            + " you can follow it from your account at any time.</p>\n";
    return "<html><body>\n<h1>Dear «=client.firstname» «=client.lastname»</h1>\n"
        + filler.repeat(17)
        + "<p>Order «=reference» of «=date», paid by «=payment.method»"
        + " («=payment.amount» «=payment.currency»)</p>\n<table>\n"
        + "«each»<tr><td>«=a.name»</td><td>«=a.sku»</td><td>«=a.quantity»</td>"
        + "<td>«=a.price»</td></tr>\n«/each»"
        + "</table>\n<p>«=address.street», «=address.zip» «=address.city»</p>\n"
        + "«vip»<p>Your VIP desk: «=client.desk»</p>«/vip»\n"
        + "<p><a href=\"https://shop.example.com/o/«=reference»\">Your order</a></p>\n"
        + "</body></html>\n";
  }

  private static String text() {
    return "Dear «=client.firstname» «=client.lastname»,\norder «=reference»:\n"
        + "«each»- «=a.quantity» x «=a.sku»: «=a.price»\n«/each»"
        + "Total «=payment.amount» «=payment.currency»\n"
        + "Thank you for shopping with us.\n".repeat(10);
  }

  /** The data, as a caller sends them. */
  public static String json() {
    StringBuilder json =
        new StringBuilder(
            "{\"client\":{\"firstname\":\"Ada\",\"lastname\":\"Lovelace\",\"type\":\"VIP\","
                + "\"desk\":\"+44 20 1234 5678\"},\"reference\":\"R-2026-000123\","
                + "\"date\":\"2026-01-31\",\"payment\":{\"method\":\"card\","
                + "\"currency\":\"EUR\",\"amount\":\"123.45\"},\"address\":{\"street\":"
                + "\"1 High Street\",\"zip\":\"AB1 2CD\",\"city\":\"London\"},"
                + "\"articles\":{\"article\":[");
    for (int i = 1; i <= 5; i++) {
      json.append(i > 1 ? "," : "")
          .append("{\"sku\":\"A-")
          .append(i)
          .append("\",\"name\":\"Hat & Coat ")
          .append(i)
          .append("\",\"quantity\":\"")
          .append(i)
          .append("\",\"price\":\"19.90\"}");
    }
    return json.append("]}}").toString();
  }

  /** The same as XML elements. */
  public static String xml() {
    StringBuilder xml =
        new StringBuilder(
            "<client><firstname>Ada</firstname><lastname>Lovelace</lastname><type>VIP</type>"
                + "<desk>+44 20 1234 5678</desk></client><reference>R-2026-000123</reference>"
                + "<date>2026-01-31</date><payment><method>card</method>"
                + "<currency>EUR</currency><amount>123.45</amount></payment><address><street>"
                + "1 High Street</street><zip>AB1 2CD</zip><city>London</city></address>"
                + "<articles>");
    for (int i = 1; i <= 5; i++) {
      xml.append("<article><sku>A-")
          .append(i)
          .append("</sku><name>Hat &amp; Coat ")
          .append(i)
          .append("</name><quantity>")
          .append(i)
          .append("</quantity><price>19.90</price></article>");
    }
    return xml.append("</articles>").toString();
  }
}
