package io.tradewind.commerce.spi.http;

import java.io.IOException;
import java.util.Optional;

/**
 * Carries a failed {@link HttpReply} through a vendor's SDK that only knows exceptions; found again in the cause chain
 * with {@link #in}.
 */
public final class TransportFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final String why;

    private TransportFailure(boolean sent, String why) {
        super((sent ? "outcome unknown: " : "not sent: ") + why);
        this.sent = sent;
        this.why = why;
    }

    /** Returns the failure of a request that was not sent. */
    public static TransportFailure of(HttpReply.NotSent reply) {
        return new TransportFailure(false, reply.why());
    }

    /** Returns the failure of a request whose outcome is unknown. */
    public static TransportFailure of(HttpReply.Unknown reply) {
        return new TransportFailure(true, reply.why());
    }

    /** Returns what happened: {@link HttpReply.NotSent} or {@link HttpReply.Unknown}. */
    public HttpReply reply() {
        return sent ? new HttpReply.Unknown(why) : new HttpReply.NotSent(why);
    }

    /** Returns the transport failure within an exception's chain of causes, if there is one. */
    public static Optional<TransportFailure> in(Throwable thrown) {
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < 32; depth++) {
            if (each instanceof TransportFailure found) {
                return Optional.of(found);
            }
            each = each.getCause();
        }
        return Optional.empty();
    }
}
