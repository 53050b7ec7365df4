package io.tradewind.commerce.spi.webhook;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A webhook request as it arrived, bytes untouched. Signatures MUST be judged over {@link #body()} before parsing
 * (PAY-HOOK-2, PAY-HOOK-3).
 *
 * @param method HTTP method in capitals
 * @param path path of the request
 * @param query query string without the question mark, empty for none
 * @param headers request headers; names compare without case
 * @param body the body; copied on the way in and out
 * @param receivedAt when it arrived, by the host's clock
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebhookEnvelope(
        String method, String path, String query, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {
    /** Copies headers and body. */
    public WebhookEnvelope {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(query, "query");
        requireNonNull(receivedAt, "receivedAt");
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Returns the first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    @Override
    public String toString() {
        return "WebhookEnvelope[" + method + " " + path + ", " + body.length + " bytes]";
    }
}
