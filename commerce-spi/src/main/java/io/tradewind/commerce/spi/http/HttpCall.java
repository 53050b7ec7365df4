package io.tradewind.commerce.spi.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * One HTTP request. Prints method and address without query; headers and body may hold secrets.
 *
 * @param method HTTP method in capitals
 * @param uri absolute address
 * @param headers request headers
 * @param body request body, empty for none; copied on the way in and out
 * @param deadline when the exchange ends, whatever its state
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpCall(String method, URI uri, Map<String, String> headers, byte[] body, Instant deadline) {
    /** Copies headers and body. */
    public HttpCall {
        requireNonNull(method, "method");
        requireNonNull(uri, "uri");
        requireNonNull(deadline, "deadline");
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return "HttpCall[" + method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath() + ", "
                + body.length + " bytes]";
    }
}
