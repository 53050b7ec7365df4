package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The host's own way out, with a copy of what went through. Safe for many threads. */
final class RecordingPort implements HttpPort {
    private final HttpPort way;
    private final List<HttpCall> calls = new CopyOnWriteArrayList<>();

    RecordingPort(HttpPort way) {
        this.way = way;
    }

    @Override
    public HttpReply send(HttpCall call) {
        calls.add(call);
        return way.send(call);
    }

    List<HttpCall> calls() {
        return List.copyOf(calls);
    }
}
