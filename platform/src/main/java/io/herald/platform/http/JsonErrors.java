package io.herald.platform.http;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.io.Writer;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the HTTP server itself refuses, before any servlet sees it, is answered as the servlets
 * answer: JSON with a code and a reason (client contract B.2), a request id, and nothing of what
 * was sent. The server's own page would repeat the request line and show its stack.
 */
public final class JsonErrors extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(JsonErrors.class);

  // the server makes this object by its class's name, so that nothing can be handed in
  private final RequestIds requestIds = new RequestIds(new SecureRandom());

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    // then a servlet met it first, and has written its line
    boolean bodyBrokeOff =
        request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IOException e
            && !(e instanceof SocketTimeoutException);
    if (bodyBrokeOff) {
      response.setStatus(400);
    }
    int status = response.getStatus();
    if (status < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()
        || !connectionIsUsable(response)) {
      return;
    }
    try (RequestIds.Named _ = requestIds.name(response)) {
      String message = bodyBrokeOff ? IncomingBody.BROKE_OFF : message(status);
      if (!bodyBrokeOff) {
        log.info("refused with {}: {}", status, message);
      }
      response.setContentType("application/json;charset=utf-8");
      Writer out = response.getReporter();
      if (out != null) {
        out.write("{\"error_code\":\"" + status + "000\",\"message\":\"" + message + "\"}");
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      log.debug("the caller is gone", e);
    }
  }

  private static boolean connectionIsUsable(Response response) {
    AtomicBoolean usable = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, usable);
    return usable.get();
  }

  private static String message(int status) {
    return switch (status) {
      case 400 ->
          "the request is not well-formed HTTP: its first line or a header holds what is not allowed"
              + " there, contradicts another, or all of them take more than "
              + ServletHost.HEADER_BYTES
              + " bytes";
      case 404 -> "nothing is at this address";
      case 405 -> "this method is not allowed here";
      case 408 -> "the request came too slowly";
      case 413 -> "the body is too large";
      case 414 -> "the address is too long";
      case 417 -> "the Expect header holds something else than 100-continue";
      case 501 -> "this transfer encoding is not supported; send the body as it is, or chunked";
      case 505 -> "this version of HTTP is not supported; use HTTP/1.1";
      default ->
          status < 500 ? "the request is refused" : "unexpected error; the server's log tells more";
    };
  }
}
