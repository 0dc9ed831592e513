package io.herald.control.design;

import io.herald.control.http.Finding;
import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at who a message comes from: its own addresses, and those of its brand (EM-1, TPL-12). */
final class SenderCheck {
  private static final String SENDER_ADDRESS = "senderAddress";
  private static final String ERROR_ADDRESS = "errorAddress";

  private final SenderMasks masks;

  /**
   * @param masks none: any address will do
   */
  SenderCheck(List<String> masks) {
    this.masks = new SenderMasks(masks);
  }

  /**
   * What is found is added to the lists.
   *
   * @param all every brand there is, by name
   */
  void look(
      Publication.Content content,
      Map<String, Supplies.Brand> all,
      List<Finding> errors,
      List<Finding> warnings) {
    @Nullable String named = content.brand();
    boolean chosenLater = named != null && named.contains("<%");
    List<Supplies.Brand> brands =
        named == null
            ? List.of()
            : chosenLater
                ? List.copyOf(all.values())
                : all.values().stream().filter(one -> one.name().equals(named.strip())).toList();
    checkForm(errors, SENDER_ADDRESS, content.senderAddress());
    checkForm(errors, "replyTo", content.replyTo());
    checkForm(errors, ERROR_ADDRESS, content.errorAddress());
    checkMasks(errors, warnings, SENDER_ADDRESS, content.senderAddress(), "");
    checkMasks(errors, warnings, ERROR_ADDRESS, content.errorAddress(), "");
    if (content.senderAddress().isBlank() && named == null) {
      errors.add(
          Finding.of(
              SENDER_ADDRESS,
              "'senderAddress' is missing: write it, or name a brand that has one."));
    }
    // one of several brands may never be chosen, but none may send from what nobody may send from
    List<Finding> unaddressed = chosenLater ? warnings : errors;
    for (Supplies.Brand brand : brands) {
      if (content.senderAddress().isBlank()) {
        if (brand.senderAddress() == null) {
          unaddressed.add(
              Finding.of(
                  SENDER_ADDRESS,
                  "Neither the message nor the brand "
                      + brand.name()
                      + " has a sender's address: write one of them."));
        }
        checkMasks(errors, warnings, SENDER_ADDRESS, brand.senderAddress(), brand.name());
      }
      if (content.errorAddress() == null) {
        checkMasks(errors, warnings, ERROR_ADDRESS, brand.errorAddress(), brand.name());
      }
    }
    if (content.senderName().isBlank()
        && (brands.isEmpty() || brands.stream().anyMatch(brand -> brand.senderName() == null))) {
      warnings.add(
          Finding.of("senderName", "Without a sender name people see only the address: write it."));
    }
  }

  // an address with an expression in it is known only when it is rendered
  private static void checkForm(List<Finding> findings, String part, @Nullable String address) {
    if (address != null
        && !address.isBlank()
        && !address.contains("<%")
        && !MailAddress.isValid(address)) {
      findings.add(
          Finding.of(
              part,
              "'"
                  + part
                  + "' is not an e-mail address of the form name@domain, without a name or"
                  + " brackets around it."));
    }
  }

  private void checkMasks(
      List<Finding> errors,
      List<Finding> warnings,
      String part,
      @Nullable String address,
      String brand) {
    if (address == null || address.isBlank()) {
      return;
    }
    String whose = brand.isEmpty() ? "" : " of the brand " + brand;
    switch (masks.judge(address)) {
      case FITS -> {}
      case DOES_NOT_FIT ->
          errors.add(
              Finding.of(
                  part,
                  "'"
                      + part
                      + "'"
                      + whose
                      + " is none that this installation may send from: "
                      + masks
                      + "."));
      case UNKNOWN ->
          warnings.add(
              Finding.of(
                  part,
                  "The domain of '"
                      + part
                      + "' comes from data, so nobody can tell whether this installation may send"
                      + " from it: "
                      + masks
                      + "."));
    }
  }
}
