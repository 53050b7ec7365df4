package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The account's access token, kept in memory until shortly before it ends. One caller fetches, others wait for it, at
 * most until their own deadline. Safe for many threads.
 */
final class Tokens {
    /** What asking for a token brought. */
    sealed interface Answer {
        /** Use this one. */
        record Token(String value) implements Answer {
            @Override
            public String toString() {
                return "Token[***]";
            }
        }

        /** PayPal does not accept the credentials. */
        record BadCredentials(Said.No no) implements Answer {}

        /** None to be had now. */
        record None(String why) implements Answer {}
    }

    private record Kept(Answer.Token token, Instant until) {}

    private static final byte[] FORM = "grant_type=client_credentials".getBytes(StandardCharsets.UTF_8);
    /** Longer than any call lasts, so that a token does not end on its way. */
    private static final Duration EARLY = Duration.ofMinutes(2);

    private final HttpPort port;
    private final Clock clock;
    private final URI address;
    private final PayPalSettings settings;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Kept kept;

    Tokens(HttpPort port, Clock clock, PayPalSettings settings) {
        this.port = port;
        this.clock = clock;
        this.address = URI.create(settings.endpoint() + "/v1/oauth2/token");
        this.settings = settings;
    }

    /** Returns a token, the one kept or a new one. */
    Answer token(Instant deadline) {
        return token(deadline, null);
    }

    /** Returns another token than the one that was not accepted. */
    Answer instead(Answer.Token refused, Instant deadline) {
        return token(deadline, refused);
    }

    private Answer token(Instant deadline, Answer.@Nullable Token not) {
        Optional<Answer.Token> good = good(not);
        if (good.isPresent()) {
            return good.get();
        }
        try {
            long wait = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
            if (!fetching.tryLock(wait, TimeUnit.MILLISECONDS)) {
                return new Answer.None("no access token in time");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.None("interrupted while waiting for an access token");
        }
        try {
            return good(not).<Answer>map(it -> it).orElseGet(() -> fetch(deadline));
        } finally {
            fetching.unlock();
        }
    }

    private Optional<Answer.Token> good(Answer.@Nullable Token not) {
        return Optional.ofNullable(kept)
                .filter(it -> clock.instant().isBefore(it.until()))
                .map(Kept::token)
                .filter(it -> not == null || !it.value().equals(not.value()));
    }

    /** Asks PayPal for a new token, whatever is kept. */
    Answer fetch(Instant deadline) {
        String pair = settings.clientId() + ":" + settings.clientSecret().reveal();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        HttpReply reply = port.send(new HttpCall(
                "POST",
                address,
                Map.of(
                        "Authorization", "Basic " + basic,
                        "Accept", "application/json",
                        "Content-Type", "application/x-www-form-urlencoded"),
                FORM,
                deadline));
        Said said = PayPalApi.read(reply);
        if (said instanceof Said.No no && (no.status() == 401 || no.status() == 403)) {
            kept = null;
            return new Answer.BadCredentials(no);
        } else if (!(said instanceof Said.Object it)) {
            return new Answer.None("no access token: " + Said.say(said));
        } else {
            return keep(it.json());
        }
    }

    private Answer keep(Json json) {
        try {
            Answer.Token token = new Answer.Token(json.text("access_token"));
            Duration life = Duration.ofSeconds(json.seconds("expires_in"));
            Duration use = life.compareTo(EARLY.multipliedBy(2)) > 0 ? life.minus(EARLY) : life.dividedBy(2);
            kept = new Kept(token, clock.instant().plus(use));
            return token;
        } catch (Unreadable | ArithmeticException | DateTimeException odd) {
            return new Answer.None("no access token: the answer cannot be read");
        }
    }
}
