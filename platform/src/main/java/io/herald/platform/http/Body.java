package io.herald.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** What a request carries, read up to a bound. */
public sealed interface Body {
  /** The whole body; an empty array when there is none. */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Complete(byte[] bytes) implements Body {}

  /**
   * The body is larger than allowed; the rest was not read.
   *
   * @param limitBytes the bound
   */
  record TooLarge(int limitBytes) implements Body {
    /** What to tell the caller; names the limit. */
    public String message() {
      return "the body is larger than the limit of " + limitBytes + " bytes";
    }
  }

  /**
   * Reads the body. A body whose declared length exceeds the bound is refused without reading it;
   * one without a declared length is read up to one byte more than the bound.
   *
   * @throws BodyRefusedException when it breaks off, comes too slowly or there is no room for it
   * @throws IOException when the connection is gone
   */
  static Body read(HttpServletRequest request, int limitBytes) throws IOException {
    return IncomingBody.of(request, limitBytes).all();
  }
}
