package io.herald.message.template;

import io.herald.message.link.Supplies;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A message whose brand is chosen when it is made (TPL-13): first the brand's name is filled in,
 * then the message with that brand. Immutable and safe for use by many threads.
 */
final class TemplateOfBrands implements CompiledTemplate {
  private static final int NAMED_AT_MOST = 20;

  private final CompiledTemplate choice;
  private final Map<String, Supplies.Brand> brands;
  private final CompiledTemplate message;

  /**
   * @param choice its text is the name of the brand
   * @param brands those there were at publication, by name
   */
  TemplateOfBrands(
      CompiledTemplate choice, Map<String, Supplies.Brand> brands, CompiledTemplate message) {
    this.choice = choice;
    this.brands = Map.copyOf(brands);
    this.message = message;
  }

  @Override
  public FrozenLibrary uses() {
    return message.uses();
  }

  @Override
  public RenderResult render(RenderInput input) {
    return switch (choice.render(input)) {
      case RenderResult.Failed failed -> failed;
      case RenderResult.Rendered chosen -> {
        String name = chosen.text() == null ? "" : chosen.text().strip();
        Supplies.Brand brand = brands.get(name);
        yield brand == null
            ? unknown(name)
            : message.render(input.with(BrandFields.in(input.objects(), brand)));
      }
    };
  }

  /** The name comes from the event, so it may be anything, and is not repeated. */
  private RenderResult unknown(String name) {
    String known =
        brands.keySet().stream().sorted().limit(NAMED_AT_MOST).collect(Collectors.joining(", "));
    return new RenderResult.Failed(
        new TemplateError(
            BrandFields.OBJECT,
            1,
            1,
            (name.isEmpty()
                    ? "The event gives no name of a brand"
                    : "The event gives the name of a brand that was not there at publication")
                + "; there were: "
                + known));
  }
}
