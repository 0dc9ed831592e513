package io.herald.control.block;

import io.herald.control.design.Libraries;
import io.herald.control.design.Saved;
import io.herald.control.http.Finding;
import io.herald.control.publish.BlockUse;
import io.herald.control.publish.TakenStore;
import io.herald.message.link.Publication;
import io.herald.message.template.BuiltInBlocks;
import io.herald.message.template.Compilation;
import io.herald.message.template.CompileSettings;
import io.herald.message.template.TemplateCompiler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What callers see of blocks besides what is stored. Safe for use by many threads. */
public final class BlockView {
  private final BlockStore store;
  private final TakenStore taken;
  private final TemplateCompiler compiler;
  private final Libraries libraries;

  public BlockView(
      BlockStore store, TakenStore taken, TemplateCompiler compiler, Libraries libraries) {
    this.store = store;
    this.taken = taken;
    this.compiler = compiler;
    this.libraries = libraries;
  }

  /** With its uses, and with what is wrong wherever it is included. */
  BlockResource whole(Saved<PersonalizationBlock> saved) {
    String name = saved.value().name();
    return BlockResource.of(saved, uses(taken.uses(List.of(name)), name)).finding(findings(name));
  }

  /** A block that comes with the product. */
  Optional<Object> builtIn(String name) {
    return BuiltInBlocks.block(name)
        .map(block -> BlockResource.builtIn(name, block, uses(taken.uses(List.of(name)), name)));
  }

  /** One's own and those that are not hidden by them, by name; at most so many. */
  List<BlockResource> list(String after, int limit) {
    TreeMap<String, Saved<PersonalizationBlock>> own = new TreeMap<>();
    store.blocks(after, limit).forEach(saved -> own.put(saved.value().name(), saved));
    List<String> names =
        Stream.concat(
                own.keySet().stream(),
                BuiltInBlocks.names().stream().filter(name -> name.compareTo(after) > 0))
            .distinct()
            .sorted()
            .limit(limit)
            .toList();
    Map<String, List<BlockUse>> uses = taken.uses(names);
    return names.stream()
        .map(
            name -> {
              Saved<PersonalizationBlock> saved = own.get(name);
              return saved == null
                  ? BlockResource.builtIn(
                      name, BuiltInBlocks.block(name).orElseThrow(), uses(uses, name))
                  : BlockResource.of(saved, uses(uses, name));
            })
        .toList();
  }

  private static List<BlockResource.LiveUse> uses(Map<String, List<BlockUse>> uses, String name) {
    return uses.getOrDefault(name, List.of()).stream()
        .map(use -> new BlockResource.LiveUse(use.template(), use.upToDate()))
        .toList();
  }

  /**
   * Whether values are printed at places where that is safe is known only where it is included: it
   * is compiled without that question.
   */
  private List<Finding> findings(String name) {
    String inclusion = "<%@ include view='" + name + "' %>";
    return compiler.compile(
                name,
                new Publication.Content(
                    "", "shop@example.com", null, null, "", inclusion, inclusion, false),
                CompileSettings.with(libraries.today()))
            instanceof Compilation.Rejected(var errors)
        ? errors.stream()
            .map(error -> Finding.of(error.part(), error.message()))
            .distinct()
            .collect(Collectors.toList())
        : List.of();
  }
}
