package io.herald.message.template;

import io.herald.message.link.Publication;
import io.herald.message.template.Source.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes with the message, ready to be decided on (TPL-71, TPL-73). Immutable.
 *
 * @param label how errors name it, for example {@code attachments[0]}
 * @param condition prints something when the file goes along; null: it always does
 */
record CompiledAttachment(
    String label,
    String kind,
    CompiledPart name,
    CompiledPart source,
    @Nullable CompiledPart condition) {
  /** The kind whose source is HTML. */
  private static final String HTML = "html";

  /** Everything of it that may hold scripts. */
  Stream<CompiledPart> parts() {
    return Stream.concat(Stream.of(name, source), Stream.ofNullable(condition));
  }

  /**
   * Decides on it for one message.
   *
   * @param print gives the text of a part
   * @return empty when it does not go along
   */
  Optional<RenderResult.Attachment> decide(Function<CompiledPart, String> print) {
    return condition != null && print.apply(condition).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RenderResult.Attachment(label, kind, print.apply(name), print.apply(source)));
  }

  /** Compiles all of them; what is wrong is added to the errors. */
  static List<CompiledAttachment> compile(
      RenderContext context,
      Publication.Content content,
      Library library,
      RenderLimits limits,
      List<TemplateError> errors) {
    List<CompiledAttachment> compiled = new ArrayList<>();
    for (int i = 0; i < content.attachments().size(); i++) {
      Publication.Attachment attachment = content.attachments().get(i);
      String label = "attachments[" + i + "]";
      Part.Role body =
          attachment.kind().equals(HTML) ? Part.Role.ATTACHED_HTML : Part.Role.ATTACHED_LINE;
      Part named = new Part(Part.Role.ATTACHED_LINE, label + ".name");
      Optional<CompiledPart> name =
          new PassA(context, named, false, library, limits, errors).compile(attachment.name());
      Optional<CompiledPart> source =
          new PassA(
                  context,
                  new Part(body, label + ".source", attachment.document()),
                  // who writes in a word processor does not think of HTML
                  content.autoEscape() || attachment.document() != null,
                  library,
                  limits,
                  errors)
              .compile(attachment.source());
      String code = attachment.condition();
      Optional<CompiledPart> condition =
          code == null
              ? Optional.empty()
              : condition(
                  context,
                  new Part(Part.Role.ATTACHED_LINE, label + ".condition"),
                  code,
                  library,
                  errors);
      if (name.isPresent() && source.isPresent() && condition.isPresent() == (code != null)) {
        compiled.add(
            new CompiledAttachment(
                label, attachment.kind(), name.get(), source.get(), condition.orElse(null)));
      }
    }
    return List.copyOf(compiled);
  }

  /** As a conditional block around one letter (TPL-55). */
  private static Optional<CompiledPart> condition(
      RenderContext context, Part part, String code, Library library, List<TemplateError> errors) {
    Origin at = Source.ofPart(code).at(0);
    List<Piece> pieces =
        List.of(
            new Piece.Glue("if(" + ScriptText.TRUE + "((", code, at, "))){"),
            new Piece.Literal("1", at),
            Piece.Glue.of("}", at));
    return PartCompiler.compile(context, part, pieces, false, library, errors);
  }
}
