package io.herald.control.classic;

import io.herald.platform.config.Setting;
import java.util.List;

/** Settings of the Classic dialect at control. Constants. */
public final class ClassicSettings {
  /** Size of one SOAP request (API-2). */
  public static final Setting<Integer> MAX_BYTES =
      Setting.number(
          "control.soap.bytes",
          16 << 20,
          1 << 10,
          64 << 20,
          "largest SOAP request, in bytes; a larger one is refused without being read");

  /** Number of entities in one WriteCollection (API-2). */
  public static final Setting<Integer> MAX_ENTITIES =
      Setting.number(
          "control.soap.entities",
          10_000,
          1,
          100_000,
          "most entities in one call of WriteCollection");

  /** Who may see WSDLs (client contract A.10). */
  public static final Setting<Boolean> OPEN_WSDL =
      Setting.flag(
          "control.soap.open-wsdl",
          false,
          "whether callers of the security zones named in access.zones may read WSDLs without"
              + " being logged on");

  /** All of them. */
  public static final List<Setting<?>> ALL = List.of(MAX_BYTES, MAX_ENTITIES, OPEN_WSDL);

  private ClassicSettings() {}
}
