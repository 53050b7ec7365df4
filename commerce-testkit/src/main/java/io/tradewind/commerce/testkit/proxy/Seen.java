package io.tradewind.commerce.testkit.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request as the proxy saw it.
 *
 * @param number running number from 1
 * @param method HTTP method
 * @param target path and query as sent
 * @param headers headers; names compare without case
 * @param body body; copied on the way in and out
 * @param fault what became of it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Seen(
        int number, String method, String target, Map<String, List<String>> headers, byte[] body, Fault fault) {
    /** Copies headers and body. */
    public Seen {
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

    /** Returns the body read as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns whether the method is one that only reads. */
    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    @Override
    public String toString() {
        return method + " " + target + (body.length == 0 ? "" : " " + text()) + " -> " + fault;
    }
}
