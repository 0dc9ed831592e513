package io.herald.execution.collect;

import io.herald.platform.config.Setting;
import java.util.List;

/** What can be set about the doors. */
public final class CollectSettings {
  /** Size of one context document (DM-12). */
  public static final Setting<Integer> MAX_CONTEXT_BYTES =
      Setting.number(
          "collect.context.bytes",
          1 << 20,
          1 << 10,
          16 << 20,
          "largest context document of one event, in bytes of UTF-8");

  /** Size of one SOAP request (API-2). */
  public static final Setting<Integer> MAX_SOAP_BYTES =
      Setting.number(
          "collect.soap.bytes",
          2 << 20,
          1 << 10,
          64 << 20,
          "largest SOAP request, in bytes; a larger one is refused without being read");

  /** Number of events in one PushEvents (API-2). */
  public static final Setting<Integer> MAX_SOAP_EVENTS =
      Setting.number(
          "collect.soap.events", 10_000, 1, 100_000, "most events in one call of PushEvents");

  /** Who may see WSDLs (client contract A.10). */
  public static final Setting<Boolean> OPEN_WSDL =
      Setting.flag(
          "collect.soap.open-wsdl",
          false,
          "whether callers of the security zones named in access.zones may read WSDLs without"
              + " being logged on");

  /** Size of one REST request (API-2). */
  public static final Setting<Integer> MAX_REST_BYTES =
      Setting.number(
          "collect.rest.bytes",
          (1 << 20) + (64 << 10),
          1 << 10,
          64 << 20,
          "largest REST request, in bytes; a larger one is refused without being read");

  /** Whether undeclared fields are refused (API-41). */
  public static final Setting<Boolean> REST_STRICT =
      Setting.flag(
          "collect.rest.strict",
          false,
          "whether fields of ctx that the event type does not declare are refused");

  /** All of them, for the list of known settings. */
  public static final List<Setting<?>> ALL =
      List.of(
          MAX_CONTEXT_BYTES,
          MAX_SOAP_BYTES,
          MAX_SOAP_EVENTS,
          OPEN_WSDL,
          MAX_REST_BYTES,
          REST_STRICT);

  private CollectSettings() {}
}
