package io.herald.execution.catalog;

import io.herald.message.link.Publication;
import io.herald.message.template.CompiledTemplate;

/** A published version, ready to render. */
public record LiveTemplate(Publication publication, CompiledTemplate compiled) {}
