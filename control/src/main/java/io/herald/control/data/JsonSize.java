package io.herald.control.data;

import java.io.OutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Counts the bytes that a value has as JSON, without keeping them. For one thread. */
final class JsonSize extends OutputStream {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private long bytes;

  private JsonSize() {}

  /** How many bytes of UTF-8. */
  static long of(Object value) {
    JsonSize size = new JsonSize();
    JSON.writeValue(size, value);
    return size.bytes;
  }

  @Override
  public void write(int one) {
    bytes++;
  }

  @Override
  public void write(byte[] some, int from, int count) {
    bytes += count;
  }
}
