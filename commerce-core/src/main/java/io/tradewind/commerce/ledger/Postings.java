package io.tradewind.commerce.ledger;

import io.tradewind.commerce.spi.Internal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;

/** Writes transactions into the ledger, in the transaction of whoever moves the money. Safe for many threads. */
@Internal
@Singleton
public final class Postings {
    private final LedgerStore store;

    @Inject
    Postings(LedgerStore store) {
        this.store = store;
    }

    /**
     * What a transaction is about.
     *
     * @param id unique: the same again is an error
     * @param provider plugin account, else empty
     * @param subject what its balance is the balance of
     * @param root the checkout or order
     * @param reference what others call it; may be empty
     */
    public record Head(
            int store,
            UUID id,
            String provider,
            UUID subject,
            UUID root,
            LedgerEntry.Kind kind,
            CurrencyUnit currency,
            String reference,
            Instant at,
            String actor) {}

    /** Writes one transaction: one statement, or none if nothing is left of it. Sides of one account are one entry. */
    public void post(Handle handle, Head head, List<Posting> sides) {
        Map<LedgerAccount, Long> sums = new EnumMap<>(LedgerAccount.class);
        sides.forEach(it -> sums.merge(it.account(), it.amount(), Math::addExact));
        sums.values().removeIf(it -> it == 0);
        if (sums.values().stream().mapToLong(it -> it).sum() != 0) {
            throw new IllegalArgumentException("the sides of " + head.id() + " do not balance: " + sums);
        }
        store.insert(handle, head, sums);
    }
}
