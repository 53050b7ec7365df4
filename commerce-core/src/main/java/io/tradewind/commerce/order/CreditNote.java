package io.tradewind.commerce.order;

import io.tradewind.commerce.pricing.TaxLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * What an order's invoice counts less by, because of units that were cancelled or taken back, or money that was given back
 * for something else. All credit notes of an order together never exceed its total, nor the tax of a rate that rate's.
 * Immutable once it is there.
 *
 * @param number of the order's own series, such as {@code R-1001-C1}, without gaps
 * @param orderNumber number of the order and its invoice
 * @param total what the invoice counts less by, tax included; positive
 * @param taxLines the part of it by tax rate; empty if the order declares no tax
 */
public record CreditNote(
        OrderId orderId,
        String number,
        String orderNumber,
        Instant issuedAt,
        List<Line> lines,
        Money total,
        List<TaxLine> taxLines) {
    /** Copies the lists. */
    public CreditNote {
        lines = List.copyOf(lines);
        taxLines = List.copyOf(taxLines);
    }

    /** What a line is about. */
    public enum About {
        /** Units of an order line, or a part of what was paid for them. */
        LINE,
        /** The delivery. */
        DELIVERY,
        /** A reduction of the price; negative on the note that credits all that is left after one. */
        REDUCTION
    }

    /**
     * A line.
     *
     * @param lineId the order line, for a line
     * @param units that were cancelled; zero where it is about an amount
     * @param amount tax included
     */
    public record Line(About about, Optional<UUID> lineId, int units, Money amount) {}
}
