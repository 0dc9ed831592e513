package io.herald.message.template;

/** Something wrong at a place of a source, and what to do. */
record Problem(Source.Origin at, String message) {}
