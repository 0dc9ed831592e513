package io.herald.execution.deliver.email;

/**
 * What a relay has done since it was made, for metrics; read one after the other, so that they may
 * be apart by the messages of a moment.
 *
 * @param openConnections connections open or being opened now
 * @param waiting messages waiting for a connection now
 * @param sent messages the server took
 * @param refused messages the server, or the check of their addresses, refused
 * @param notTried messages the server cannot have
 * @param uncertain messages the server may have
 */
public record SmtpCounters(
    int openConnections, int waiting, long sent, long refused, long notTried, long uncertain) {}
