package io.tradewind.commerce.store;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.spi.Internal;
import org.joda.money.Money;

/**
 * What every call carries: the store, who asks, and the transaction runner, which may be joined to a host's
 * transaction. Front doors are bound to one scope. Immutable.
 */
@Internal
public record Scope(Store store, Actor actor, Tx tx) {
    /** The store's id, bound in every statement. */
    public int storeId() {
        return store.id();
    }

    /** Refuses unless the actor may do that. */
    public void require(Permission permission) {
        actor.require(permission);
    }

    /** The same store and transaction, acting as somebody else: timers and consequences act as the system. */
    public Scope as(Actor other) {
        return new Scope(store, other, tx);
    }

    /** An amount of the store's currency from minor units. */
    public Money money(long minor) {
        return Money.ofMinor(store.currency(), minor);
    }

    /** Minor units of an amount, which must be in the store's currency. */
    public long minor(Money amount) {
        if (!amount.getCurrencyUnit().equals(store.currency())) {
            throw new CommerceException(
                    ErrorCode.CURRENCY_DIFFERS,
                    "Store '" + store.code() + "' trades in " + store.currency() + ", the amount is " + amount + ".");
        }
        return amount.getAmountMinorLong();
    }
}
