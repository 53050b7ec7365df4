package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers as scripted, whatever is true: loses answers, lies, hangs, throws. Safe for use by many threads. */
final class ScriptedAnswers {
    private static final Duration SHORTLY = Duration.ofMillis(100);

    private final SandboxSettings settings;
    private final SandboxBook book;
    private final Clock clock;

    ScriptedAnswers(SandboxSettings settings, SandboxBook book, Clock clock) {
        this.settings = settings;
        this.book = book;
        this.clock = clock;
    }

    /** What really happens. */
    interface Truth {
        PaymentResult happen(Script script);
    }

    PaymentResult answer(SandboxOrder order, Script wanted, Truth truth) {
        return answer(SandboxCall.of(order.kind()), order, wanted, truth);
    }

    @SuppressWarnings("NullAway") // answering null is one of the faults
    PaymentResult answer(SandboxCall call, SandboxOrder order, Script wanted, Truth truth) {
        if (book.isDown()) {
            return new PaymentResult.NotSent("the sandbox was told to be down");
        }
        if (settings.badCredentials()) {
            return SandboxResults.rejected(RejectCode.BAD_CREDENTIALS, "the API key is not accepted");
        }
        Script script = book.script(call, order.id(), wanted);
        return switch (script.word()) {
            case REJECT -> SandboxResults.rejected(script.rejectCode(), "as scripted");
            case NOT_SENT -> new PaymentResult.NotSent("as scripted");
            case THROW -> throw new IllegalStateException("as scripted, without effect");
            case UNKNOWN_BEFORE -> unknown(Optional.empty());
            case HANG_BEFORE -> {
                hang(order.call().deadline(), settings.hangBeyond(), false);
                yield unknown(Optional.empty());
            }
            case THROW_AFTER -> {
                truth.happen(Script.APPROVE);
                throw new IllegalStateException("as scripted, with effect");
            }
            case NULL -> {
                truth.happen(Script.APPROVE);
                yield null;
            }
            case UNKNOWN -> unknown(reference(truth.happen(Script.APPROVE)));
            case LIE -> lie(script.argument(), truth.happen(Script.APPROVE));
            case LATE -> {
                PaymentResult late = truth.happen(Script.APPROVE);
                hang(order.call().deadline(), SHORTLY, false);
                yield late;
            }
            case HANG, HANG_DEAF -> {
                PaymentResult late = truth.happen(Script.APPROVE);
                hang(order.call().deadline(), settings.hangBeyond(), script.word() == Script.Word.HANG_DEAF);
                yield late;
            }
            case APPROVE, DECLINE, ACTION, STEP, PENDING -> truth.happen(script);
            case UNAVAILABLE, NOT_FOUND -> throw new IllegalStateException(script.word() + " is for questions");
        };
    }

    private static PaymentResult unknown(Optional<ProviderRef> ref) {
        return new PaymentResult.Unknown(ref, "as scripted", Details.NONE);
    }

    private static Optional<ProviderRef> reference(PaymentResult result) {
        return result instanceof PaymentResult.Approved it ? Optional.of(it.ref()) : Optional.empty();
    }

    private static PaymentResult lie(String about, PaymentResult truth) {
        if (!(truth instanceof PaymentResult.Approved it)) {
            return truth;
        }
        return switch (about) {
            case "currency" ->
                new PaymentResult.Approved(
                        it.ref(), SandboxResults.inAnotherCurrency(it.amount()), it.effect(), it.details());
            case "reference" ->
                new PaymentResult.Approved(new ProviderRef("not-" + it.ref()), it.amount(), it.effect(), it.details());
            case "effect" ->
                new PaymentResult.Approved(it.ref(), it.amount(), SandboxResults.another(it.effect()), it.details());
            case "state" -> SandboxResults.declined(DeclineCode.DO_NOT_HONOR);
            default -> new PaymentResult.Approved(it.ref(), it.amount().plusMinor(1), it.effect(), it.details());
        };
    }

    /** Waits in real time: a hanging provider does not care for the shop's clock. */
    void hang(Instant deadline, Duration beyond, boolean deaf) {
        CountDownLatch released = book.hanging();
        long nanos = Duration.between(clock.instant(), deadline).plus(beyond).toNanos();
        long end = System.nanoTime() + Math.max(0, nanos);
        boolean interrupted = false;
        while (true) {
            try {
                boolean ignored = released.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException asked) {
                interrupted = true;
                if (!deaf) {
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
