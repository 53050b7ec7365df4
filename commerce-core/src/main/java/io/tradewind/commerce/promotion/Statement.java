package io.tradewind.commerce.promotion;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/**
 * What an influencer earned in a period.
 *
 * @param from the first instant of the period
 * @param until the first instant after it
 * @param entries oldest first
 * @param sales goods without tax and delivery on which commission was earned, before returns
 * @param returned goods of these or earlier orders that came back; zero or more
 * @param earned commission on the sales
 * @param reversed commission taken back; zero or more
 * @param paid paid out in the period
 * @param pending earned at present on goods that may still come back
 * @param payable what could be paid out now: earned for good, less what was taken back from commission already paid;
 *     negative if that is more
 */
public record Statement(
        Influencer influencer,
        Instant from,
        Instant until,
        List<Entry> entries,
        Money sales,
        Money returned,
        Money earned,
        Money reversed,
        Money paid,
        Money pending,
        Money payable) {
    /** Copies the list. */
    public Statement {
        entries = List.copyOf(entries);
    }

    /** What an entry of the ledger is about. */
    public enum Kind {
        /** Commission was earned. */
        ACCRUAL,
        /** Commission was taken back, since goods came back. */
        REVERSAL,
        /** Commission was paid out. */
        PAYOUT
    }

    /**
     * A line of the ledger; never changed or removed.
     *
     * @param orderId the order it is about
     * @param goods net goods; negative if they came back, zero for a payout
     * @param commission negative if it was taken back or paid out
     * @param state of the order's commission at present
     */
    public record Entry(Instant at, Kind kind, UUID orderId, Money goods, Money commission, CommissionState state) {}
}
