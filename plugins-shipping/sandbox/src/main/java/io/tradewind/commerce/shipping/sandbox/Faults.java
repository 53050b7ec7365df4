package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.RejectCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Lets the truth happen, and spoils the answer as the book says. Thread-safe. */
final class Faults {
    private static final Duration SHORTLY = Duration.ofMillis(100);

    private final SandboxCarrierBook book;
    private final Clock clock;
    private final Duration hangBeyond;

    Faults(SandboxCarrierBook book, Clock clock, Duration hangBeyond) {
        this.book = book;
        this.clock = clock;
        this.hangBeyond = hangBeyond;
    }

    /**
     * One call.
     *
     * @param kind its kind
     * @param operation its operation, if it has one
     * @param deadline when the caller stops waiting
     * @param wanted the fault that setting or postcode ask for
     */
    record Site(CarrierCall kind, Optional<OperationId> operation, Instant deadline, Fault wanted) {
        static Site reading(CarrierCall kind, Instant deadline) {
            return new Site(kind, Optional.empty(), deadline, Fault.NONE);
        }
    }

    /**
     * Answers one call.
     *
     * @param site the call
     * @param truth does it, once per operation
     * @param spoil turns the true answer into rubbish
     */
    @SuppressWarnings("NullAway") // answering null is one of the faults
    <T> Answer<T> answer(Site site, Supplier<Answer<T>> truth, UnaryOperator<Answer<T>> spoil) {
        return switch (book.fault(site.kind(), site.operation(), site.wanted())) {
            case NONE -> truth.get();
            case REFUSE -> new Answer.Refused<>("scripted", "as scripted");
            case REJECT -> new Answer.Rejected<>(RejectCode.INVALID_REQUEST, "as scripted");
            case NOT_SENT -> new Answer.NotSent<>("as scripted");
            case LOST_BEFORE -> unknown();
            case THROW -> throw new IllegalStateException("as scripted, without effect");
            case HANG_BEFORE -> {
                hang(site.deadline(), hangBeyond);
                yield unknown();
            }
            case LOST_ANSWER -> {
                Answer<T> lost = truth.get();
                yield lost instanceof Answer.Done ? unknown() : lost;
            }
            case THROW_AFTER -> {
                Answer<T> lost = truth.get();
                throw new IllegalStateException(
                        "as scripted, after " + lost.getClass().getSimpleName());
            }
            case HANG -> {
                Answer<T> late = truth.get();
                hang(site.deadline(), hangBeyond);
                yield late;
            }
            case LATE -> {
                Answer<T> late = truth.get();
                hang(site.deadline(), SHORTLY);
                yield late;
            }
            case NULL -> {
                Answer<T> lost = truth.get();
                yield lost instanceof Answer.Done ? null : lost;
            }
            case GARBAGE -> spoil.apply(truth.get());
        };
    }

    private static <T> Answer<T> unknown() {
        return new Answer.Unknown<>(Optional.empty(), "as scripted");
    }

    /** Waits in real time: a hanging carrier does not care for the shop's clock. */
    private void hang(Instant deadline, Duration beyond) {
        CountDownLatch released = book.hanging();
        long millis = Duration.between(clock.instant(), deadline).plus(beyond).toMillis();
        try {
            boolean ignored = released.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
