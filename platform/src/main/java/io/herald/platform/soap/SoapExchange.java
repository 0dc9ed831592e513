package io.herald.platform.soap;

import io.herald.platform.access.AgentCredentials;
import io.herald.platform.http.Caller;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What belongs to one call besides its parameters.
 *
 * @param response only for headers
 */
public record SoapExchange(
    MethodName name, AgentCredentials credentials, Caller caller, HttpServletResponse response) {}
