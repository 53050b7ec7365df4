package io.tradewind.commerce.spi.http;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of one HTTP request. */
public sealed interface HttpReply {
    /**
     * The server answered, with whatever status, and all of the answer arrived.
     *
     * @param status HTTP status
     * @param headers answer headers
     * @param body answer body; copied on the way in and out
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(int status, Map<String, List<String>> headers, byte[] body) implements HttpReply {
        /** Copies headers and body. */
        public Answered {
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

        @Override
        public String toString() {
            return "Answered[" + status + ", " + body.length + " bytes]";
        }
    }

    /**
     * Nothing left this machine for the server: name look-up failed, connection refused, TLS handshake failed.
     *
     * @param why a diagnostic
     */
    record NotSent(String why) implements HttpReply {
        /** Refuses a missing reason. */
        public NotSent {
            requireNonNull(why, "why");
        }
    }

    /**
     * Anything later: lost, late, cut short, too big. The request may have had its effect.
     *
     * @param why a diagnostic
     */
    record Unknown(String why) implements HttpReply {
        /** Refuses a missing reason. */
        public Unknown {
            requireNonNull(why, "why");
        }
    }
}
