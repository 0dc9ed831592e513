package io.herald.control.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.http.Finding;
import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EM-1: senders have to fit the masks of the installation. */
class SenderCheckTest {
  @ParameterizedTest
  @CsvSource({
    "*@shop.example, a@shop.example, FITS",
    "*@shop.example, A@SHOP.EXAMPLE, FITS",
    "*@shop.example, a@shop.example.evil, DOES_NOT_FIT",
    "*@shop.example, a@xshop.example, DOES_NOT_FIT",
    "shop.example, a@shop.example, FITS",
    "shop.example, a@mail.shop.example, DOES_NOT_FIT",
    "*.shop.example, a@mail.shop.example, FITS",
    "*.shop.example, a.shop.example@evil.example, DOES_NOT_FIT",
    "orders@shop.example, other@shop.example, DOES_NOT_FIT",
    "orders@shop.example, <%= a %>@shop.example, DOES_NOT_FIT",
    "*@shop.example, <%= a %>@shop.example, FITS",
    "*@shop.example, <%= a %>, UNKNOWN",
    "*@shop.example, a@<%= b %>.example, UNKNOWN",
    "*@shop.example, <%= \"@shop.example\" %>, UNKNOWN",
    "'', a@anywhere.example, FITS",
  })
  void aMaskIsHeldAgainstAnAddress(String mask, String address, SenderMasks.Verdict verdict) {
    assertThat(new SenderMasks(List.of(mask)).judge(address)).isEqualTo(verdict);
  }

  @Test
  void whatDoesNotFitIsAnErrorOfItsField() {
    List<Finding> errors = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();

    new SenderCheck(List.of("*@shop.example", " news.example "))
        .look(content("a@other.example", "b@news.example"), Map.of(), errors, warnings);

    assertThat(errors).extracting(Finding::part).containsExactly("senderAddress");
    assertThat(errors.getFirst().message()).contains("*@shop.example, news.example");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aBrandThatMayNotSendIsAnErrorAlsoWhenAnExpressionChoosesTheBrand() {
    List<Finding> errors = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    Publication.Content chosenLater =
        new Publication.Content(
            "Shop",
            "",
            null,
            null,
            "s",
            null,
            "x",
            true,
            null,
            null,
            null,
            "<%= ctx.brand %>",
            null,
            null,
            null);

    new SenderCheck(List.of("*@shop.example"))
        .look(
            chosenLater,
            Map.of(
                "foreign", brand("foreign", "a@other.example", "b@other.example"),
                "unaddressed", brand("unaddressed", null, null)),
            errors,
            warnings);

    assertThat(errors)
        .extracting(Finding::part)
        .containsExactlyInAnyOrder("senderAddress", "errorAddress");
    assertThat(errors).allMatch(error -> error.message().contains("the brand foreign"));
    assertThat(warnings)
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .contains("unaddressed");
  }

  private static Supplies.Brand brand(
      String name, @Nullable String sender, @Nullable String error) {
    return new Supplies.Brand(name, name, name, sender, null, null, error, null, null, null);
  }

  private static Publication.Content content(String sender, @Nullable String error) {
    return new Publication.Content("Shop", sender, null, error, "s", null, "x", true);
  }
}
