package io.herald.platform.http;

import java.util.Set;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The server's HTTP/1.1, whose connections can be looked at. */
final class WatchedProtocol extends Http11NioProtocol {
  /** All that are open now. */
  Set<SocketWrapperBase<NioChannel>> connections() {
    return getEndpoint().getConnections();
  }
}
