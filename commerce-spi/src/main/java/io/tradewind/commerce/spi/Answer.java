package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Outcome of a call to a carrier, sender or other remote point. Payments use the finer {@code PaymentResult}.
 *
 * <p>"It did not happen" ({@link NotSent}) and "it may have happened" ({@link Unknown}) are different: an exception,
 * {@code null} or a missed deadline counts as {@code Unknown}, never as a failure.
 *
 * @param <T> what a successful call brings
 */
public sealed interface Answer<T> {
    /**
     * It happened.
     *
     * @param value what came back
     */
    record Done<T>(T value) implements Answer<T> {
        /** Refuses a missing value. */
        public Done {
            requireNonNull(value, "value");
        }
    }

    /**
     * Accepted, not finished.
     *
     * @param ref what to ask for
     * @param askAgainAt when asking is worth while
     */
    record Pending<T>(ProviderRef ref, Instant askAgainAt) implements Answer<T> {
        /** Refuses missing parts. */
        public Pending {
            requireNonNull(ref, "ref");
            requireNonNull(askAgainAt, "askAgainAt");
        }
    }

    /**
     * The provider says no: address not served, number invalid.
     *
     * @param code the provider's own code, or the plugin's lower-kebab word for it
     * @param detail a diagnostic without personal data
     */
    record Refused<T>(String code, String detail) implements Answer<T> {
        /** Refuses missing parts. */
        public Refused {
            requireNonNull(code, "code");
            requireNonNull(detail, "detail");
        }
    }

    /**
     * Ours to fix: alarms staff, does not blame the shopper.
     *
     * @param code what is wrong
     * @param detail a diagnostic without secrets and personal data
     */
    record Rejected<T>(RejectCode code, String detail) implements Answer<T> {
        /** Refuses missing parts. */
        public Rejected {
            requireNonNull(code, "code");
            requireNonNull(detail, "detail");
        }
    }

    /**
     * Proven not to have reached the provider: the same operation may be sent again.
     *
     * @param why a diagnostic
     */
    record NotSent<T>(String why) implements Answer<T> {
        /** Refuses a missing reason. */
        public NotSent {
            requireNonNull(why, "why");
        }
    }

    /**
     * It may have happened.
     *
     * @param ref the provider's reference, if one is known
     * @param why a diagnostic
     */
    record Unknown<T>(Optional<ProviderRef> ref, String why) implements Answer<T> {
        /** Refuses missing parts. */
        public Unknown {
            requireNonNull(ref, "ref");
            requireNonNull(why, "why");
        }
    }

    /** Returns the answer of a plugin that cannot do this; it MUST NOT have sent anything (PAY-CAP-2). */
    static <T> Answer<T> unsupported(String what) {
        return new Rejected<>(RejectCode.UNSUPPORTED, what);
    }

    /**
     * Returns the value, for scripts and tests that expect success.
     *
     * @throws IllegalStateException when this is not {@link Done}
     */
    default T orThrow() {
        if (this instanceof Done<T> done) {
            return done.value();
        }
        throw new IllegalStateException("not done: " + this);
    }
}
