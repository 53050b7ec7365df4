package io.tradewind.commerce.promotion;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.ledger.LedgerAccount;
import io.tradewind.commerce.ledger.LedgerEntry;
import io.tradewind.commerce.ledger.Posting;
import io.tradewind.commerce.ledger.Postings;
import io.tradewind.commerce.promotion.CommissionStore.NewEntry;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** What other rooms do with commissions inside their transaction. Safe for many threads. */
@Internal
@Singleton
public final class Commissions {
    private final CommissionStore store;
    private final InfluencerStore influencers;
    private final Postings ledger;
    private final Outbox outbox;
    private final World world;

    @Inject
    Commissions(CommissionStore store, InfluencerStore influencers, Postings ledger, Outbox outbox, World world) {
        this.store = store;
        this.influencers = influencers;
        this.ledger = ledger;
        this.outbox = outbox;
        this.world = world;
    }

    /**
     * An order was placed by somebody whom the influencer sent; once for each order. It can be paid out when the store's
     * return window, counted from now, is over.
     *
     * @param netOfTaxDeliveryReturns the goods that count, without tax and delivery
     */
    public void accrue(Handle handle, Scope scope, UUID orderId, String influencer, Money netOfTaxDeliveryReturns) {
        Influencer found = influencers
                .find(handle, scope.storeId(), influencer)
                .orElseThrow(() -> CommerceException.notFound("influencer"));
        long base = scope.minor(netOfTaxDeliveryReturns);
        if (base < 0) {
            throw CommerceException.badArgument("net goods", netOfTaxDeliveryReturns, "not negative");
        }
        Commission commission = new Commission(
                scope.storeId(),
                world.id(),
                orderId,
                influencer,
                found.commission(),
                base,
                0,
                Commission.on(base, found.commission()),
                0,
                0,
                CommissionState.ACCRUED,
                1);
        if (store.insert(
                handle, commission, world.now().plus(scope.store().policy().returnWindow()), world.now())) {
            NewEntry entry = new NewEntry(world.id(), Statement.Kind.ACCRUAL, base, commission.amount(), orderId);
            store.insert(handle, commission, entry, world.now());
            post(handle, scope, commission, entry);
            outbox.record(handle, scope, List.of(change(commission, "")));
        }
    }

    /**
     * Goods of that net price came back or were cancelled: commission is taken back pro rata. The same cause twice counts
     * once; an order without commission is left alone.
     */
    public void reverse(Handle handle, Scope scope, UUID orderId, UUID cause, Money netReturned) {
        long net = scope.minor(netReturned);
        if (net < 0) {
            throw CommerceException.badArgument("net returned", netReturned, "not negative");
        }
        Optional<Commission> found = store.ofOrder(handle, scope.storeId(), orderId);
        if (found.isEmpty() || found.get().state() == CommissionState.REVERSED) {
            return;
        }
        Commission before = found.get();
        Commission after = before.after(net);
        NewEntry entry = new NewEntry(
                world.id(),
                Statement.Kind.REVERSAL,
                before.returned() - after.returned(),
                before.takenBack() - after.takenBack(),
                cause);
        if (store.insert(handle, before, entry, world.now())) {
            store.update(handle, List.of(after));
            post(handle, scope, before, entry);
            outbox.record(handle, scope, List.of(change(after, before.state().name())));
        }
    }

    /** Settles everything that is due to the influencer; the sum, zero if more was taken back than has come in. */
    Money payOut(Handle handle, Scope scope, String influencer, UUID cause) {
        List<Commission> due = store.unsettled(handle, scope.storeId(), influencer);
        long sum = due.stream().mapToLong(Commission::due).sum();
        if (sum <= 0) {
            return scope.money(0);
        }
        List<Commission> after = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Commission it : due) {
            Commission settled = it.settled();
            NewEntry entry = new NewEntry(world.id(), Statement.Kind.PAYOUT, 0, -it.due(), cause);
            store.insert(handle, it, entry, world.now());
            post(handle, scope, it, entry);
            after.add(settled);
            changes.add(change(settled, it.state().name()));
        }
        store.update(handle, after);
        outbox.record(handle, scope, changes);
        return scope.money(sum);
    }

    private void post(Handle handle, Scope scope, Commission commission, NewEntry entry) {
        boolean paid = entry.kind() == Statement.Kind.PAYOUT;
        ledger.post(
                handle,
                new Postings.Head(
                        scope.storeId(),
                        entry.id(),
                        "",
                        commission.id(),
                        commission.orderId(),
                        LedgerEntry.Kind.COMMISSION,
                        scope.store().currency(),
                        commission.influencer(),
                        world.now(),
                        scope.actor().label()),
                List.of(
                        new Posting(paid ? LedgerAccount.BANK : LedgerAccount.COMMISSIONS, entry.amount()),
                        new Posting(LedgerAccount.INFLUENCERS, -entry.amount())));
    }

    static Change change(Commission after, String from) {
        return Change.of(
                CommissionFlow.TABLE.machine(),
                after.id(),
                after.version(),
                from,
                after.state().name(),
                after.orderId(),
                null);
    }
}
