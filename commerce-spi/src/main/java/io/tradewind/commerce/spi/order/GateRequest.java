package io.tradewind.commerce.spi.order;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.CheckoutSummary;
import java.time.Instant;

/**
 * A checkout to be judged.
 *
 * @param checkout what is being bought
 * @param buyer who buys
 * @param account the shop's name of the payment account
 * @param deadline when the verdict is no longer of use
 */
public record GateRequest(CheckoutSummary checkout, Buyer buyer, String account, Instant deadline) {
    /** Refuses missing parts. */
    public GateRequest {
        requireNonNull(checkout, "checkout");
        requireNonNull(buyer, "buyer");
        requireNonNull(account, "account");
        requireNonNull(deadline, "deadline");
    }
}
