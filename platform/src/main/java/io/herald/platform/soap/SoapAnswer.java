package io.herald.platform.soap;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a call is answered with. */
public sealed interface SoapAnswer {
  /**
   * It worked.
   *
   * @param values the output parameters, in order, as finished XML
   */
  record Success(MethodName name, String values) implements SoapAnswer {}

  /**
   * It did not (client contract A.7).
   *
   * @param code what stands behind {@code SOAP-ENV:}
   * @param text what happened
   * @param detail why, and the way out
   * @param retryAfter when asking again is sensible; null when it is not
   */
  record Fault(Code code, String text, String detail, @Nullable Duration retryAfter)
      implements SoapAnswer {

    /** Whose fault it is. */
    public enum Code {
      CLIENT("Client"),
      SERVER("Server"),
      VERSION_MISMATCH("VersionMismatch");

      private final String label;

      Code(String label) {
        this.label = label;
      }

      String label() {
        return label;
      }
    }

    static Fault invalidMessage(String detail) {
      return new Fault(Code.CLIENT, "The XML SOAP message is invalid.", detail, null);
    }

    static Fault wrongVersion() {
      return new Fault(
          Code.VERSION_MISMATCH,
          "The XML SOAP message is invalid.",
          "Expected an Envelope of SOAP 1.1, namespace " + SoapXml.ENVELOPE + ".",
          null);
    }

    static Fault unknownMethod(MethodName name) {
      return new Fault(
          Code.CLIENT,
          "SOP-330006 The method '%s' is not defined in SOAP service '%s'."
              .formatted(name.shownMethod(), name.shownService()),
          "See the list of supported methods in the documentation.",
          null);
    }

    /** Who calls is not known, or may not. */
    public static Fault denied(MethodName name, String why) {
      return new Fault(
          Code.CLIENT,
          "Error while reading parameters of method '%s' of service '%s'."
              .formatted(name.shownMethod(), name.shownService()),
          why,
          null);
    }

    static Fault logonDenied(String why) {
      return new Fault(Code.CLIENT, "XSV-350012 " + why, "", null);
    }

    /** The only fault that may carry this code: clients log on again when they see it. */
    static Fault sessionEnded() {
      return new Fault(
          Code.CLIENT,
          "XSV-350008 The session is not known or has expired.",
          "Log on again.",
          null);
    }

    /**
     * An expression of a query has no meaning.
     *
     * @param detail where and why; never repeats literals
     */
    public static Fault notUnderstood(String detail) {
      return new Fault(
          Code.CLIENT, "XTK-170036 An expression of the query is not understood.", detail, null);
    }

    /**
     * The method was not carried out.
     *
     * @param detail names the field and the way out; never repeats the caller's data
     */
    public static Fault refused(MethodName name, String detail) {
      return new Fault(Code.CLIENT, failed(name), detail, null);
    }

    /** It may work later. */
    public static Fault unavailable(MethodName name, String why, @Nullable Duration retryAfter) {
      return new Fault(Code.SERVER, failed(name), why, retryAfter);
    }

    private static String failed(MethodName name) {
      return "SOP-330011 Error while executing the method '%s' of service '%s'."
          .formatted(name.shownMethod(), name.shownService());
    }
  }
}
