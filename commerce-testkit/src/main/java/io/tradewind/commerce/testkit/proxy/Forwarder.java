package io.tradewind.commerce.testkit.proxy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends what the plugin sent on to the provider. */
final class Forwarder {
    private static final Set<String> CLIENT_SETS =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding", "http2-settings");

    /** The provider's answer. */
    record Reply(int status, Map<String, List<String>> headers, byte[] body) {}

    private final HttpClient client;
    private final String base;

    Forwarder(HttpClient client, URI provider) {
        this.client = client;
        this.base = provider.getScheme() + "://" + provider.getRawAuthority();
    }

    Reply forward(Seen request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + request.target()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, values) -> {
            if (!CLIENT_SETS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(it -> builder.header(name, it));
            }
        });
        try {
            HttpResponse<byte[]> response = client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers().map(), response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("forwarding was interrupted");
        }
    }
}
