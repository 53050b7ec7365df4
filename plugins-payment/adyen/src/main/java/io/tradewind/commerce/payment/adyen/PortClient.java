package io.tradewind.commerce.payment.adyen;

import com.adyen.Client;
import com.adyen.Config;
import com.adyen.constants.ApiConstants.HttpMethod;
import com.adyen.httpclient.ClientInterface;
import com.adyen.httpclient.HTTPClientException;
import com.adyen.model.RequestOptions;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.http.TransportFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The transport of one exchange: Adyen's library writes the request, the host's port sends it once. */
final class PortClient implements ClientInterface {
    private static final String AGENT =
            "Tradewind commerce-payment-adyen " + Client.LIB_NAME + "/" + Client.LIB_VERSION;
    private static final int TOO_MANY = 429;

    private final HttpPort port;
    private final Instant deadline;

    PortClient(HttpPort port, Instant deadline) {
        this.port = port;
        this.deadline = deadline;
    }

    @Override
    public String request(String endpoint, String body, Config config) throws TransportFailure, HTTPClientException {
        return request(endpoint, body, config, true);
    }

    @Override
    public String request(String endpoint, String body, Config config, boolean apiKeyRequired)
            throws TransportFailure, HTTPClientException {
        return request(endpoint, body, config, apiKeyRequired, null);
    }

    @Override
    public String request(
            String endpoint, String body, Config config, boolean apiKeyRequired, @Nullable RequestOptions options)
            throws TransportFailure, HTTPClientException {
        return request(endpoint, body, config, apiKeyRequired, options, HttpMethod.POST);
    }

    @Override
    public String request(
            String endpoint,
            String body,
            Config config,
            boolean apiKeyRequired,
            @Nullable RequestOptions options,
            HttpMethod method)
            throws TransportFailure, HTTPClientException {
        return request(endpoint, body, config, apiKeyRequired, options, method, Map.of());
    }

    @Override
    public String request(
            String endpoint,
            @Nullable String body,
            Config config,
            boolean apiKeyRequired,
            @Nullable RequestOptions options,
            HttpMethod method,
            @Nullable Map<String, String> query)
            throws TransportFailure, HTTPClientException {
        HttpReply reply = port.send(new HttpCall(
                method.name(),
                URI.create(endpoint + query(query)),
                headers(config, options),
                body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8),
                deadline));
        if (reply instanceof HttpReply.NotSent it) {
            throw TransportFailure.of(it);
        } else if (reply instanceof HttpReply.Unknown it) {
            throw TransportFailure.of(it);
        }
        HttpReply.Answered answer = (HttpReply.Answered) reply;
        if (answer.status() == TOO_MANY) { // whatever the body: nothing was done
            throw TransportFailure.of(new HttpReply.NotSent("too many requests (429)"));
        } else if (answer.status() < 200 || answer.status() > 299) {
            throw new HTTPClientException("status", answer.status(), answer.headers(), answer.text());
        }
        return answer.text();
    }

    private static Map<String, String> headers(Config config, @Nullable RequestOptions options) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", AGENT);
        headers.put("X-API-Key", config.getApiKey());
        if (options != null && options.getIdempotencyKey() != null) {
            headers.put("Idempotency-Key", options.getIdempotencyKey());
        }
        return headers;
    }

    private static String query(@Nullable Map<String, String> query) {
        return query == null || query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
