package io.tradewind.commerce.testkit.payment;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.Retry;

/**
 * An instrument the provider declines, and what the plugin has to make of it.
 *
 * @param instrument how the buyer pays
 * @param code the code expected
 * @param retry the advice expected
 * @param rawCode the provider's own code, expected in the details
 */
public record ScriptedDecline(Instrument instrument, DeclineCode code, Retry retry, String rawCode) {
    /** Refuses missing parts. */
    public ScriptedDecline {
        requireNonNull(instrument, "instrument");
        requireNonNull(code, "code");
        requireNonNull(retry, "retry");
        requireNonNull(rawCode, "rawCode");
    }
}
