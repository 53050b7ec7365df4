package io.tradewind.commerce.payment.stripe;

import com.stripe.Stripe;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpContent;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.http.TransportFailure;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The transport of one exchange: Stripe's library writes the request and reads the answer, the host's port sends it once.
 * What the library would say of earlier requests of the process (telemetry) is left out.
 */
final class PortClient extends HttpClient {
    private static final String AGENT = "Tradewind commerce-payment-stripe JavaBindings/" + Stripe.VERSION;
    private static final String TELEMETRY = "x-stripe-client-telemetry";
    private static final String REQUEST_ID = "Request-Id";
    private static final int TOO_MANY = 429;

    private final HttpPort port;
    private final Instant deadline;

    PortClient(HttpPort port, Instant deadline) {
        super();
        this.port = port;
        this.deadline = deadline;
    }

    /** Never again: whether a request may be repeated is for the host to decide. */
    @Override
    public StripeResponse requestWithRetries(StripeRequest request) throws StripeException {
        return request(request);
    }

    @Override
    public StripeResponse request(StripeRequest request) throws StripeException {
        Optional<HttpContent> content = Optional.ofNullable(request.content());
        Map<String, String> headers = headers(request);
        content.ifPresent(it -> headers.put("Content-Type", it.contentType()));
        HttpReply reply = port.send(new HttpCall(
                request.method().name(),
                URI.create(request.url().toString()),
                headers,
                content.map(HttpContent::byteArrayContent).orElseGet(() -> new byte[0]),
                deadline));
        if (reply instanceof HttpReply.NotSent it) {
            throw new ApiConnectionException("not sent", TransportFailure.of(it));
        } else if (reply instanceof HttpReply.Unknown it) {
            throw new ApiConnectionException("unknown", TransportFailure.of(it));
        }
        HttpReply.Answered answer = (HttpReply.Answered) reply;
        if (answer.status() == TOO_MANY) { // whatever the body: nothing was done
            throw new ApiConnectionException(
                    "too many", TransportFailure.of(new HttpReply.NotSent("too many requests (429)")));
        }
        Map<String, List<String>> kept = answer.header(REQUEST_ID)
                .map(it -> Map.of(REQUEST_ID, List.of(it)))
                .orElseGet(Map::of);
        return new StripeResponse(answer.status(), HttpHeaders.of(kept), answer.text());
    }

    private static Map<String, String> headers(StripeRequest request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().map().forEach((name, values) -> {
            if (!name.toLowerCase(Locale.ROOT).equals(TELEMETRY) && !values.isEmpty()) {
                headers.put(name, values.get(0));
            }
        });
        headers.put("User-Agent", AGENT);
        return headers;
    }
}
