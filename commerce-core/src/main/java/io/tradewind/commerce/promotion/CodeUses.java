package io.tradewind.commerce.promotion;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** What other rooms do with codes inside their transaction. Safe for many threads. */
@Internal
@Singleton
public final class CodeUses {
    @Inject
    CodeUses() {}

    /** Whether the code would work on goods of that price at this moment; wrong guesses are counted. */
    public CodeAnswer find(Handle handle, Scope scope, String code, Money goods) {
        throw new UnsupportedOperationException();
    }

    /** Counts a use for a checkout that starts to pay; a use it held before is replaced. Empty: it is held. */
    public Optional<Refusal> hold(
            Handle handle, Scope scope, String code, UUID checkoutId, Money discount, String customerKey) {
        throw new UnsupportedOperationException();
    }

    /** The order is placed. Does nothing without a held use. */
    public void use(Handle handle, Scope scope, UUID checkoutId) {
        throw new UnsupportedOperationException();
    }

    /** The checkout was left. Does nothing without a held use. */
    public void release(Handle handle, Scope scope, UUID checkoutId) {
        throw new UnsupportedOperationException();
    }

    /** The order was cancelled. Does nothing without a confirmed use. */
    public void giveBack(Handle handle, Scope scope, UUID checkoutId) {
        throw new UnsupportedOperationException();
    }
}
