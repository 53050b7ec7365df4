package io.tradewind.commerce.error;

import io.tradewind.commerce.spi.CardNumbers;
import org.jspecify.annotations.Nullable;

/**
 * What a programmer or the world causes. What a customer or a race can cause is a sealed answer instead. The message
 * names the thing, its state and the way out, and starts with the stable code.
 */
public class CommerceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** A failure of that kind; {@code what} names the thing and its state. */
    public CommerceException(ErrorCode code, String what) {
        this(code, what, null);
    }

    /** A failure of that kind with the exception that led to it. */
    public CommerceException(ErrorCode code, String what, @Nullable Throwable cause) {
        super(code.code() + " " + what + (what.contains("Fix:") ? "" : " Fix: " + code.fix()), cause);
        this.code = code;
    }

    /** There is no such thing for this actor in this store: unknown and foreign ids get the same words. */
    public static CommerceException notFound(String what) {
        return new CommerceException(ErrorCode.NOT_FOUND, "No such " + what + ".");
    }

    /** A value of a call is wrong; names field, value and bound. */
    public static CommerceException badArgument(String field, Object value, String rule) {
        String shown = CardNumbers.mask(String.valueOf(value));
        return new CommerceException(
                ErrorCode.BAD_ARGUMENT,
                field + " is '" + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown) + "': " + rule + ".");
    }

    /** The stable kind of failure. */
    public ErrorCode code() {
        return code;
    }

    /** True if the same call may succeed when it is simply made again. */
    public boolean retryable() {
        return code == ErrorCode.CONTENTION || code == ErrorCode.OUTCOME_UNKNOWN || code == ErrorCode.GATE_TIMEOUT;
    }
}
