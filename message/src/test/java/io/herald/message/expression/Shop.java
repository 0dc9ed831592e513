package io.herald.message.expression;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The order the reference page computes its examples over, and whatever a test changes in it. */
final class Shop implements Row {
  static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  private static final Map<String, ValueType> TYPES =
      Map.ofEntries(
          Map.entry("@email", ValueType.TEXT),
          Map.entry("@city", ValueType.TEXT),
          Map.entry("@text", ValueType.TEXT),
          Map.entry("@amount", ValueType.NUMBER),
          Map.entry("@discount", ValueType.NUMBER),
          Map.entry("@created", ValueType.MOMENT),
          Map.entry("@shipped", ValueType.MOMENT),
          Map.entry("@vip", ValueType.CONDITION),
          Map.entry("customer/@name", ValueType.TEXT),
          Map.entry("items/@name", ValueType.TEXT),
          Map.entry("items/@price", ValueType.NUMBER),
          Map.entry("items/maker/@country", ValueType.TEXT),
          Map.entry("visits/@date", ValueType.MOMENT));

  static final Fields FIELDS =
      new Fields() {
        @Override
        public Optional<ValueType> typeOf(Expression.Field field) {
          return Optional.ofNullable(TYPES.get(field.path()));
        }

        @Override
        public String known() {
          return "@email, @city, @amount, @discount, @created";
        }

        @Override
        public boolean isCollection(List<String> links) {
          return links.equals(List.of("items")) || links.equals(List.of("visits"));
        }
      };

  private final Map<String, Object> values = new HashMap<>();
  private List<Row> items =
      List.of(
          item("pen", new BigDecimal(10), "FR"),
          item("ink", new BigDecimal(20), "DE"),
          item("pad", new BigDecimal("20.0"), "FR"));

  Shop() {
    with("@email", "ada@example.com");
    with("@amount", 120);
    with("@created", Instant.parse("2026-01-20T08:30:00Z"));
    with("customer/@name", "Ada");
  }

  Shop with(String path, @Nullable Object value) {
    if (value == null) {
      values.remove(path);
    } else {
      values.put(path, value);
    }
    return this;
  }

  Shop withItems(List<Row> all) {
    items = List.copyOf(all);
    return this;
  }

  static Row item(String name, @Nullable Object price, String country) {
    return field ->
        switch (field.path()) {
          case "@name" -> name;
          case "@price" -> price;
          case "maker/@country" -> country;
          default -> throw new AssertionError(field.path());
        };
  }

  @Override
  public @Nullable Object value(Expression.Field field) {
    return values.get(field.path());
  }

  @Override
  public List<? extends Row> rows(List<String> links) {
    return links.equals(List.of("items")) ? items : List.of();
  }

  static Environment in(ZoneId zone) {
    return new Environment(
        Clock.fixed(NOW, ZoneOffset.UTC),
        zone,
        MomentReader.iso(zone),
        new Random(4711),
        new SecretKeySpec("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "AES"),
        Map.of("vat", new BigDecimal("0.2"), "shop", "Herald", "opened", NOW));
  }

  static Reading.Understood read(String text, ZoneId zone) {
    Environment environment = in(zone);
    return switch (new ExpressionReader(FIELDS, environment.moments(), environment).read(text)) {
      case Reading.Understood understood -> understood;
      case Reading.NotUnderstood wrong -> throw new AssertionError(text + ": " + wrong);
    };
  }

  /** What a text comes to over this row, in this time zone. */
  Computed computed(String text, ZoneId zone) {
    return new Evaluator(FIELDS, in(zone)).compile(read(text, zone).expression()).over(this);
  }

  /** As the reference page shows it. */
  String shown(String text) {
    return shown(computed(text, ZoneOffset.UTC));
  }

  static String shown(Computed computed) {
    return switch (computed) {
      case Computed.Text(String text) -> text;
      case Computed.Numeral(BigDecimal number) -> Values.shown(number);
      case Computed.Moment(Instant moment) -> moment.toString();
      case Computed.Truth(boolean truth) -> String.valueOf(truth);
      case Computed.Nothing() -> "nothing";
      case Computed.Failure failure -> failure.toString();
    };
  }
}
