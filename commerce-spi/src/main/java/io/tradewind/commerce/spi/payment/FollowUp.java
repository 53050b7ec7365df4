package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OrderLine;
import io.tradewind.commerce.spi.ProviderRef;
import java.util.List;
import org.joda.money.Money;

/**
 * Captures, cancels, refunds or raises a payment.
 *
 * @param call identity and time budget
 * @param payment the provider's reference of the payment
 * @param amount how much of it
 * @param open what is open for this kind of operation before it: reserved and uncaptured for capture and cancel, unrefunded
 *     for refund, authorised in all and not given up for a raise
 * @param last whether nothing more of this kind will follow
 * @param lines the order lines concerned, possibly none
 * @param reason a short reason for the provider's records, without personal data
 */
public record FollowUp(
        Call call, ProviderRef payment, Money amount, Money open, boolean last, List<OrderLine> lines, String reason) {
    /** Copies the lines and refuses missing parts. */
    public FollowUp {
        requireNonNull(call, "call");
        requireNonNull(payment, "payment");
        requireNonNull(amount, "amount");
        requireNonNull(open, "open");
        requireNonNull(reason, "reason");
        lines = List.copyOf(lines);
    }
}
