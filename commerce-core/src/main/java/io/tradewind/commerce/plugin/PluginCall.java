package io.tradewind.commerce.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One call to a plugin, as it is kept for 30 days. Immutable.
 *
 * @param call the method, such as {@code authorize}
 * @param operation identity of what was to be done; empty for calls that do nothing of the kind
 * @param attempt which try of it
 * @param outcome the answer's variant, with {@code late: } in front if nobody waited for it any more
 * @param diagnostic what staff may need to know, without secrets and personal data; may be empty
 * @param request what was asked of the plugin, and what it sent to its provider over the host's HTTP port: amounts,
 *     states and references, anything else starred or left out; at most 4,000 characters, may be empty
 * @param answer what it answered and was answered, likewise
 */
public record PluginCall(
        String account,
        String call,
        Optional<UUID> operation,
        int attempt,
        Instant startedAt,
        Duration duration,
        String outcome,
        String diagnostic,
        String request,
        String answer) {}
