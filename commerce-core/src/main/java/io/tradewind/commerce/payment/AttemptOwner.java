package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Whoever waits for an attempt to pay: the checkout. Both methods run inside the transaction in which news of an
 * attempt is folded; the checkout is locked before the payment, as the order of locks demands.
 */
@Internal
public interface AttemptOwner {
    /** Locks the row of the checkout, as the transaction's first statement. An unknown checkout is no failure. */
    void lock(Handle handle, Scope scope, UUID checkoutId);

    /**
     * Hears of an attempt that has a new state or new money. May come again for a state that was told before.
     *
     * @return whether approved money is wanted, and what the owner moved; the caller records it together with its own
     *     moves
     */
    Verdict decided(Handle handle, Scope scope, UUID checkoutId, Attempt attempt);

    /**
     * The owner's answer.
     *
     * @param money what should become of money that has come; does not matter while none has
     * @param changes moves of the owner's machines, not yet recorded
     */
    record Verdict(Money money, List<Change> changes) {
        /** Copies the list. */
        public Verdict {
            changes = List.copyOf(changes);
        }

        /** The attempt's money is kept, or there is none. */
        public static Verdict keep(List<Change> changes) {
            return new Verdict(Money.KEEP, changes);
        }

        /** Nobody wants the money any more (cancelled, expired, cannot be placed): it must go back. */
        public static Verdict giveBack(List<Change> changes) {
            return new Verdict(Money.GIVE_BACK, changes);
        }

        /** Another attempt has paid already: this one's money goes back if the other's is still there. */
        public static Verdict duplicate(List<Change> changes) {
            return new Verdict(Money.DUPLICATE, changes);
        }
    }

    /** What should become of money that has come. */
    enum Money {
        KEEP,
        GIVE_BACK,
        DUPLICATE
    }
}
