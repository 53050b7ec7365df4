package io.tradewind.commerce.app.api;

import io.tradewind.commerce.app.staff.StaffException;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What became impossible, in the problem form of RFC 9457. Says nothing about the inside. */
final class Problems {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition failed"),
            Map.entry(413, "Too large"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(422, "Not acceptable"),
            Map.entry(428, "Precondition required"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Busy"));

    private Problems() {}

    /** The fault that tells a caller of a failure; a 500 for what only we can mend. */
    static ApiFault of(RuntimeException failure) {
        if (failure instanceof ApiFault fault) {
            return fault;
        } else if (failure instanceof CommerceException known) {
            return ofLibrary(known);
        } else if (failure instanceof StaffException declined) {
            return ApiFault.of(409, "declined", declined.words());
        }
        return ApiFault.of(500, "internal", "Something went wrong here. Tell us the traceId.");
    }

    private static ApiFault ofLibrary(CommerceException known) {
        String code = known.code().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String words = words(known);
        if (known.retryable()) {
            return ApiFault.of(503, code, "Busy at the moment: send the same request again.")
                    .header("Retry-After", "2");
        }
        return switch (known.code()) {
            case NOT_FOUND -> ApiFault.of(404, "not-found", "There is no such thing, or it is not yours.");
            case FORBIDDEN -> ApiFault.of(403, code, words);
            case BAD_ARGUMENT, CURRENCY_DIFFERS -> ApiFault.of(422, code, words);
            case KEY_REUSED ->
                ApiFault.of(
                        422, code, "This Idempotency-Key was used for another request: take a new key for a new wish.");
            case CANNOT_MOVE, ANSWER_REFUSED -> ApiFault.of(409, code, words);
            case STALE -> ApiFault.of(412, "stale", words);
            default -> ApiFault.of(500, "internal", "Something went wrong here. Tell us the traceId.");
        };
    }

    /** True if it is not known whether what was asked for was done. */
    static boolean mayHaveHappened(RuntimeException failure) {
        return !(failure instanceof CommerceException known)
                || known.code() == ErrorCode.OUTCOME_UNKNOWN
                || Problems.of(failure).status() == 500;
    }

    private static String words(CommerceException known) {
        String message = String.valueOf(known.getMessage());
        return message.startsWith(known.code().code())
                ? message.substring(known.code().code().length()).strip()
                : message;
    }

    static String title(int status) {
        return TITLES.getOrDefault(status, "Error");
    }

    /** The body, its words for people in that language as far as it is known. */
    static String body(ApiFault fault, Lang lang, String path, String traceId) {
        ObjectNode problem = ApiJson.object()
                .put("type", "/api/docs/problems#" + fault.code())
                .put("title", title(fault.status()))
                .put("status", fault.status())
                .put("detail", fault.detail(lang::said))
                .put("instance", path)
                .put("code", fault.code());
        if (!fault.details().isEmpty()) {
            problem.set("errors", ApiJson.MAPPER.valueToTree(ApiCall.each(fault.details(), it -> it.said(lang::said))));
        }
        problem.put("traceId", traceId);
        fault.extra().forEach((name, value) -> problem.set(name, ApiJson.MAPPER.valueToTree(value)));
        return ApiJson.write(problem);
    }
}
