package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.payment.Learning.Learnt;
import io.tradewind.commerce.payment.OperationStore.Place;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * What sibling packages do with payments. Methods that take a handle work in the caller's transaction; those that do not
 * go out to a provider, open their own transactions, and must be called outside any. Safe for many threads.
 */
@Internal
@Singleton
public final class Operations {
    private final Offers offers;
    private final Preparation preparation;
    private final Sender sender;
    private final Asking asking;
    private final Closing closing;
    private final Attempts attempts;
    private final Outgoing outgoing;
    private final Instruments instruments;
    private final Positions positions;
    private final PaymentStore payments;
    private final OperationStore operations;
    private final Outbox outbox;

    @Inject
    Operations(
            Offers offers,
            Preparation preparation,
            Sender sender,
            Asking asking,
            Closing closing,
            Attempts attempts,
            Outgoing outgoing,
            Instruments instruments,
            Positions positions,
            PaymentStore payments,
            OperationStore operations,
            Outbox outbox) {
        this.offers = offers;
        this.preparation = preparation;
        this.sender = sender;
        this.asking = asking;
        this.closing = closing;
        this.attempts = attempts;
        this.outgoing = outgoing;
        this.instruments = instruments;
        this.positions = positions;
        this.payments = payments;
        this.operations = operations;
        this.outbox = outbox;
    }

    /**
     * Why an account cannot be paid with like that, by what it can do and what the shop offers it for; empty if it can.
     * Sends nothing.
     *
     * @param keeps true if the instrument is to be kept
     * @param country where the order goes
     */
    public Optional<Refusal> refusal(
            String account, Instrument instrument, boolean keeps, String country, Money amount) {
        return offers.refusal(account, instrument, keeps, country, amount);
    }

    /** What to send for an own saved instrument of that account; empty if it cannot be paid with (any more). */
    public Optional<Instrument> saved(Handle handle, Scope scope, String account, UUID instrument) {
        return instruments
                .usable(handle, scope, instrument)
                .filter(it -> it.kept().account().equals(account))
                .<Instrument>map(it -> new Instrument.Saved(new ProviderRef(it.ref())));
    }

    /**
     * Writes an attempt down, already leased for sending: two statements. The caller holds the lock of the checkout,
     * records {@link Prepared#changes()} and calls {@link #send(Scope, Prepared)} after its commit. Money is purchased
     * at once where the gateway can do no other, or where the store takes it at placing and the gateway can; else it is
     * authorised. A second attempt while one is undecided is refused by an exception.
     */
    public Prepared prepare(Handle handle, Scope scope, NewAttempt attempt) {
        return preparation.prepare(handle, scope, attempt);
    }

    /** Sends an attempt that was just prepared, and folds the answer together with its owner. */
    public Attempt send(Scope scope, Prepared prepared) {
        return attempts.of(followed(scope, sender.sendPrepared(scope, prepared)));
    }

    /** Sends an operation whose sender died before sending; returns it as it stands if there is nothing to send. */
    public Attempt send(Scope scope, UUID operationId) {
        Place place = place(scope, operationId);
        return attempts.of(
                sender.send(scope, place).map(it -> followed(scope, it)).orElseGet(() -> asking.load(scope, place)));
    }

    /**
     * The buyer came back with these parameters, which prove nothing: the provider is told and its answer folded. If
     * somebody else is at it, or the attempt does not wait for the buyer, the provider is only asked.
     */
    public Attempt complete(Scope scope, UUID operationId, Map<String, List<String>> returned) {
        Place place = place(scope, operationId);
        return attempts.of(sender.complete(scope, place, returned)
                .map(it -> followed(scope, it))
                .orElseGet(() -> asking.askSoon(scope, place).now()));
    }

    /** Asks the provider now, at most every two seconds, and returns the attempt as it then stands. */
    public Attempt ask(Scope scope, UUID operationId) {
        return attempts.of(asking.askSoon(scope, place(scope, operationId)).now());
    }

    /**
     * The buyer wants to pay in another way: an attempt that waits for the buyer is closed with the provider. It is
     * given up only if the provider confirms it; look at the state of the answer.
     */
    public Attempt giveUp(Scope scope, UUID operationId) {
        Loaded now = asking.askSoon(scope, place(scope, operationId)).now();
        return attempts.of(closing.close(scope, now));
    }

