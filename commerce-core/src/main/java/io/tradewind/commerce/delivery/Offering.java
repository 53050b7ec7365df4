package io.tradewind.commerce.delivery;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.stock.Availability;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks the carriers how goods can be sent, and remembers what it offers. Safe for many threads. */
@Internal
@Singleton
public final class Offering {
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Duration NOTHING_VALID = Duration.ofHours(24);

    private final World world;
    private final Reservations reservations;
    private final Calls calls;
    private final DeliveryStore store;

    @Inject
    Offering(World world, Reservations reservations, Calls calls, DeliveryStore store) {
        this.world = world;
        this.reservations = reservations;
        this.calls = calls;
        this.store = store;
    }

    /**
     * The ways to send these goods there; to be called outside any transaction.
     *
     * @param subject under which the offers are remembered; the caller has made sure that it is the actor's
     */
    public OptionsAnswer offer(Scope scope, UUID subject, List<ContentItem> all, Address address) {
        List<ContentItem> items =
                all.stream().filter(ContentItem::requiresShipping).toList();
        Store shop = scope.store();
        Instant now = world.now();
        String key = ContentsKey.of(all);
        if (all.isEmpty()) {
            return new OptionsAnswer.Refused(Refusal.of("cart-empty", "There is nothing in the basket to deliver."));
        }
        if (items.isEmpty()) {
            StoredQuote nothing = Offers.nothingToSend(shop, now, now.plus(NOTHING_VALID), key);
            return keep(scope, subject, address, List.of(nothing), Optional.empty());
        }
        if (!shop.policy().shipsTo().contains(address.country())) {
            return new OptionsAnswer.Refused(notServed(address.country()));
        }
        Optional<Refusal> noExpress =
                ExpressRule.refuses(shop, items, stock(scope, items), address.country(), address.postcode(), now);
        Optional<ExpressRule.Offer> express =
                noExpress.isPresent() ? Optional.empty() : ExpressRule.offer(shop, items, now);
        Parcels parcels = Parcels.of(shop, items, now);
        Map<String, Answer<List<Quote>>> answers = ask(scope, parcels, address, now, express);
        List<StoredQuote> offers = new Offers(shop, parcels, key).of(answers, express);
        if (offers.isEmpty()) {
            return new OptionsAnswer.Refused(Offers.refusal(answers, address.country()));
        }
        boolean silent = express.isPresent()
                && offers.stream().noneMatch(it -> it.option().express());
        return keep(
                scope,
                subject,
                address,
                offers,
                silent
                        ? Optional.of(Refusal.of(
                                "express-carrier", "The carrier of the 24-hour delivery does not take it at present."))
                        : noExpress.filter(it -> shop.policy().express().isPresent()));
    }

    /** One request for each carrier account. A courier for the 24-hour delivery alone is asked only if it is on. */
    private Map<String, Answer<List<Quote>>> ask(
            Scope scope, Parcels parcels, Address to, Instant now, Optional<ExpressRule.Offer> express) {
        StorePolicy policy = scope.store().policy();
        List<String> accounts = calls.carrierAccounts();
        String courier =
                policy.express().map(StorePolicy.Express::carrierAccount).orElse("");
        Map<String, QuoteRequest> requests = new HashMap<>();
        for (String account : accounts) {
            Instant handover = parcels.first().handover().at();
            if (account.equals(courier) && accounts.size() > 1) {
                if (express.isEmpty()) {
                    continue;
                }
                handover = express.get().handover().at();
            }
            requests.put(
                    account,
                    new QuoteRequest(
                            policy.warehouse(),
                            to,
                            parcels.parcels(),
                            handover,
                            scope.store().currency(),
                            now.plus(PATIENCE),
                            account.equals(courier)
                                    ? List.of()
                                    : parcels.first().later().stream()
                                            .map(it -> it.handover().at())
                                            .toList()));
        }
        return requests.isEmpty() ? Map.of() : calls.quoteAll(requests);
    }

    /** What is free of them; nothing where it does not matter. */
    Map<Sku, Availability> stock(Scope scope, List<ContentItem> items) {
        if (ExpressRule.refuses(scope.store(), items, world.now()).isPresent()) {
            return Map.of();
        }
        List<Sku> skus =
                items.stream().map(ContentItem::sku).distinct().sorted().toList();
        return scope.tx().read("delivery.stock", handle -> reservations.available(handle, scope, skus));
    }

    private OptionsAnswer keep(
            Scope scope, UUID subject, Address address, List<StoredQuote> offers, Optional<Refusal> withoutExpress) {
        scope.tx().write("delivery.offer", handle -> {
            store.show(handle, scope, subject, address, offers);
            return offers.size();
        });
        return new OptionsAnswer.Offered(
                offers.stream()
                        .filter(it -> it.startsOn().isEmpty())
                        .map(StoredQuote::option)
                        .toList(),
                withoutExpress);
    }

    static Refusal notServed(String country) {
        return Refusal.of("country-not-served", "country", "This shop does not deliver to " + country + ".");
    }
}
