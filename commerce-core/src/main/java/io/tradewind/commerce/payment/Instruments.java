package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instruments that providers keep for buyers who agreed to it. Only the provider's reference is stored, and only whoever
 * saved an instrument sees it. What the buyer removes is gone at once; the provider is told until it has heard. Safe for
 * many threads.
 */
@Internal
@Singleton
public final class Instruments {
    private static final String JOB = "payment-instruments";
    private static final Logger log = LoggerFactory.getLogger(Instruments.class);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int LONGEST_LABEL = 200;

    private final InstrumentStore store;
    private final PaymentStore payments;
    private final Gateways gateways;
    private final Scopes scopes;
    private final JobBell bell;
    private final Tx tx;
    private final World world;

    @Inject
    Instruments(
            InstrumentStore store,
            PaymentStore payments,
            Gateways gateways,
            Scopes scopes,
            JobBell bell,
            Tx tx,
            World world) {
        this.store = store;
        this.payments = payments;
        this.gateways = gateways;
        this.scopes = scopes;
        this.bell = bell;
        this.tx = tx;
        this.world = world;
    }

    /** The job that tells providers what buyers removed. */
    public Job job() {
        return new Job(JOB, Duration.ofMinutes(5), this::step);
    }

    List<KeptInstrument> of(Scope scope) {
        YearMonth now = now(scope);
        return scope
                .tx()
                .read(
                        "payments.saved",
                        handle ->
                                store.of(handle, scope.storeId(), scope.actor().ownerKey()))
                .stream()
                .filter(it -> it.isUsable(now))
                .map(InstrumentRow::kept)
                .toList();
    }

    /** An own instrument that may be paid with now; empty if there is none of that id. */
    Optional<InstrumentRow> usable(Handle handle, Scope scope, UUID id) {
        return store.find(handle, scope.storeId(), id)
                .filter(it -> it.ownerKey().equals(scope.actor().ownerKey()) && it.isUsable(now(scope)));
    }

    /** The instrument a payment was made with, if it may still be charged. */
    Optional<InstrumentRow> of(Handle handle, Scope scope, PaymentRow payment) {
        UUID id = payment.instrumentId();
        return id == null
                ? Optional.empty()
                : store.find(handle, scope.storeId(), id).filter(it -> it.isUsable(now(scope)));
    }

    /** A provider keeps the instrument of an approved payment; only if its buyer had agreed to that. */
    void keep(Handle handle, Scope scope, PaymentRow payment, SavedInstrument saved) {
        if (!payment.keepsInstrument()) {
            log.warn("'{}' kept an instrument nobody asked it to keep; it is not stored", payment.account());
            return;
        }
        String label = saved.label().length() <= LONGEST_LABEL
                ? saved.label()
                : saved.label().substring(0, LONGEST_LABEL);
        InstrumentRow row = new InstrumentRow(
                scope.storeId(),
                payment.ownerKey(),
                saved.ref().value(),
                InstrumentRow.State.KEPT,
                new KeptInstrument(world.id(), payment.account(), label, saved.usableUntil(), world.now()));
        if (!store.insert(handle, row, payment.id())) {
            store.again(handle, row);
        }
        store.byReference(handle, scope.storeId(), payment.account(), row.ref())
                .filter(it -> it.ownerKey().equals(payment.ownerKey()))
                .ifPresent(it -> payments.madeWith(
                        handle, scope.storeId(), payment.id(), it.kept().id()));
    }

    /** The buyer removes an own instrument; nothing happens if there is none of that id any more. */
    void remove(Scope scope, UUID id) {
        boolean removed = scope.tx().write("payments.forget", handle -> {
            Optional<InstrumentRow> own = store.find(handle, scope.storeId(), id)
                    .filter(it -> it.ownerKey().equals(scope.actor().ownerKey()));
            if (own.isEmpty()) {
                throw CommerceException.notFound("saved instrument");
            }
            return store.remove(handle, scope.storeId(), id, world.now());
        });
        if (removed) {
            bell.ring(JOB);
        }
    }

    int step() {
        List<InstrumentRow> leaving = tx.read("payments.leaving", handle -> store.leaving(handle, world.now()));
        int told = 0;
        for (InstrumentRow one : leaving) {
            tx.write("payments.leave", handle -> {
                store.next(handle, one, world.now().plus(PAUSE));
                return true;
            });
            told += scopes.knows(one.storeId()) && tell(one) ? 1 : 0;
        }
        return told;
    }

    /** Whatever a provider says that knows it no more, or never will do better, ends the matter. */
    private boolean tell(InstrumentRow one) {
        Optional<Gateways.Gateway> gateway = gateways.find(one.kept().account());
        if (gateway.isEmpty()) {
            return false; // the account may come back
        }
        Call call = Call.first(new OperationId(one.kept().id()), world.now().plus(DEADLINE));
        Answer<Cancelled> answer = gateway.get().forget(call, new ProviderRef(one.ref()));
        boolean over = answer instanceof Answer.Done || answer instanceof Answer.Refused;
        if (over) {
            tx.write("payments.gone", handle -> {
                store.gone(handle, one);
                return true;
            });
        } else {
            log.info("'{}' has not forgotten an instrument yet: {}", one.kept().account(), answer);
        }
        return over;
    }

    private YearMonth now(Scope scope) {
        return YearMonth.from(world.now().atZone(scope.store().zone()));
    }
}
