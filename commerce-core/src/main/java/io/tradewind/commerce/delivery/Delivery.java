package io.tradewind.commerce.delivery;

import com.google.inject.assistedinject.Assisted;
import com.google.inject.assistedinject.AssistedInject;
import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variants;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.stock.Availability;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When and how things arrive: promises for product pages, options for a cart and an address. Anybody may ask; a cart
 * answers to its owner and to staff only. Safe for many threads.
 */
public final class Delivery {
    private final Scope scope;
    private final World world;
    private final Contents contents;
    private final Variants variants;
    private final Reservations reservations;
    private final Calls calls;
    private final DeliveryStore store;
    private final Offering offering;

    @AssistedInject
    Delivery(
            @Assisted Scope scope,
            World world,
            Contents contents,
            Variants variants,
            Reservations reservations,
            Calls calls,
            DeliveryStore store,
            Offering offering) {
        this.scope = scope;
        this.world = world;
        this.contents = contents;
        this.variants = variants;
        this.reservations = reservations;
        this.calls = calls;
        this.store = store;
        this.offering = offering;
    }

    /** The ways to send that cart there, by date, then price; none if it cannot be sent. See {@link #answer}. */
    public List<DeliveryOption> options(ParcelSubject subject, Address address) {
        return answer(subject, address).list();
    }

    /**
     * The ways to send that cart there, or why there is none. All carrier accounts are asked at once and those that
     * answer within 1.5 s count, so this refuses to join a transaction. What is returned is stored in the place of
     * what was shown before, and can be bought until it lapses: with the carrier's offer or at the cut-off.
     */
    public OptionsAnswer answer(ParcelSubject subject, Address address) {
        scope.tx().assertNone("delivery.options");
        return offering.offer(scope, subject.value(), contents.of(scope, subject.value()), address);
    }

    /** When everything in that cart would arrive by 24-hour delivery, or why it would not. Asks no carrier. */
    public PromiseAnswer express(ParcelSubject subject, String postcode) {
        Given.value("postcode", postcode);
        List<ContentItem> items = contents.of(scope, subject.value()).stream()
                .filter(ContentItem::requiresShipping)
                .toList();
        if (items.isEmpty()) {
            return new PromiseAnswer.NotOffered(Refusal.of("cart-empty", "There is nothing in the basket to deliver."));
        }
        return express(items, offering.stock(scope, items), postcode);
    }

    /** When one unit would arrive by 24-hour delivery if it were ordered now, or why it would not. Asks no carrier. */
    public PromiseAnswer expressFor(Sku sku, String postcode) {
        return expressFor(sku, postcode, false);
    }

    /** The same for a piece that is engraved first if {@code engraved}, which takes its own time. */
    public PromiseAnswer expressFor(Sku sku, String postcode, boolean engraved) {
        Given.value("sku", sku);
        Given.value("postcode", postcode);
        return scope.tx().read("delivery.express", handle -> {
            SaleItem item = variants.forSale(handle, scope, List.of(sku)).get(sku);
            if (item == null) {
                return unavailable();
            }
            return express(List.of(one(item, engraved)), reservations.available(handle, scope, List.of(sku)), postcode);
        });
    }

    /**
     * When one unit would arrive if it were ordered now for that country, estimated from what was last offered to
     * somebody there; the price is that offer's and may differ for another cart. Asks no carrier.
     *
     * @param country ISO code of two capital letters
     * @param postcode empty if not known
     */
    public PromiseAnswer promiseFor(Sku sku, String country, String postcode) {
        return promiseFor(sku, country, postcode, false);
    }

    /** The same for a piece that is engraved first if {@code engraved}, which takes its own time. */
    public PromiseAnswer promiseFor(Sku sku, String country, String postcode, boolean engraved) {
        Given.value("sku", sku);
        Given.value("country", country);
        Given.value("postcode", postcode);
        if (!scope.store().policy().shipsTo().contains(country)) {
            return new PromiseAnswer.NotOffered(Offering.notServed(country));
        }
        if (!postcode.isBlank() && !Postcodes.plausible(postcode)) {
            return new PromiseAnswer.NotOffered(
                    Refusal.of("postcode", "postcode", "This does not look like a postcode. Please check it."));
        }
        return scope.tx().read("delivery.promise", handle -> {
            SaleItem item = variants.forSale(handle, scope, List.of(sku)).get(sku);
            if (item == null) {
                return unavailable();
            }
            Availability free =
                    reservations.available(handle, scope, List.of(sku)).getOrDefault(sku, Availability.NONE);
            return promise(one(item, engraved), free, store.lastTo(handle, scope, country));
        });
    }

    private PromiseAnswer promise(ContentItem item, Availability free, Optional<StoredQuote> last) {
        Instant now = world.now();
        boolean preorder = item.releasedAfter(now).isPresent();
        if ((preorder ? free.preorderFree() : free.onHandFree() + free.backorderFree()) < 1) {
            return new PromiseAnswer.NotOffered(Refusal.of("sold-out", "This is sold out at present."));
        }
        Handover handover =
                Parcels.of(scope.store(), List.of(item), now).first().handover();
        if (last.isEmpty()) {
            return new PromiseAnswer.NotOffered(
                    Refusal.of("no-estimate", handover.reason() + " The delivery date is shown with your address."));
        }
        StoredQuote quote = last.get();
        Promises promises = new Promises(
                WorkCalendar.of(scope.store()), scope.store().policy().cutOff());
        Promise before = quote.option().promise();
        Promise promise = new Promise(
                promises.arrival(handover.at(), quote.handover(), before.earliest()),
                promises.arrival(handover.at(), quote.handover(), before.latest()),
                scope.store().zone(),
                false,
                handover.reason());
        return new PromiseAnswer.Promised(promise, Optional.of(quote.option().price()), handover.orderBy());
    }

    private PromiseAnswer express(List<ContentItem> items, Map<Sku, Availability> stock, String postcode) {
        Store shop = scope.store();
        Instant now = world.now();
        String country =
                shop.policy().express().map(StorePolicy.Express::country).orElse(shop.country());
        Optional<Refusal> refusal = ExpressRule.refuses(shop, items, stock, country, postcode, now);
        if (refusal.isPresent()) {
            return new PromiseAnswer.NotOffered(refusal.get());
        }
        StorePolicy.Express express = shop.policy().express().orElseThrow();
        if (!calls.carrierAccounts().contains(express.carrierAccount())) {
            return new PromiseAnswer.NotOffered(
                    Refusal.of("express-carrier", "The 24-hour delivery has no carrier at present."));
        }
        ExpressRule.Offer offer = ExpressRule.offer(shop, items, now).orElseThrow();
        Handover handover = offer.handover();
        Promise promise = new Promise(handover.at(), offer.latest(), shop.zone(), true, handover.reason());
        return new PromiseAnswer.Promised(promise, Optional.of(express.price()), handover.orderBy());
    }

    private static ContentItem one(SaleItem item, boolean engraved) {
        Duration work = item.engraving()
                .filter(it -> engraved)
                .map(it -> item.makingTime().plus(it.leadTime()))
                .orElse(item.makingTime());
        return new ContentItem(
                item.sku(),
                item.title(),
                1,
                item.grams(),
                item.price(),
                item.express(),
                item.preorderShipsOn(),
                work,
                item.requiresShipping());
    }

    private static PromiseAnswer unavailable() {
        return new PromiseAnswer.NotOffered(Refusal.of("unavailable", "sku", "This is not for sale at present."));
    }
}