    /**
     * Lets another attempt begin although this one is not decided and cannot be closed. Should both succeed, the owner
     * says which money goes back.
     */
    public void letGo(Handle handle, Scope scope, UUID operationId) {
        operations.letGo(handle, scope.storeId(), operationId);
    }

    /** An attempt as it stands. */
    public Optional<Attempt> attempt(Handle handle, Scope scope, UUID operationId) {
        return operations.find(handle, scope.storeId(), operationId).map(attempts::of);
    }

    /** True if that operation is to take reserved money. */
    public boolean isCapture(Handle handle, Scope scope, UUID operationId) {
        return operations
                .find(handle, scope.storeId(), operationId)
                .filter(it -> it.operation().kind() == OperationKind.CAPTURE)
                .isPresent();
    }

    /** The newest attempt of a checkout. */
    public Optional<Attempt> latest(Handle handle, Scope scope, UUID checkoutId) {
        return operations.latest(handle, scope.storeId(), checkoutId).map(attempts::of);
    }

    /** Locks all payments of an order; whoever locks the order row afterwards keeps the order of locks. */
    public void lock(Handle handle, Scope scope, UUID checkoutId) {
        payments.lock(handle, scope.storeId(), checkoutId);
    }

    /** Takes what is reserved for an order and not yet taken; sent right after the commit. Twice is once. */
    public void capture(Handle handle, Scope scope, UUID checkoutId, String cause) {
        outbox.record(handle, scope, planCapture(handle, scope, checkoutId, cause));
    }

    /** As {@link #capture}, but the caller records the moves together with its own. */
    public List<Change> planCapture(Handle handle, Scope scope, UUID checkoutId, String cause) {
        return outgoing.capture(handle, scope, checkoutId, cause);
    }

    /**
     * From now on only {@code keep} may be held for that order: what is reserved above it is given up, what is taken
     * above it goes back. Written as obligations that are worked off by a job until they are done or escalated.
     */
    public void cancelOrRefund(Handle handle, Scope scope, UUID checkoutId, Money keep, String cause) {
        outbox.record(handle, scope, planCancelOrRefund(handle, scope, checkoutId, keep, cause));
    }

    /** As {@link #cancelOrRefund}, but the caller records the moves together with its own. */
    public List<Change> planCancelOrRefund(Handle handle, Scope scope, UUID checkoutId, Money keep, String cause) {
        return outgoing.keep(handle, scope, checkoutId, keep, cause);
    }

    /** Money that was to come later for that order is not awaited any more, because it came in another way. */
    public void awaitNothing(Handle handle, Scope scope, UUID checkoutId) {
        outgoing.awaitNothing(handle, scope, checkoutId);
    }

    /** The buyer is told this of an attempt from now on. The caller holds its locks. */
    public void tell(Handle handle, Scope scope, UUID operation, NextAction action) {
        operations.tell(handle, scope.storeId(), operation, attempts.text(action));
    }

    /**
     * Part of an order is not wanted any more: what was taken above {@code keep} goes back as a refund that is set aside
     * at once, what is reserved above it is not taken. The caller records the moves.
     *
     * @param cause unique, at most 100 characters; the same again changes nothing
     */
    public List<Change> planReduce(
            Handle handle, Scope scope, UUID checkoutId, Money keep, String cause, String reason) {
        return outgoing.reduce(handle, scope, checkoutId, keep, cause, reason);
    }

    /**
     * What the payments of these orders hold, in three statements whatever their number; orders without payments are
     * left out.
     */
    public Map<UUID, PaymentPosition> positions(Handle handle, Scope scope, Collection<UUID> checkoutIds) {
        return positions.of(handle, scope, checkoutIds);
    }

    /** True while anything asked of a provider for that order is undecided; pay-later payments apart. */
    public boolean hasUndecided(Handle handle, Scope scope, UUID checkoutId) {
        return positions.hasUndecided(handle, scope, checkoutId);
    }

    /** News that cannot be believed as it stands makes us ask. */
    private Loaded followed(Scope scope, Learnt learnt) {
        return learnt.ask() ? asking.ask(scope, learnt.now()).now() : learnt.now();
    }

    private Place place(Scope scope, UUID operationId) {
        return scope.tx()
                .read("payments.place", handle -> operations.whereIs(handle, operationId))
                .filter(it -> it.storeId() == scope.storeId())
                .orElseThrow(() -> CommerceException.notFound("payment"));
    }
}
