package io.tradewind.commerce.spi.pricing;

import static java.util.Objects.requireNonNull;

import org.joda.money.Money;

/**
 * A proposed change of price.
 *
 * @param target id of a line, or {@link #BASKET} or {@link #DELIVERY}
 * @param amount negative for a discount
 * @param reason what the buyer reads
 */
public record Proposal(String target, Money amount, String reason) {
    /** Target of a change to the whole basket, spread over its lines by the core. */
    public static final String BASKET = "basket";

    /** Target of a change to the price of delivery. */
    public static final String DELIVERY = "delivery";

    /** Refuses missing parts. */
    public Proposal {
        requireNonNull(target, "target");
        requireNonNull(amount, "amount");
        requireNonNull(reason, "reason");
    }
}
