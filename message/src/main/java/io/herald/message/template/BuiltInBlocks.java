package io.herald.message.template;

import io.herald.message.link.Supplies;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The blocks every installation has (TPL-51). Event messages know no profile (TPL-52), and there
 * are no mirror pages yet: blocks that need one are refused with an explanation, and the greeting
 * is neutral. A block of the same name that an installation has itself is never refused.
 */
public final class BuiltInBlocks {
  private static final Set<String> NEED_A_PROFILE =
      Set.of(
          "UnsubscriptionLink", "RegistrationUrl", "RegistrationLink", "RegistrationConfirmation");

  private static final Set<String> NEED_A_MIRROR_PAGE =
      Set.of("MirrorPage", "MirrorPageUrl", "SocialSharing");

  private static final String STYLE =
      "<style>body { margin: 0; font-family: Arial, Helvetica, sans-serif; font-size: 14px;"
          + " line-height: 20px; color: #333333; } a { color: #1a56a0; }</style>";

  private static final String GREETING =
      "<%= ({de: 'Guten Tag', es: 'Hola', fr: 'Bonjour', it: 'Buongiorno', nl: 'Goedendag',"
          + " pt: 'Olá'})[String(message.language || rtEvent.language || '').substring(0, 2)"
          + ".toLowerCase()] || 'Hello' %>";

  private static final Map<String, Supplies.Block> BLOCKS = blocks();

  private BuiltInBlocks() {}

  private static Map<String, Supplies.Block> blocks() {
    Map<String, Supplies.Block> blocks = new HashMap<>();
    same(blocks, "Greetings", GREETING + ",");
    same(blocks, "EmailUrlBase", "<%= brand.emailUrlBase %>");
    same(blocks, "DefaultSenderName", "<%= brand.senderName %>");
    same(blocks, "DefaultSenderAddress", "<%= brand.senderAddress %>");
    same(blocks, "DefaultReplyName", "<%= brand.replyName %>");
    same(blocks, "DefaultReplyAddress", "<%= brand.replyAddress %>");
    same(blocks, "DefaultErrorAddress", "<%= brand.errorAddress %>");
    same(blocks, "BrandingUsualName", "<%= brand.usualName %>");
    blocks.put(
        "BrandingWebSiteLink",
        new Supplies.Block(
            "<a href=\"<%= brand.webSiteUrl %>\"><%= brand.usualName %></a>",
            "<%= brand.usualName %>: <%= brand.webSiteUrl %>"));
    Supplies.Block logo =
        new Supplies.Block(
            "<img src=\"<%= brand.logoUrl %>\" alt=\"<%= brand.usualName %>\" border=\"0\">",
            "<%= brand.usualName %>");
    blocks.put("BrandingLogo", logo);
    blocks.put("InsertLogo", logo);
    same(blocks, "PoweredBy", "Powered by Herald");
    blocks.put("notificationStyle", new Supplies.Block(STYLE, ""));
    // the function of that name is always there; templates that include it go on working
    same(blocks, "toSmartCase", "");
    return Map.copyOf(blocks);
  }

  private static void same(Map<String, Supplies.Block> blocks, String name, String both) {
    blocks.put(name, new Supplies.Block(both, both));
  }

  /** The block of this name, unless one of an installation's own hides it. */
  public static Optional<Supplies.Block> block(String name) {
    return Optional.ofNullable(BLOCKS.get(name));
  }

  /** The names of all of them. */
  public static Set<String> names() {
    return BLOCKS.keySet();
  }

  /** Why a block cannot be in the message of an event; null when it can. */
  static @Nullable String refusal(String name) {
    if (NEED_A_PROFILE.contains(name)) {
      return "The block "
          + name
          + " needs a profile, which the message of an event does not have: remove it; who gets"
          + " messages of events is decided by the system that sends the events";
    }
    if (NEED_A_MIRROR_PAGE.contains(name)) {
      return "The block "
          + name
          + " needs the address of a mirror page, and there are no mirror pages yet: remove it, or"
          + " create a block of this name that leads to a page of your own";
    }
    return null;
  }
}
