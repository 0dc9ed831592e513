package io.herald.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ways into an instance, with what it wrote into its {@code credentials.json}.
 *
 * @param apiCredentials headers by which the API knows its caller
 * @param linkSecret what control would show to publish
 */
public record Doors(
    RestDoor rest,
    SoapDoor realTime,
    SoapDoor batch,
    NativeDoor realTimeNative,
    NativeDoor batchNative,
    Map<String, String> apiCredentials,
    String linkSecret) {
  private record Keys(
      String agentLogin,
      String agentPassword,
      String organization,
      String apiKey,
      String accessToken,
      String linkSecret) {}

  /** Login and password in each SOAP call, key and token in each REST call. */
  public static Doors of(Path credentials) throws IOException {
    Keys keys = JsonMapper.shared().readValue(Files.readString(credentials), Keys.class);
    String login = keys.agentLogin() + "/" + keys.agentPassword();
    return new Doors(
        new RestDoor(keys.organization(), keys.apiKey(), keys.accessToken()),
        new SoapDoor("rtEvent", login),
        new SoapDoor("batchEvent", login),
        new NativeDoor(keys.apiKey(), keys.accessToken(), "realTime"),
        new NativeDoor(keys.apiKey(), keys.accessToken(), "batch"),
        Map.of("Authorization", "Bearer " + keys.accessToken(), "X-Api-Key", keys.apiKey()),
        keys.linkSecret());
  }
}
