package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.PaymentStore.Fact;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Books money that moved without any operation of ours. Staff have a task about it already. */
@Singleton
final class OutsideMoney {
    private final PaymentStore payments;
    private final Obligations obligations;
    private final Outbox outbox;
    private final World world;

    @Inject
    OutsideMoney(PaymentStore payments, Obligations obligations, Outbox outbox, World world) {
        this.payments = payments;
        this.obligations = obligations;
        this.outbox = outbox;
        this.world = world;
    }

    /**
     * Writes it down on a locked payment. What is held above the sum that may be kept stands as an obligation.
     *
     * @param key unique among facts of its account and kind
     * @param ref the provider's reference of it
     * @param task staff's task about it
     */
    void book(Handle handle, Scope scope, PaymentRow payment, Booking booking, String key, String ref, UUID task) {
        List<Fact> facts = new ArrayList<>();
        for (Booking.Entry entry : booking.facts()) {
            if (entry.amount() != 0) {
                facts.add(new Fact(world.id(), payment.id(), null, entry.kind(), entry.amount(), key, ref, task));
            }
        }
        payments.save(handle, payment, booking.position(), payment.ref());
        payments.write(handle, payment, facts, world.now(), scope.actor().label());
        long keep = payment.unwanted() ? 0 : payment.amount();
        if (booking.position().secured() > keep) {
            List<Change> changes = new ArrayList<>();
            obligations.incur(
                    handle,
                    scope,
                    ObligationRow.Kind.OUTSIDE,
                    payment.with(booking.position()),
                    keep,
                    "outside:" + task,
                    "Money moved on this payment that this shop did not ask for.",
                    changes);
            outbox.record(handle, scope, changes);
        }
        obligations.wake(handle, scope, payment.id());
    }
}
