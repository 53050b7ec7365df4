package io.tradewind.commerce.ledger;

import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;

/**
 * One side of something that happened to money; the amounts of all with the same transaction add up to zero. Immutable.
 *
 * @param transaction what belongs together
 * @param account what it is about
 * @param provider plugin account, where one is concerned; else empty
 * @param subject the payment, the commission, or the transaction itself
 * @param orderId the checkout, and later the order; the transaction itself where none is concerned
 * @param kind what happened
 * @param amount never zero
 * @param reference what others call it: the provider's reference, the line of a statement; may be empty
 * @param at when it was written
 * @param actor who did it
 */
public record LedgerEntry(
        UUID transaction,
        LedgerAccount account,
        String provider,
        UUID subject,
        UUID orderId,
        Kind kind,
        Money amount,
        String reference,
        Instant at,
        String actor) {
    /** What happened. */
    public enum Kind {
        /** Money of a buyer was reserved, taken, given up, given back or charged back. */
        PAYMENT,
        /** A commission was earned, taken back or paid. */
        COMMISSION,
        /** A provider kept something for its service. */
        FEE,
        /** A provider paid out to the shop's bank. */
        PAYOUT
    }
}
