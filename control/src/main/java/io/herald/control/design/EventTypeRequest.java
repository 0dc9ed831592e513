package io.herald.control.design;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.herald.control.http.InputCheck;
import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An event type as a caller sends it. What the server alone decides may come along, unread. */
@Schema(
    name = "EventTypeRequest",
    title = "Event type to save",
    description =
        "A type whose name begins with EVT is a configuration of the Standard dialect and may"
            + " declare fields; every other one is a value of the Classic enumeration.")
@JsonIgnoreProperties({
  "id",
  "created",
  "createdBy",
  "lastModified",
  "lastModifiedBy",
  "liveTemplates",
  "modifiedSincePublication"
})
public record EventTypeRequest(
    @Schema(
            description = "1 to 64 letters A to Z, a to z, digits and underscores",
            example = "EVTcartAbandonment")
        @Nullable String name,
    @Schema(description = "For people; the name when absent", example = "Cart left behind")
        @Nullable String label,
    @Schema(description = "The way its messages travel", example = "email", defaultValue = "email")
        @Nullable String channel,
    @Schema(description = "Declared fields of the context; only for EVT names")
        @Nullable List<@Nullable FieldRequest> fields,
    @Schema(description = "What is read into its events before the message is rendered")
        @Nullable List<EnrichmentRequest> enrichments,
    @Schema(
            description = "The revision this is a change of; 409 when there is a newer one",
            example = "1")
        @Nullable Integer revision) {

  /** A declared field. */
  @Schema(name = "Field", title = "Declared field of the context")
  public record FieldRequest(
      @Schema(example = "cartAmount") @Nullable String name,
      @Schema(
              example = "decimal",
              defaultValue = "string",
              allowableValues = {
                "string",
                "integer",
                "decimal",
                "boolean",
                "date",
                "datetime",
                "collection",
                "object"
              })
          @Nullable String type,
      @Schema(example = "true", defaultValue = "false") @Nullable Boolean required,
      @Schema(description = "Of the elements of a collection, or of an object; at most 4 levels")
          @Nullable List<FieldRequest> fields) {
    /** One that holds a single value. */
    public FieldRequest(@Nullable String name, @Nullable String type, @Nullable Boolean required) {
      this(name, type, required, null);
    }
  }

  private static final List<String> FIELD_TYPES =
      List.of(
          "string", "integer", "decimal", "boolean", "date", "datetime", "collection", "object");
  private static final Pattern FIELD_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,63}");
  private static final int MAX_FIELDS = 500;
  private static final int MAX_DEPTH = 4;

  /** The longest label, in characters. */
  public static final int MAX_LABEL = 255;

  /**
   * The event type; use it only when the check has no findings.
   *
   * @param nameInPath the name the address gives; null when the body gives it
   */
  public EventType read(InputCheck check, @Nullable String nameInPath) {
    String checkedName = check.nameOf(nameInPath, name);
    String checkedLabel = check.line("label", label, MAX_LABEL);
    return new EventType(
        checkedName,
        checkedLabel.isEmpty() ? checkedName : checkedLabel,
        channelOf(check, channel),
        readFields(check, checkedName),
        EnrichmentRequest.readAll(check, enrichments));
  }

  static Channel channelOf(InputCheck check, @Nullable String text) {
    Channel channel = text == null ? Channel.EMAIL : Channel.parse(text).orElse(Channel.OTHER);
    if (channel != Channel.EMAIL) {
      check.refuse("channel", "'channel' may be email; other channels are not supported yet.");
    }
    return channel;
  }

  private List<Publication.Field> readFields(InputCheck check, String typeName) {
    if (fields == null || fields.isEmpty()) {
      return List.of();
    }
    if (!typeName.startsWith(EventType.STANDARD_PREFIX)) {
      check.refuse(
          "fields",
          "'fields' can be declared only by types whose name begins with EVT; the context of a"
              + " Classic type is open.");
      return List.of();
    }
    if (fields.size() > MAX_FIELDS) {
      check.refuse("fields", "'fields' has " + fields.size() + " entries; it may have 500.");
      return List.of();
    }
    List<Publication.Field> read = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < fields.size(); index++) {
      readField(check, "fields[" + index + "]", 1, fields.get(index), seen, read);
    }
    return read;
  }

  private static List<Publication.Field> readInner(
      InputCheck check, String at, int depth, FieldRequest field, String type) {
    if (field.fields() == null || field.fields().isEmpty()) {
      return List.of();
    }
    if (!type.equals("collection") && !type.equals("object")) {
      check.refuse(at + ".fields", "Only a collection or an object has fields of its own.");
      return List.of();
    }
    if (depth == MAX_DEPTH || field.fields().size() > MAX_FIELDS) {
      check.refuse(
          at + ".fields", "Fields may stand in one another at most 4 levels deep, 500 in each.");
      return List.of();
    }
    List<Publication.Field> read = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < field.fields().size(); index++) {
      readField(
          check, at + ".fields[" + index + "]", depth + 1, field.fields().get(index), seen, read);
    }
    return read;
  }

  private static void readField(
      InputCheck check,
      String at,
      int depth,
      @Nullable FieldRequest field,
      Set<String> seen,
      List<Publication.Field> read) {
    if (field == null || field.name() == null || !FIELD_NAME.matcher(field.name()).matches()) {
      check.refuse(
          at + ".name",
          "'"
              + at
              + ".name' may hold letters, digits and underscores, 1 to 64 characters, and does not"
              + " begin with a digit.");
      return;
    }
    if (!seen.add(field.name())) {
      check.refuse(at + ".name", "The field " + field.name() + " is declared twice.");
      return;
    }
    Map<String, String> types = new LinkedHashMap<>();
    FIELD_TYPES.forEach(type -> types.put(type, type));
    String type = check.choice(at + ".type", field.type(), "string", types);
    read.add(
        new Publication.Field(
            field.name(),
            type,
            Boolean.TRUE.equals(field.required()),
            readInner(check, at, depth, field, type)));
  }
}
