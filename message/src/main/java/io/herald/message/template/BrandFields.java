package io.herald.message.template;

import io.herald.message.link.Supplies;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A brand as templates see it: {@code brand.usualName} and so on (TPL-13, TPL-36). */
final class BrandFields {
  static final String OBJECT = "brand";
  static final String SENDER_NAME = "senderName";
  static final String SENDER_ADDRESS = "senderAddress";
  static final String REPLY_NAME = "replyName";
  static final String REPLY_ADDRESS = "replyAddress";
  static final String ERROR_ADDRESS = "errorAddress";

  private BrandFields() {}

  /** Whether an expression names the brand when the message is made. */
  static boolean isChosenLater(@Nullable String brand) {
    return brand != null && brand.contains("<%");
  }

  /** The objects, and the brand among them. */
  static SystemObjects in(SystemObjects objects, Supplies.Brand brand) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>(objects.byName());
    all.put(OBJECT, of(brand));
    return new SystemObjects(all);
  }

  private static Map<String, Object> of(Supplies.Brand brand) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "name", brand.name());
    put(fields, "usualName", brand.usualName());
    put(fields, SENDER_NAME, brand.senderName());
    put(fields, SENDER_ADDRESS, brand.senderAddress());
    put(fields, REPLY_NAME, brand.replyName());
    put(fields, REPLY_ADDRESS, brand.replyAddress());
    put(fields, ERROR_ADDRESS, brand.errorAddress());
    put(fields, "logoUrl", brand.logoUrl());
    put(fields, "webSiteUrl", brand.webSiteUrl());
    put(fields, "emailUrlBase", brand.emailUrlBase());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
