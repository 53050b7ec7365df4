package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets what goes over the port be heard by the record of the call it belongs to. Safe for many threads. */
record RecordingHttp(HttpPort port, Clock clock) implements HttpPort {
    @Override
    public HttpReply send(HttpCall call) {
        Instant begun = clock.instant();
        HttpReply reply = port.send(call);
        Transcript.hear(new Exchange(call, reply, Duration.between(begun, clock.instant())));
        return reply;
    }
}
