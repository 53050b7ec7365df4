package io.tradewind.commerce.internal.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One outward call as it is kept for 30 days.
 *
 * @param role of the account, such as {@code payment}
 * @param call the method
 * @param operation identity of the operation, if it had one
 * @param attempt which try of it
 * @param outcome the answer's variant, with {@code late: } in front if nobody waited for it any more
 * @param diagnostic scrubbed, at most 1,000 characters
 * @param request what was asked, redacted, at most 4,000 characters; may be empty
 * @param answer what was answered, likewise
 */
public record RecordedCall(
        UUID id,
        String account,
        String role,
        String call,
        Optional<UUID> operation,
        int attempt,
        Instant startedAt,
        Duration duration,
        String outcome,
        String diagnostic,
        String request,
        String answer) {
    /** The same call with what was said. */
    RecordedCall saying(String asked, String answered) {
        return new RecordedCall(
                id, account, role, call, operation, attempt, startedAt, duration, outcome, diagnostic, asked, answered);
    }
}
