package io.herald.execution.collect;

import io.herald.platform.config.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Size of one request of the native API (API-2). */
  public static final Setting<Integer> MAX_API_BYTES =
      Setting.number(
          "collect.api.bytes",
          (1 << 20) + (64 << 10),
          1 << 10,
          64 << 20,
          "largest request of the native API with one event, in bytes; a larger one is refused"
              + " without being read");

  /** Size of one list of events in the native API (API-2). */
  public static final Setting<Integer> MAX_API_BATCH_BYTES =
      Setting.number(
          "collect.api.batch-bytes",
          8 << 20,
          1 << 10,
          64 << 20,
          "largest request of the native API with a list of events, in bytes");

  /** Number of events in one list of the native API (API-50). */
  public static final Setting<Integer> MAX_API_EVENTS =
      Setting.number(
          "collect.api.events", 10_000, 1, 100_000, "most events in one list of the native API");

  /** Event types that know repetitions by origin and external id (API-9). */
  public static final Setting<Set<String>> KEYED_BY_SOURCE =
      new Setting<>(
          "collect.idempotency.by-source",
          "event types, with commas between, of which the same origin and externalId within 24 hours"
              + " are the same event unless the caller gives a key; * for all",
          "",
          text ->
              Arrays.stream(text.split(","))
                  .map(String::strip)
                  .filter(type -> !type.isEmpty())
                  .collect(Collectors.toUnmodifiableSet()));

  /** Other names of organizations (API-40). */
  public static final Setting<OrganizationAliases> REST_ALIASES =
      new Setting<>(
          "collect.rest.aliases",
          "other names of organizations in addresses: alias=organization, with commas between;"
              + " stands for <ORG> and, behind mc, for mc<org>",
          "",
          OrganizationAliases::parse);

  /** All of them, for the list of known settings. */
  public static final List<Setting<?>> ALL =
      List.of(
          MAX_CONTEXT_BYTES,
          MAX_SOAP_BYTES,
          MAX_SOAP_EVENTS,
          OPEN_WSDL,
          MAX_REST_BYTES,
          REST_STRICT,
          REST_ALIASES,
          MAX_API_BYTES,
          MAX_API_BATCH_BYTES,
          MAX_API_EVENTS,
          KEYED_BY_SOURCE);

  private CollectSettings() {}
}
