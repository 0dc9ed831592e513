package io.herald.platform.http.operation;

/** What a handler makes of a call. */
public sealed interface Reply permits Answer, EventStream, Refused {}
