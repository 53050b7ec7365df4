package io.tradewind.commerce.payment.paypal;

import com.google.gson.JsonObject;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One account's way to PayPal. Each request is sent once; only a token PayPal no longer accepts is renewed, once, and the
 * request sent again with it, since a 401 has done nothing. Safe for many threads.
 */
final class PayPalApi {
    private static final int TOO_MANY = 429;

    private final HttpPort port;
    private final URI endpoint;
    private final Tokens tokens;

    PayPalApi(HttpPort port, Clock clock, PayPalSettings settings) {
        this.port = port;
        this.endpoint = settings.endpoint();
        this.tokens = new Tokens(port, clock, settings);
    }

    Tokens tokens() {
        return tokens;
    }

    /** Asks; changes nothing. */
    Said get(String path, Instant deadline) {
        return exchange("GET", path, Map.of(), new byte[0], deadline);
    }

    /** Does something that needs no words, under a key. */
    Said post(String path, String key, Instant deadline) {
        return post(path, new byte[0], key, deadline);
    }

    /** Does something, under a key. */
    Said post(String path, JsonObject body, String key, Instant deadline) {
        return post(path, body.toString().getBytes(StandardCharsets.UTF_8), key, deadline);
    }

    private Said post(String path, byte[] body, String key, Instant deadline) {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Content-Type", "application/json",
                "Prefer", "return=representation",
                "PayPal-Request-Id", key));
        return exchange("POST", path, headers, body, deadline);
    }

    private Said exchange(String method, String path, Map<String, String> headers, byte[] body, Instant deadline) {
        Tokens.Answer first = tokens.token(deadline);
        if (!(first instanceof Tokens.Answer.Token token)) {
            return without(first);
        }
        HttpReply reply = send(method, path, headers, body, token, deadline);
        if (!(reply instanceof HttpReply.Answered it) || it.status() != 401) {
            return read(reply);
        }
        Tokens.Answer second = tokens.instead(token, deadline);
        return second instanceof Tokens.Answer.Token other
                ? read(send(method, path, headers, body, other, deadline))
                : without(second);
    }

    private static Said without(Tokens.Answer answer) {
        return answer instanceof Tokens.Answer.BadCredentials it
                ? it.no()
                : new Said.NotSent(((Tokens.Answer.None) answer).why());
    }

    private HttpReply send(
            String method,
            String path,
            Map<String, String> more,
            byte[] body,
            Tokens.Answer.Token token,
            Instant deadline) {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Accept", "application/json");
        headers.put("Authorization", "Bearer " + token.value());
        return port.send(new HttpCall(method, URI.create(endpoint + path), headers, body, deadline));
    }

    /** Sorts an answer by what it proves. */
    static Said read(HttpReply reply) {
        if (reply instanceof HttpReply.NotSent it) {
            return new Said.NotSent(it.why());
        } else if (reply instanceof HttpReply.Unknown it) {
            return new Said.Lost(it.why());
        }
        HttpReply.Answered answer = (HttpReply.Answered) reply;
        int status = answer.status();
        if (status == TOO_MANY) { // whatever the body: nothing was done
            return new Said.NotSent("too many requests (429)");
        } else if (status == 204) {
            return new Said.Nothing();
        } else if (status >= 200 && status < 300) {
            return object(answer)
                    .<Said>map(Said.Object::new)
                    .orElseGet(() -> new Said.Lost("no object of PayPal's, status " + status));
        }
        boolean decided = status >= 400 && status < 500 && status != 408 && status != 409;
        Optional<Said.Problem> problem = object(answer).flatMap(PayPalApi::problem);
        return decided && problem.isPresent()
                ? new Said.No(status, problem.get())
                : new Said.Lost(
                        "status " + status + problem.map(it -> ", " + it.say()).orElse(", no answer of PayPal's"));
    }

    private static Optional<Json> object(HttpReply.Answered answer) {
        try {
            return Optional.of(Json.parse(answer.text()));
        } catch (Unreadable junk) {
            return Optional.empty();
        }
    }

    private static Optional<Said.Problem> problem(Json json) {
        try {
            return Said.Problem.read(json);
        } catch (Unreadable junk) {
            return Optional.empty();
        }
    }
}
