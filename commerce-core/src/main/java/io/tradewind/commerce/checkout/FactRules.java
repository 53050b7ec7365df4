package io.tradewind.commerce.checkout;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.cart.CartSnapshot;
import io.tradewind.commerce.cart.Problem;
import io.tradewind.commerce.cart.SnapshotLine;
import io.tradewind.commerce.checkout.CheckoutStore.Seen;
import io.tradewind.commerce.customer.AddressRules;
import io.tradewind.commerce.delivery.StoredQuote;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy.PhoneRule;
import io.tradewind.commerce.verification.PhoneNumber;
import java.util.Optional;
import java.util.Set;

/** What the facts of a checkout must be like, when they are given and again when it is submitted. */
final class FactRules {
    private FactRules() {}

    /** Why messages cannot go there; empty if they can. */
    static Optional<Refusal> email(String email) {
        return email.matches("[^\\s@]{1,64}@[^\\s@]{1,189}")
                ? Optional.empty()
                : Optional.of(Refusal.of("email-malformed", "email", "An e-mail address looks like name@example.com."));
    }

    /** Why an order cannot go there; empty if it can. */
    static Optional<Refusal> address(Scope scope, Address address) {
        return AddressRules.check(address).or(() -> country(scope, address.country()));
    }

    private static Optional<Refusal> country(Scope scope, String country) {
        Set<String> served = scope.store().policy().shipsTo();
        if (served.contains(country)) {
            return Optional.empty();
        }
        String all = String.join(", ", served.stream().sorted().toList());
        return Optional.of(Refusal.of(
                "not-deliverable", "country", "We do not deliver to " + country + "; we deliver to " + all + "."));
    }

    /** Refuses a cart that cannot be bought, and facts that are not as they must be. */
    static void check(Scope scope, CartSnapshot cart, PlaceOrder facts) {
        if (cart.lines().isEmpty()) {
            throw RefusedException.of("cart-empty", "", "The basket is empty.");
        }
        cart.problems().stream().filter(Problem::blocks).findFirst().ifPresent(problem -> {
            throw RefusedException.of(problem.code(), "cart", problem.message());
        });
        address(scope, facts.address())
                .or(() -> CourierNote.check(facts.courierNote()))
                .or(() -> facts.email().isEmpty() ? Optional.empty() : email(facts.email()))
                .ifPresent(refusal -> {
                    throw new RefusedException(refusal);
                });
    }

    /** The verified number of who buys; empty if there is none and none is needed. */
    static String phone(Scope scope, Seen seen) {
        Optional<String> verified = seen.phone().map(PhoneNumber::e164);
        if (verified.isEmpty()
                && scope.store().policy().phoneRule() == PhoneRule.REQUIRED
                && scope.actor().kind() != Actor.Kind.SYSTEM) {
            throw RefusedException.of(
                    "phone-unverified", "phone", "Verify your mobile number first; we need it for the delivery.");
        }
        return verified.orElse("");
    }

    /** The delivery that was chosen for exactly these goods; empty if nothing has to be sent. */
    static Optional<StoredQuote> delivery(CartSnapshot cart, Seen seen, PlaceOrder facts) {
        if (cart.lines().stream().map(SnapshotLine::item).noneMatch(item -> item.requiresShipping())) {
            return Optional.empty();
        }
        if (facts.optionId().isEmpty()) {
            throw RefusedException.of("delivery-missing", "delivery", "Choose a delivery first.");
        }
        Optional<StoredQuote> quote = seen.delivery();
        if (quote.isEmpty() || !quote.get().contents().equals(cart.contents())) {
            throw RefusedException.of(
                    "delivery-changed",
                    "delivery",
                    "The delivery options for this basket and address have changed; choose again.");
        }
        return quote;
    }

    /** Refuses to order at another sum than was seen. */
    static void checkShown(PlaceOrder facts, Snapshot snapshot) {
        if (facts.shownHash().isPresent()
                && !facts.shownHash().get().equals(snapshot.order().quoteHash())) {
            throw RefusedException.of(
                    "total-changed",
                    "total",
                    "Prices or delivery have changed; it is " + snapshot.order().total()
                            + " now. Look again and confirm.");
        }
    }
}
