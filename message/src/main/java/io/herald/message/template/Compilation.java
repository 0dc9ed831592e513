package io.herald.message.template;

import java.util.List;

/** What compiling a template gave: something to render, or the reasons why not. */
public sealed interface Compilation {
  /** Ready to render. */
  record Compiled(CompiledTemplate template) implements Compilation {}

  /** Not publishable; at least one error. */
  record Rejected(List<TemplateError> errors) implements Compilation {}
}
