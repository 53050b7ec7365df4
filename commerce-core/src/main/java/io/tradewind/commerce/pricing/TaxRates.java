package io.tradewind.commerce.pricing;

import io.tradewind.commerce.store.StorePolicy.TaxRate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rates of one destination. A category without a rate there is taxed at the standard rate (at the highest one if
 * there is no rate of that name): a forgotten setting must not make goods tax-free. A country without any rate is
 * one where the store owes no tax. Delivery carries the standard rate.
 */
final class TaxRates {
    static final Comparator<TaxRate> HIGHEST_FIRST =
            Comparator.comparing(TaxRate::percent).reversed().thenComparing(TaxRate::name);

    private static final String STANDARD = "standard";

    private final List<TaxRate> ofCountry;

    TaxRates(List<TaxRate> all, String country) {
        this.ofCountry = all.stream()
                .filter(it -> it.country().equals(country))
                .sorted(HIGHEST_FIRST)
                .toList();
    }

    /** The rate of goods of that category; empty if they are not taxed. */
    Optional<TaxRate> of(String category) {
        if (category.isEmpty()) {
            return Optional.empty();
        }
        return named(category)
                .or(() -> named(STANDARD))
                .or(() -> ofCountry.stream().findFirst());
    }

    /** The rate of the delivery; empty if it is not taxed. */
    Optional<TaxRate> ofDelivery() {
        return of(STANDARD);
    }

    private Optional<TaxRate> named(String category) {
        return ofCountry.stream().filter(it -> it.category().equals(category)).findFirst();
    }
}
