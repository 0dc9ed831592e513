package io.herald.platform.startstop;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several services as one: started in order, stopped in reverse, so that each may rely on those
 * before it for as long as it runs.
 */
public final class Services implements Service {
  private static final Logger log = LoggerFactory.getLogger(Services.class);

  private final String name;
  private final List<Service> services;
  private int started;

  public Services(String name, List<Service> services) {
    this.name = name;
    this.services = List.copyOf(services);
  }

  @Override
  public String name() {
    return name;
  }

  /** Starts all, or none: when one cannot start, those before it are stopped again. */
  @Override
  public void start() throws Exception {
    try {
      for (Service service : services) {
        service.start();
        started++;
      }
    } catch (Exception e) {
      stop();
      throw e;
    }
  }

  @Override
  public void stop() {
    while (started > 0) {
      Service service = services.get(--started);
      try {
        service.stop();
      } catch (RuntimeException e) {
        log.error("{} did not stop cleanly", service.name(), e);
      }
    }
  }
}
