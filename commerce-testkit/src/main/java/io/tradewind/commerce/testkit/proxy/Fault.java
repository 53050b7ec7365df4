package io.tradewind.commerce.testkit.proxy;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What happens to one request on its way. "Forwarded" means that the provider got it and did what it asks. */
public sealed interface Fault {
    /** Forwarded and answered. */
    record Pass() implements Fault {}

    /** Nobody listens: the connection is refused, from the moment this is next in the script until the proxy is calm. */
    record Refuse() implements Fault {}

    /** The connection is reset after the request was read; not forwarded. */
    record ResetBefore() implements Fault {}

    /**
     * Forwarded; the answer is lost.
     *
     * @param reset whether the connection is reset rather than closed
     */
    record DropAfter(boolean reset) implements Fault {}

    /**
     * Forwarded; nothing comes back for a long time, then the connection is closed.
     *
     * @param time how long
     */
    record Hang(Duration time) implements Fault {}

    /**
     * Forwarded and answered, later.
     *
     * @param time how much later
     */
    record Delay(Duration time) implements Fault {}

    /**
     * Forwarded; the head of the answer comes at once, the body one byte at a time.
     *
     * @param gap pause before each byte
     */
    record Trickle(Duration gap) implements Fault {}

    /**
     * Forwarded; the connection is closed in the middle of the answer.
     *
     * @param bytes how much of the body arrives
     */
    record Truncate(int bytes) implements Fault {}

    /**
     * Answered with something else.
     *
     * @param forwarded whether the provider got the request
     * @param status HTTP status
     * @param headers headers of the answer
     * @param body body of the answer
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(boolean forwarded, int status, Map<String, String> headers, byte[] body) implements Fault {
        /** Copies headers and body. */
        public Answer {
            headers = Map.copyOf(headers);
            body = body.clone();
        }

        @Override
        public byte[] body() {
            return body.clone();
        }

        @Override
        public String toString() {
            return "Answer[" + status + ", " + body.length + " bytes, " + (forwarded ? "" : "not ") + "forwarded]";
        }
    }

    /** Forwarded twice; the second answer comes back. */
    record Duplicate() implements Fault {}

    /** Forwarded; the answer to the first request of this proxy comes back instead of its own. */
    record Replay() implements Fault {}

    /** Two requests at the same time, both with this fault, get each other's answers. */
    record Swap() implements Fault {}

    /**
     * Forwarded; the answer is edited: another amount, currency, reference or state.
     *
     * @param edit turns the true body into the untrue one
     */
    record Lie(UnaryOperator<byte[]> edit) implements Fault {
        /** Refuses a missing edit. */
        public Lie {
            requireNonNull(edit, "edit");
        }
    }

    /** Returns an answer lost by a closed connection. */
    static Fault dropped() {
        return new DropAfter(false);
    }

    /** Returns an HTML page in place of the answer, as a load balancer sends it; the provider got the request. */
    static Fault html(int status) {
        String page = "<!doctype html><html><head><title>" + status + "</title></head><body>Sorry</body></html>";
        return new Answer(true, status, Map.of("Content-Type", "text/html"), page.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a 200 without a body; the provider got the request. */
    static Fault empty() {
        return new Answer(true, 200, Map.of("Content-Type", "application/json"), new byte[0]);
    }

    /** Returns a 200 with that JSON text; the provider got the request. */
    static Fault json(String text) {
        return new Answer(true, 200, Map.of("Content-Type", "application/json"), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns 429 with {@code Retry-After}; the provider did nothing. */
    static Fault tooMany(Duration retryAfter) {
        return new Answer(false, 429, Map.of("Retry-After", String.valueOf(retryAfter.toSeconds())), new byte[0]);
    }

    /** Returns an empty 500, 503 … with {@code Retry-After}; the provider got the request. */
    static Fault failed(int status) {
        return new Answer(true, status, Map.of("Retry-After", "1"), new byte[0]);
    }

    /** Returns a redirect that keeps the method, as 307 does; the provider did nothing. */
    static Fault redirect(URI elsewhere) {
        return new Answer(false, 307, Map.of("Location", elsewhere.toString()), new byte[0]);
    }

    /** Draws a fault; one request in three passes. */
    static Fault drawn(Random random) {
        List<Fault> faults = List.of(
                new ResetBefore(),
                dropped(),
                new DropAfter(true),
                new Delay(Duration.ofMillis(20)),
                new Trickle(Duration.ofMillis(1)),
                new Truncate(5),
                html(502),
                empty(),
                json("{\"id\":"),
                tooMany(Duration.ofSeconds(1)),
                failed(500),
                failed(503),
                new Duplicate());
        return random.nextInt(3) == 0 ? new Pass() : faults.get(random.nextInt(faults.size()));
    }
}
