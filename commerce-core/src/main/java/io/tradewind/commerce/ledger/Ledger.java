package io.tradewind.commerce.ledger;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/**
 * The money ledger of a store, for staff who keep its books. What happens to payments and commissions is written here by
 * itself; what only the provider's statement tells (fees, payouts) is added by hand or by the host. Bound to one store
 * and actor; cheap to make, safe for many threads.
 */
public final class Ledger {
    private final Scope scope;
    private final LedgerStore store;
    private final Postings postings;
    private final World world;

    @Inject
    Ledger(@Assisted Scope scope, LedgerStore store, Postings postings, World world) {
        this.scope = scope;
        this.store = store;
        this.postings = postings;
        this.world = world;
    }

    /** What stands in each account, by plugin account and currency; the sum of all is zero. */
    public List<LedgerBalance> balances() {
        return balancesAt(Instant.MAX);
    }

    /**
     * The same as it stood before a moment.
     *
     * @param until entries of that moment and later do not count
     */
    public List<LedgerBalance> balancesAt(Instant until) {
        scope.require(Permission.PAYMENTS);
        Instant bound = until.isAfter(world.now()) ? world.now().plusSeconds(1) : until;
        return scope.tx().read("ledger.balances", handle -> store.balances(handle, scope.storeId(), bound));
    }

    /** Everything that happened to the money of an order, oldest first. */
    public List<LedgerEntry> of(UUID orderId) {
        Given.value("orderId", orderId);
        scope.require(Permission.PAYMENTS);
        return scope.tx().read("ledger.of", handle -> store.of(handle, scope.storeId(), orderId));
    }

    /**
     * The entries of a stretch of time, oldest first, at most 10,000.
     *
     * @param until the first moment that does not belong to it
     */
    public List<LedgerEntry> between(Instant from, Instant until) {
        scope.require(Permission.PAYMENTS);
        return scope.tx().read("ledger.between", handle -> store.between(handle, scope.storeId(), from, until));
    }

    /**
     * A provider kept a fee; a negative amount is one it gave back.
     *
     * @param account plugin account, such as {@code card-eu}
     * @param reference of the line on the provider's statement, 1 to 255 characters; the same one again is written once
     */
    public void fee(String account, Money amount, String reference) {
        write(account, amount, reference, LedgerEntry.Kind.FEE, LedgerAccount.FEES);
    }

    /**
     * A provider paid money out to the shop's bank; a negative amount is money it fetched there.
     *
     * @param account plugin account, such as {@code card-eu}
     * @param reference of the line on the provider's statement, 1 to 255 characters; the same one again is written once
     */
    public void payout(String account, Money amount, String reference) {
        write(account, amount, reference, LedgerEntry.Kind.PAYOUT, LedgerAccount.BANK);
    }

    private void write(String account, Money amount, String reference, LedgerEntry.Kind kind, LedgerAccount goesTo) {
        scope.require(Permission.PAYMENTS);
        if (Given.value("account", account).isBlank() || account.length() > 60) {
            throw CommerceException.badArgument("account", account, "name the plugin account, 1 to 60 characters");
        } else if (amount.isZero()) {
            throw CommerceException.badArgument("amount", amount, "nothing to write down");
        } else if (Given.value("reference", reference).isBlank() || reference.length() > 255) {
            throw CommerceException.badArgument("reference", reference, "1 to 255 characters are needed");
        }
        UUID id = UUID.nameUUIDFromBytes((kind + "|" + account + "|" + reference).getBytes(StandardCharsets.UTF_8));
        long minor = amount.getAmountMinorLong();
        Postings.Head head = new Postings.Head(
                scope.storeId(),
                id,
                account,
                id,
                id,
                kind,
                amount.getCurrencyUnit(),
                reference,
                world.now(),
                scope.actor().label());
        try {
            scope.tx().write("ledger.write", handle -> {
                if (!store.knows(handle, scope.storeId(), id)) {
                    postings.post(
                            handle,
                            head,
                            List.of(new Posting(LedgerAccount.CLEARING, -minor), new Posting(goesTo, minor)));
                }
                return true;
            });
        } catch (RuntimeException e) {
            if (!SqlErrors.isDuplicate(e)) { // somebody else wrote the same line just now
                throw e;
            }
        }
    }
}
