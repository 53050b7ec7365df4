package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Internal;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/**
 * For what the shop offers a payment account. Immutable.
 *
 * @param countries ISO codes of the countries an order may go to; empty means everywhere
 * @param least smallest amount in its currency; empty for none
 * @param most largest amount in its currency; empty for none
 */
@Internal
public record Bounds(Set<String> countries, Optional<Money> least, Optional<Money> most) {
    /** Everything, everywhere. */
    public static final Bounds NONE = new Bounds(Set.of(), Optional.empty(), Optional.empty());

    /** Copies the set. */
    public Bounds {
        countries = Set.copyOf(countries);
    }

    /** True if an order may go there. */
    public boolean reach(String country) {
        return countries.isEmpty() || countries.contains(country);
    }

    /** True if so much may be paid; a bound in another currency bounds nothing. */
    public boolean hold(Money amount) {
        return least.filter(it -> it.isSameCurrency(amount) && it.isGreaterThan(amount))
                        .isEmpty()
                && most.filter(it -> it.isSameCurrency(amount) && it.isLessThan(amount))
                        .isEmpty();
    }
}
