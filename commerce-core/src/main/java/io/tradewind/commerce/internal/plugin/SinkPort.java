package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.EventSink;
import java.time.Instant;
import java.util.Optional;

/** One account that takes durable events, behind its guard. Safe for many threads. */
@Internal
public final class SinkPort {
    private final Guard guard;
    private final EventSink sink;
    private final Answers answers;

    SinkPort(Guard guard, EventSink sink) {
        this.guard = guard;
        this.sink = sink;
        this.answers = new Answers(guard.account().scrub());
    }

    /** The shop's name for the account. */
    public String account() {
        return guard.account().name();
    }

    /** Hands one event over; only {@code Done} acknowledges it. */
    public Answer<Boolean> accept(EventSink.Delivery delivery) {
        return guard.call(
                new Site(CallKind.EFFECT, "accept", Optional.of(delivery.id()), 1, Instant.MAX),
                () -> {
                    sink.accept(delivery);
                    return new Answer.Done<>(true);
                },
                Shape.<Boolean>answer(),
                answers::clean,
                tooLate -> {});
    }
}
