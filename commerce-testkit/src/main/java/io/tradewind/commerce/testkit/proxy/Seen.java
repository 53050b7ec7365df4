package io.tradewind.commerce.testkit.proxy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request as the proxy, or a fake provider, saw it.
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

    /** Returns the path as sent, without the query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Returns the parameters of the query, decoded. */
    public Map<String, String> query() {
        int query = target.indexOf('?');
        return fields(query < 0 ? "" : target.substring(query + 1));
    }

    /** Returns the fields of a body that is a form, decoded. */
    public Map<String, String> form() {
        return fields(text());
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.put(
                    URLDecoder.decode(key, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return fields;
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
