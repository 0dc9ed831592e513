package io.herald.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The logins and secrets of a product, made at first start and kept in {@code credentials.json} of
 * its folder, readable by its owner only. Not safe for use by several threads.
 */
public final class Credentials {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final String ACCESS_TOKEN = "accessToken";

  private final Path file;
  private final SecureRandom random;
  private final Map<String, String> values;

  private Credentials(Path file, SecureRandom random, Map<String, String> values) {
    this.file = file;
    this.random = random;
    this.values = new TreeMap<>(values);
  }

  /**
   * Reads the credentials of a folder, or makes them.
   *
   * @throws IOException when the file cannot be read, written or understood
   */
  public static Credentials in(Path folder, SecureRandom random) throws IOException {
    Path file = folder.resolve("credentials.json");
    Map<String, String> known = Map.of();
    if (Files.exists(file)) {
      try {
        known = JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
      } catch (JacksonException e) {
        // without the parser's words, which may quote a secret
        throw new IOException(
            file + " is not as Herald wrote it. Put it back, or remove it to get new credentials.");
      }
    }
    Credentials credentials = new Credentials(file, random, known);
    credentials.complete();
    return credentials;
  }

  /** Who may design and publish. */
  public String consoleUser() {
    return value("consoleUser");
  }

  public String consolePassword() {
    return value("consolePassword");
  }

  /** Who may push events through SOAP. */
  public String agentLogin() {
    return value("agentLogin");
  }

  public String agentPassword() {
    return value("agentPassword");
  }

  /** Whose events come in through REST. */
  public String organization() {
    return value("organization");
  }

  public String apiKey() {
    return value("apiKey");
  }

  /** The token that goes with the API key; empty until {@link #keepAccessToken}. */
  public String accessToken() {
    return values.getOrDefault(ACCESS_TOKEN, "");
  }

  /** What control shows to execution instances when no setting says otherwise. */
  public String linkSecret() {
    return value("linkSecret");
  }

  /** The file they are kept in. */
  public Path file() {
    return file;
  }

  /** Remembers a token that was issued. */
  void keepAccessToken(String token) throws IOException {
    values.put(ACCESS_TOKEN, token);
    save();
  }

  private void complete() throws IOException {
    Map<String, String> before = Map.copyOf(values);
    values.putIfAbsent("consoleUser", "admin");
    values.putIfAbsent("consolePassword", fresh(15));
    values.putIfAbsent("agentLogin", "mc");
    values.putIfAbsent("agentPassword", fresh(15));
    values.putIfAbsent("organization", "heraldshop");
    values.putIfAbsent("apiKey", fresh(18));
    values.putIfAbsent("linkSecret", fresh(32));
    if (!values.equals(before)) {
      save();
    }
  }

  private void save() throws IOException {
    OwnerOnlyFile.write(file, JSON.writeValueAsString(values) + "\n");
  }

  /** Letters, digits, hyphens and underscores: good in a URL, a header, XML and a shell. */
  private String fresh(int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(name + " is made at first start");
    }
    return value;
  }
}
