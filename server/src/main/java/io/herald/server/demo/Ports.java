package io.herald.server.demo;

import io.herald.control.ControlSettings;
import io.herald.execution.ExecutionSettings;
import io.herald.platform.config.Setting;
import io.herald.platform.config.Settings;
import io.herald.server.ServerSettings;
import io.herald.server.inbox.InboxSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks whether the demo can have its ports, before anything is started. */
final class Ports {
  private Ports() {}

  /**
   * @param folder of the demo
   * @throws DemoException when a port is taken; names it and the way out
   */
  static void requireFree(Settings settings, Path folder) throws DemoException {
    Map<String, Setting<Integer>> wanted = new LinkedHashMap<>();
    wanted.put("control", ControlSettings.PORT);
    wanted.put("the doors", ExecutionSettings.PORT);
    wanted.put("the page of the inbox", InboxSettings.WEB_PORT);
    wanted.put("the SMTP server of the inbox", InboxSettings.SMTP_PORT);
    // a killed demo leaves its PostgreSQL behind, which is ended when the new one starts
    if (!Files.exists(folder.resolve("postgres/data/postmaster.pid"))) {
      wanted.put("PostgreSQL", ServerSettings.POSTGRES_PORT);
    }
    for (Map.Entry<String, Setting<Integer>> port : wanted.entrySet()) {
      int number = settings.get(port.getValue());
      if (number != 0 && !isFree(number)) {
        throw new DemoException(
            "Port %d on 127.0.0.1, wanted for %s, is in use: perhaps another demo runs. Stop what uses it, or choose"
                    .formatted(number, port.getKey())
                + " other ports with --port-base, for example --port-base 9500.");
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
