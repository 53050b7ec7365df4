package io.tradewind.commerce.spi.pricing;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * A frozen basket to be taxed.
 *
 * @param from where the goods start
 * @param to where they go
 * @param currency currency of all amounts
 * @param included whether the amounts already contain the tax
 * @param lines what is taxed, delivery among it
 * @param exemption number of the buyer's exemption, if there is one
 * @param at the moment whose rates count
 * @param deadline when the answer is no longer of use
 */
public record TaxRequest(
        Address from,
        Address to,
        CurrencyUnit currency,
        boolean included,
        List<Line> lines,
        Optional<String> exemption,
        Instant at,
        Instant deadline) {
    /**
     * Something taxed.
     *
     * @param id the line, unique within the request
     * @param category the shop's tax category
     * @param quantity how many
     * @param amount price of the line after discounts
     */
    public record Line(String id, String category, int quantity, Money amount) {
        /** Refuses missing parts. */
        public Line {
            requireNonNull(id, "id");
            requireNonNull(category, "category");
            requireNonNull(amount, "amount");
        }
    }

    /** Copies the lines. */
    public TaxRequest {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(currency, "currency");
        requireNonNull(exemption, "exemption");
        requireNonNull(at, "at");
        requireNonNull(deadline, "deadline");
        lines = List.copyOf(lines);
    }
}
