package io.tradewind.commerce.checkout;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.Token;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** What a provider is handed to be paid with. Safe for many threads. */
@Singleton
final class Means {
    private final Operations operations;

    @Inject
    Means(Operations operations) {
        this.operations = operations;
    }

    /** Refused before anything is written if the account cannot be paid with like that. */
    Instrument instrument(Handle handle, Scope scope, String account, PayBy by, String country, Money total) {
        if (by.keeps() && scope.actor().kind() != Actor.Kind.CUSTOMER) {
            throw RefusedException.of(
                    "keep-needs-account", "keep", "Sign in to have this way to pay kept for the next time.");
        }
        Instrument instrument = by.saved().isPresent()
                ? operations
                        .saved(handle, scope, account, by.saved().get())
                        .orElseThrow(() -> RefusedException.of(
                                "saved-gone",
                                "instrument",
                                "This saved way to pay can no longer be used; choose another or enter it anew."))
                : fresh(by);
        operations.refusal(account, instrument, by.keeps(), country, total).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        return instrument;
    }

    private static Instrument fresh(PayBy by) {
        if (by.token().isEmpty()) {
            return new Instrument.ProviderPage();
        }
        try {
            return new Instrument.ClientToken(new Token(by.token()));
        } catch (IllegalArgumentException noToken) { // its message is for programmers
            throw RefusedException.of(
                    "token-bad",
                    "token",
                    "The payment details are not from the provider's own fields, and card numbers are not taken here.");
        }
    }
}
