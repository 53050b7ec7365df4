package io.tradewind.commerce.spi.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The HTTP answer a provider expects to its webhook.
 *
 * @param status HTTP status
 * @param headers answer headers
 * @param body answer body; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, Map<String, String> headers, byte[] body) {
    /** Copies headers and body and checks the status. */
    public Reply {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("no HTTP status: " + status);
        }
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    /** Returns the plain yes: 200 without a body. */
    public static Reply ok() {
        return new Reply(200, Map.of(), new byte[0]);
    }

    /** Returns a plain-text answer. */
    public static Reply text(int status, String text) {
        return new Reply(
                status, Map.of("Content-Type", "text/plain;charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return "Reply[" + status + ", " + body.length + " bytes]";
    }
}
