package io.herald.control.classic;

import io.herald.control.design.AttachmentRequest;
import io.herald.control.design.Author;
import io.herald.control.design.Deletion;
import io.herald.control.design.DesignStore;
import io.herald.control.design.HeaderRequest;
import io.herald.control.design.Saved;
import io.herald.control.design.Template;
import io.herald.control.design.TemplateRequest;
import io.herald.control.design.VariantRequest;
import io.herald.control.http.InputCheck;
import io.herald.message.link.Publication;
import io.herald.platform.access.Permission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Templates of transactional messages. Those that are new print values unescaped, as their language
 * did where they come from.
 */
final class TemplateEntity implements EntityKind<Saved<Template>> {
  static final String ID = "@id";
  private static final String NAME = "@internalName";
  private static final String SECONDS = "s";

  private static final Findings FINDINGS =
      new Findings(
          List.of(
              "name", NAME,
              "label", "@label",
              "eventType", "@eventType",
              "channel", "@messageType",
              "senderName", "mailParameters/senderName",
              "senderAddress", "mailParameters/senderAddress",
              "replyTo", "mailParameters/replyAddress",
              "errorAddress", "mailParameters/errorAddress",
              "subject", "mailParameters/subject",
              "html", "content/html/source",
              "text", "content/text/source",
              "validity", "scenario/@validityDuration"));

  private final DesignStore store;

  TemplateEntity(DesignStore store) {
    this.store = store;
  }

  @Override
  public List<String> schemas() {
    return List.of("nms:delivery");
  }

  @Override
  public Permission takes() {
    return Permission.CONFIGURE;
  }

  @Override
  public List<String> keys() {
    return List.of(NAME, ID);
  }

  @Override
  public Optional<Saved<Template>> find(String path, String value) {
    if (path.equals(NAME)) {
      return store.template(value);
    }
    return value.strip().matches("\\d{1,18}")
        ? store.template(Long.parseLong(value.strip()))
        : Optional.empty();
  }

  @Override
  public Written create(EntityReading entity, Author author) {
    InputCheck check = new InputCheck();
    checkKind(entity, check);
    Template template =
        request(
                entity,
                entity.value(NAME),
                null,
                null,
                new Publication.Content("", "", null, null, "", null, null, false),
                null)
            .read(check, null);
    return check.findings().isEmpty()
        ? Findings.saved(store.create(template, author), "createTemplate", template.name())
        : FINDINGS.refused(check);
  }

  @Override
  public Written change(Saved<Template> there, EntityReading entity, Author author) {
    Template before = there.value();
    InputCheck check = new InputCheck();
    checkKind(entity, check);
    @Nullable String name = entity.value(NAME);
    if (name != null && !name.equals(before.name())) {
      check.refuse("name", "a name cannot be changed; write a new template and delete this one.");
    }
    Template template =
        request(
                entity,
                before.name(),
                before.label(),
                before.eventType(),
                before.content(),
                before.delivery())
            .read(check, null);
    return check.findings().isEmpty()
        ? Findings.saved(
            store.replace(template, there.revision(), author), "replaceTemplate", template.name())
        : FINDINGS.refused(check);
  }

  @Override
  public Written delete(Saved<Template> there, Author author) {
    String name = there.value().name();
    Deletion deletion = store.deleteTemplate(name, there.revision());
    return deletion instanceof Deletion.InUse
        ? new Written.Refused(name + " is published; unpublish it first.")
        : Findings.deleted(deletion, "deleteTemplate", name);
  }

  /** What the document says, and what is there where it says nothing. */
  private static TemplateRequest request(
      EntityReading entity,
      @Nullable String name,
      @Nullable String label,
      @Nullable String eventType,
      Publication.Content content,
      Publication.@Nullable DeliverySettings delivery) {
    @Nullable String seconds =
        entity.value(
            "scenario/@validityDuration",
            delivery == null ? null : Long.toString(delivery.validitySeconds()));
    return new TemplateRequest(
        name,
        entity.value("@label", label),
        entity.value("@eventType", eventType),
        entity.value("@messageType"),
        entity.value("mailParameters/senderName", content.senderName()),
        entity.value("mailParameters/senderAddress", content.senderAddress()),
        entity.value("mailParameters/replyAddress", content.replyTo()),
        entity.value("mailParameters/errorAddress", content.errorAddress()),
        entity.value("content/subject", entity.value("mailParameters/subject", content.subject())),
        entity.value("content/html/source", content.html()),
        entity.value("content/text/source", content.text()),
        content.autoEscape(),
        content.preheader(),
        List.copyOf(HeaderRequest.of(content.headers())),
        content.mjml(),
        content.brand(),
        content.language(),
        List.copyOf(VariantRequest.of(content.variants())),
        List.copyOf(AttachmentRequest.of(content.attachments())),
        seconds == null || seconds.isBlank() ? null : seconds.strip() + SECONDS,
        delivery == null ? null : delivery.retries(),
        delivery == null ? null : delivery.onUncertain(),
        null);
  }

  private static void checkKind(EntityReading entity, InputCheck check) {
    @Nullable String model = entity.value("@isModel");
    if (model != null && (model.equals("0") || model.equalsIgnoreCase("false"))) {
      check.refuse("@isModel", "only templates are kept here, not single deliveries.");
    }
  }
}
