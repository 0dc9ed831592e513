package io.herald.control.block;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.design.Saved;
import io.herald.control.http.Finding;
import io.herald.message.link.Supplies;
import io.herald.message.template.BuiltInBlocks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block as callers see it; one of one's own can be sent back as it is. */
@Schema(name = "Block", title = "Personalization block")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BlockResource(
    @Schema(example = "7") @Nullable Long id,
    @Schema(example = "Footer") String name,
    @Schema(example = "Footer of all mails") String label,
    String html,
    @Nullable String text,
    boolean inMenus,
    @Schema(example = "any") String dimension,
    @Schema(description = "Comes with the product and cannot be changed") boolean builtIn,
    @Schema(description = "Whether it stands in for a built-in block of its name")
        boolean hidesBuiltIn,
    @Schema(description = "Counts the saves; also the ETag; absent for a built-in one")
        @Nullable Integer revision,
    @Nullable Instant created,
    @Schema(example = "admin") @Nullable String createdBy,
    @Nullable Instant lastModified,
    @Schema(example = "admin") @Nullable String lastModifiedBy,
    @Schema(description = "Published templates that took it in, as it was then")
        List<LiveUse> liveTemplates,
    @Schema(description = "What is wrong with it wherever it is included; only when read alone")
        @Nullable List<Finding> findings) {

  /** A published template that took a block in. */
  @Schema(name = "BlockUse", title = "Published template that uses a block")
  record LiveUse(
      @Schema(example = "orderConfirmation") String template,
      @Schema(description = "Whether it took in what the block is today") boolean upToDate) {}

  static BlockResource of(Saved<PersonalizationBlock> saved, List<LiveUse> uses) {
    PersonalizationBlock block = saved.value();
    return new BlockResource(
        saved.id(),
        block.name(),
        block.label().isEmpty() ? block.name() : block.label(),
        block.html(),
        block.text(),
        block.inMenus(),
        block.dimension(),
        false,
        BuiltInBlocks.names().contains(block.name()),
        saved.revision(),
        saved.created(),
        saved.createdBy(),
        saved.modified(),
        saved.modifiedBy(),
        uses,
        null);
  }

  static BlockResource builtIn(String name, Supplies.Block block, List<LiveUse> uses) {
    return new BlockResource(
        null,
        name,
        name,
        block.html(),
        block.text(),
        true,
        "any",
        true,
        false,
        null,
        null,
        null,
        null,
        null,
        uses,
        null);
  }

  BlockResource finding(List<Finding> found) {
    return new BlockResource(
        id,
        name,
        label,
        html,
        text,
        inMenus,
        dimension,
        builtIn,
        hidesBuiltIn,
        revision,
        created,
        createdBy,
        lastModified,
        lastModifiedBy,
        liveTemplates,
        found);
  }
}
