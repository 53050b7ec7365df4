package io.tradewind.commerce.payment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * Something that happened to the money of a payment. Facts are only added; amounts of payments are their sums. Immutable.
 *
 * @param paymentId the payment
 * @param operationId what was asked of the provider; empty for money that moved outside this library
 * @param account plugin account it went through
 * @param kind what happened
 * @param amount how much
 * @param reference the provider's, or that of a receipt; may be empty
 * @param at when it was learnt
 * @param actor who brought it about, such as {@code staff:mia} or {@code system:payments}
 */
public record MoneyFact(
        UUID paymentId,
        Optional<UUID> operationId,
        String account,
        FactKind kind,
        Money amount,
        String reference,
        Instant at,
        String actor) {
    /** True if it moved outside this library: by hand at the provider, or taken by a bank. */
    public boolean outside() {
        return operationId.isEmpty();
    }
}
