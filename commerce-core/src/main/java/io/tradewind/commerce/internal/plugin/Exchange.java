package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpReply;
import java.net.URI;
import java.time.Duration;

/** One request that a plugin sent over the host's HTTP port, and what came back. */
record Exchange(HttpCall call, HttpReply reply, Duration took) {
    /** What was sent; the query of the address, headers and everything that is not known to be harmless left out. */
    String sent() {
        URI to = call.uri();
        String port = to.getPort() < 0 ? "" : ":" + to.getPort();
        return call.method() + " " + to.getScheme() + "://" + to.getHost() + port + to.getPath() + body(call.body());
    }

    /** What came back, likewise. */
    String received() {
        if (reply instanceof HttpReply.Answered it) {
            return it.status() + " after " + took.toMillis() + " ms" + body(it.body());
        } else if (reply instanceof HttpReply.NotSent it) {
            return "not sent: " + it.why();
        } else if (reply instanceof HttpReply.Unknown it) {
            return "no answer after " + took.toMillis() + " ms: " + it.why();
        }
        return "";
    }

    private static String body(byte[] bytes) {
        String text = Redaction.body(bytes);
        return text.isEmpty() ? "" : "\n" + text;
    }
}
