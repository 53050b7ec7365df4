package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.spi.Internal;
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
    @Inject
    Operations() {}

    /**
     * Writes an attempt down, already leased for sending: two statements. The caller holds the lock of the checkout,
     * records {@link Prepared#changes()} and calls {@link #send(Scope, Prepared)} after its commit. Money is purchased
     * at once where the gateway can do no other, or where the store takes it at placing and the gateway can; else it is
     * authorised. A second attempt while one is undecided is refused by an exception.
     */
    public Prepared prepare(Handle handle, Scope scope, NewAttempt attempt) {
        throw new UnsupportedOperationException("payment");
    }

    /** Sends an attempt that was just prepared, and folds the answer together with its owner. */
    public Attempt send(Scope scope, Prepared prepared) {
        throw new UnsupportedOperationException("payment");
    }

    /** Sends an operation whose sender died before sending; returns it as it stands if there is nothing to send. */
    public Attempt send(Scope scope, UUID operationId) {
        throw new UnsupportedOperationException("payment");
    }

    /** The buyer came back with these parameters, which prove nothing: the provider is told and its answer folded. */
    public Attempt complete(Scope scope, UUID operationId, Map<String, List<String>> returned) {
        throw new UnsupportedOperationException("payment");
    }

    /** Asks the provider now, at most every two seconds, and returns the attempt as it then stands. */
    public Attempt ask(Scope scope, UUID operationId) {
        throw new UnsupportedOperationException("payment");
    }

    /**
     * The buyer wants to pay in another way: an attempt that waits for the buyer is closed with the provider. It is
     * given up only if the provider confirms it; look at the state of the answer.
     */
    public Attempt giveUp(Scope scope, UUID operationId) {
        throw new UnsupportedOperationException("payment");
    }

    /** An attempt as it stands. */
    public Optional<Attempt> attempt(Handle handle, Scope scope, UUID operationId) {
        throw new UnsupportedOperationException("payment");
    }

    /** The newest attempt of a checkout. */
    public Optional<Attempt> latest(Handle handle, Scope scope, UUID checkoutId) {
        throw new UnsupportedOperationException("payment");
    }

    /** Locks all payments of an order; whoever locks the order row afterwards keeps the order of locks. */
    public void lock(Handle handle, Scope scope, UUID checkoutId) {
        throw new UnsupportedOperationException("payment");
    }

    /** Takes what is reserved for an order and not yet taken; sent right after the commit. Twice is once. */
    public void capture(Handle handle, Scope scope, UUID checkoutId, String cause) {
        throw new UnsupportedOperationException("payment");
    }

    /** As {@link #capture}, but the caller records the moves together with its own. */
    public List<Change> planCapture(Handle handle, Scope scope, UUID checkoutId, String cause) {
        throw new UnsupportedOperationException("payment");
    }

    /**
     * From now on only {@code keep} may be held for that order: what is reserved above it is given up, what is taken
     * above it goes back. Written as obligations that are worked off by a job until they are done or escalated.
     */
    public void cancelOrRefund(Handle handle, Scope scope, UUID checkoutId, Money keep, String cause) {
        throw new UnsupportedOperationException("payment");
    }

    /** As {@link #cancelOrRefund}, but the caller records the moves together with its own. */
    public List<Change> planCancelOrRefund(Handle handle, Scope scope, UUID checkoutId, Money keep, String cause) {
        throw new UnsupportedOperationException("payment");
    }

    /** What is held, or reserved and may still be taken, for an order. */
    public Money secured(Handle handle, Scope scope, UUID checkoutId) {
        throw new UnsupportedOperationException("payment");
    }

    /** What the payments of these orders hold, in one statement; orders without payments are left out. */
    public Map<UUID, PaymentPosition> positions(Handle handle, Scope scope, Collection<UUID> checkoutIds) {
        throw new UnsupportedOperationException("payment");
    }

    /** True while anything asked of a provider for that order is undecided; pay-later payments apart. */
    public boolean hasUndecided(Handle handle, Scope scope, UUID checkoutId) {
        throw new UnsupportedOperationException("payment");
    }

    /** A guest's order now belongs to a customer. */
    public void moveOwner(Handle handle, Scope scope, UUID checkoutId, String ownerKey) {
        throw new UnsupportedOperationException("payment");
    }
}
