package io.herald.message.template;

import java.time.ZoneId;
import java.util.function.Function;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/**
 * Where scripts run (TPL-32): no Java, no way to compile text, built-ins sealed and shared by all
 * messages, everything counted. Safe for use by many threads; one is enough for a process.
 */
final class Sandbox extends ContextFactory {
  private final ZoneId zone;
  private final SharedScope shared;

  /**
   * @param zone for dates without a zone of their own (TPL-47)
   */
  Sandbox(ZoneId zone) {
    this.zone = zone;
    this.shared = within(SharedScope::build);
  }

  ZoneId zone() {
    return zone;
  }

  SharedScope shared() {
    return shared;
  }

  /** Runs something with a fresh engine context on this thread. */
  <T> T within(Function<RenderContext, T> work) {
    RenderContext context = (RenderContext) enterContext(new RenderContext(this));
    try {
      return work.apply(context);
    } finally {
      Context.exit();
    }
  }

  @Override
  protected Context makeContext() {
    return new RenderContext(this);
  }

  @Override
  protected boolean hasFeature(Context context, int feature) {
    return switch (feature) {
      case Context.FEATURE_E4X -> true;
      // __proto__ and __parent__ would lead to the objects all messages share
      case Context.FEATURE_PARENT_PROTO_PROPERTIES -> false;
      case Context.FEATURE_ENABLE_XML_SECURE_PARSING -> true;
      default -> super.hasFeature(context, feature);
    };
  }
}
