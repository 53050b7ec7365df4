package ${package};

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpReply;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What goes over the wire: forms both ways. The host sends each request once and ends it by its deadline. */
final class ${name}Wire {
    private final ProviderContext context;
    private final URI endpoint;
    private final Secret key;

    ${name}Wire(ProviderContext context) {
        this.context = context;
        this.endpoint = context.settings().uri("endpoint");
        this.key = context.settings().secret("apiKey");
    }

    /** Does something, under the operation's id as key. */
    HttpReply post(String path, Map<String, String> fields, OperationId operation, Instant deadline) {
        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + key.reveal(),
                "Content-Type", "application/x-www-form-urlencoded",
                "Idempotency-Key", operation.toString());
        return send("POST", path, headers, written(fields).getBytes(StandardCharsets.UTF_8), deadline);
    }

    /** Asks; changes nothing. */
    HttpReply get(String path, Instant deadline) {
        return send("GET", path, Map.of("Authorization", "Bearer " + key.reveal()), new byte[0], deadline);
    }

    private HttpReply send(String method, String path, Map<String, String> headers, byte[] body, Instant deadline) {
        return context.http().send(new HttpCall(method, URI.create(endpoint + path), headers, body, deadline));
    }

    static String written(Map<String, String> fields) {
        StringBuilder form = new StringBuilder();
        new TreeMap<>(fields).forEach((name, value) -> form.append(form.length() == 0 ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString();
    }

    /** Reads a form; whatever else it is comes out without the fields that are asked for. */
    static Map<String, String> read(String text) {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    fields.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException junk) {
                    return Map.of();
                }
            }
        }
        return fields;
    }
}
