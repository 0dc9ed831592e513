package io.herald.control.design;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the addresses of senders have to look like (EM-1): {@code *@shop.example}, or only the
 * domain, {@code *.shop.example}; {@code *} stands for anything. No mask allows everything.
 */
final class SenderMasks {
  private static final Pattern TAG = Pattern.compile("<%.*?%>", Pattern.DOTALL);

  private record Mask(Pattern pattern, boolean ofDomain) {}

  private final List<String> written;
  private final List<Mask> masks;

  SenderMasks(List<String> written) {
    this.written = written.stream().map(String::strip).filter(mask -> !mask.isEmpty()).toList();
    this.masks = this.written.stream().map(SenderMasks::mask).toList();
  }

  private static Mask mask(String text) {
    String pattern =
        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return new Mask(
        Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
        text.indexOf('@') < 0);
  }

  /** What a mask made of an address. */
  enum Verdict {
    FITS,
    DOES_NOT_FIT,
    /** Its domain comes from data, so that nobody knows yet. */
    UNKNOWN
  }

  /**
   * @param address may hold expressions
   */
  Verdict judge(String address) {
    if (masks.isEmpty()) {
      return Verdict.FITS;
    }
    // where the name comes from data, a mask for names has to take any
    String known = TAG.matcher(address.strip()).replaceAll("*");
    String domain = known.substring(known.lastIndexOf('@') + 1);
    if (domain.contains("*")) {
      return Verdict.UNKNOWN;
    }
    return masks.stream()
            .anyMatch(mask -> mask.pattern().matcher(mask.ofDomain() ? domain : known).matches())
        ? Verdict.FITS
        : Verdict.DOES_NOT_FIT;
  }

  @Override
  public String toString() {
    return String.join(", ", written);
  }
}
