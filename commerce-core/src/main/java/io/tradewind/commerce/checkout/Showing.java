package io.tradewind.commerce.checkout;

import io.tradewind.commerce.cart.CartBook;
import io.tradewind.commerce.cart.CartSnapshot;
import io.tradewind.commerce.checkout.CheckoutStore.Seen;
import io.tradewind.commerce.delivery.StoredQuote;
import io.tradewind.commerce.pricing.CodeRule;
import io.tradewind.commerce.pricing.PriceQuote;
import io.tradewind.commerce.promotion.CodeAnswer;
import io.tradewind.commerce.promotion.CodeUses;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy.PhoneRule;
import io.tradewind.commerce.verification.PhoneNumber;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** An open checkout as its page shows it: priced now, with what is still missing. Safe for many threads. */
@Singleton
final class Showing {
    private final CartBook carts;
    private final CodeUses codes;
    private final Freezer freezer;

    @Inject
    Showing(CartBook carts, CodeUses codes, Freezer freezer) {
        this.carts = carts;
        this.codes = codes;
        this.freezer = freezer;
    }

    CheckoutView view(Handle handle, Scope scope, Seen seen, CheckoutRow row) {
        CartSnapshot snapshot = carts.snapshot(scope, seen.cart());
        Optional<StoredQuote> delivery =
                seen.delivery().filter(it -> it.contents().equals(snapshot.contents()));
        Optional<CodeRule> code = snapshot.code()
                .map(it -> codes.recheck(handle, scope, it, Freezer.goods(scope, snapshot), row.id()))
                .filter(CodeAnswer.Usable.class::isInstance)
                .map(CodeAnswer::orThrow);
        PriceQuote totals = freezer.price(
                scope,
                snapshot,
                code,
                delivery.map(it -> it.option().price()),
                row.address().map(Address::country).orElse(scope.store().country()));
        String destination = row.address().map(Freezer::destination).orElse("");
        return new CheckoutView(
                new CheckoutId(row.id()),
                row.state(),
                row.version(),
                carts.shown(handle, scope, seen.cart()),
                seen.phone().map(PhoneNumber::masked),
                row.email(),
                row.address(),
                delivery,
                row.courierNote(),
                Optional.of(row.account()).filter(it -> !it.isEmpty()),
                totals,
                QuoteHash.of(snapshot, totals, destination, row.optionId()),
                missing(scope, row, snapshot, seen.phone().isPresent(), delivery.isPresent(), totals),
                row.refusal());
    }

    private static List<String> missing(
            Scope scope, CheckoutRow row, CartSnapshot cart, boolean phone, boolean delivery, PriceQuote totals) {
        List<String> missing = new ArrayList<>();
        if (!phone && scope.store().policy().phoneRule() == PhoneRule.REQUIRED) {
            missing.add("phone");
        }
        if (row.address().isEmpty()) {
            missing.add("address");
        }
        if (!delivery && cart.lines().stream().anyMatch(line -> line.item().requiresShipping())) {
            missing.add("delivery");
        }
        if (row.account().isEmpty() && !totals.total().isZero()) {
            missing.add("payment");
        }
        return missing;
    }
}
