package io.tradewind.commerce.verification;

import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.PhonePort;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** Chooses who sends a message, and says what it costs. */
@Singleton
final class Senders {
    private final Calls calls;

    @Inject
    Senders(Calls calls) {
        this.calls = calls;
    }

    /** The first account that reaches the country and works, else the first that reaches it. */
    Optional<PhonePort> to(String country) {
        List<PhonePort> reaching = calls.phoneAccounts().stream()
                .map(calls::phone)
                .filter(it -> it.profile().channels().contains(Channel.SMS))
                .filter(it -> it.profile().countries().isEmpty()
                        || it.profile().countries().contains(country))
                .toList();
        return reaching.stream()
                .filter(PhonePort::available)
                .findFirst()
                .or(() -> reaching.stream().findFirst());
    }

    /** True if no code is ours: each provider makes and checks its own. */
    boolean allCheck() {
        return calls.phoneAccounts().stream().map(calls::phone).allMatch(PhonePort::managed);
    }

    PhonePort account(String name) {
        return calls.phone(name);
    }

    /** In minor units of the store's currency; a tenth of the major unit where the provider does not say. */
    long cost(PhonePort port, Store store, String country) {
        Optional<Money> estimate = port.estimatedCost(country, Channel.SMS)
                .filter(it -> it.getCurrencyUnit().equals(store.currency()));
        if (estimate.isPresent()) {
            return estimate.get().getAmountMinorLong();
        }
        int decimals = Math.max(0, store.currency().getDecimalPlaces());
        return decimals == 0 ? 15 : Money.ofMajor(store.currency(), 1).getAmountMinorLong() / 10;
    }
}
