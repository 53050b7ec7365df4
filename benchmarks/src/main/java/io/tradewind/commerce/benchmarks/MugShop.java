package io.tradewind.commerce.benchmarks;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.event.Timing;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.payment.sandbox.SandboxPlugin;
import io.tradewind.commerce.shipping.tablerate.TableRatePlugin;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.event.OrderPlaced;
import io.tradewind.commerce.store.StorePolicy.PhoneRule;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.joda.money.Money;

/**
 * A shop with many mugs, a gateway that approves, a table-rate carrier and one durable subscriber. Its background work
 * stands still. Safe for many threads.
 */
final class MugShop implements AutoCloseable {
    /** Articles on sale; buyers rarely meet at the same one. */
    static final int ARTICLES = 200;

    static final int UNITS = 1_000_000;
    static final Address HOME =
            new Address("Ada Lovelace", List.of("Am Markt 1", "Hinterhaus"), "Berlin", "", "10115", "DE");
    private static final String STORE = "mugs";
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final Commerce commerce;
    private final AtomicLong buyers = new AtomicLong();

    MugShop(Consumer<Commerce.Builder> database) {
        Commerce.Builder builder = Commerce.builder()
                .clock(fromMidnight())
                .jobs(JobMode.MANUAL)
                .secretKey("a secret for benchmarks only")
                .poolSize(FloorDatabase.POOL)
                .store(
                        STORE,
                        store -> store.currency("EUR")
                                .country("DE")
                                .zone(ZONE.getId())
                                .phone(PhoneRule.OPTIONAL)
                                .tax("standard", "DE", "19"))
                .on(OrderPlaced.class, Timing.DURABLE, "warehouse", event -> {})
                .plugins(it -> it.notFromClassPath()
                        .add(new SandboxPlugin(SandboxBook.inMemory()))
                        .add(new TableRatePlugin())
                        .payment("card", "sandbox", card -> card.secret("webhookSecret", "whsec-for-benchmarks-only"))
                        .carrier("parcel", "table-rate", rates -> rates.set("DE", "EUR 4.90")));
        database.accept(builder);
        commerce = builder.start();
    }

    /** A clock that starts at midnight, so that no cut-off passes between the making of a cart and its order. */
    private static Clock fromMidnight() {
        ZonedDateTime now = ZonedDateTime.now(ZONE);
        ZonedDateTime midnight = now.toLocalDate().plusDays(1).atStartOfDay(ZONE);
        return Clock.offset(Clock.systemUTC(), Duration.between(now, midnight));
    }

    Commerce commerce() {
        return commerce;
    }

    static Sku sku(long n) {
        return Sku.of("MUG-%03d".formatted(Math.floorMod(n, ARTICLES)));
    }

    /** Puts all articles on sale. */
    MugShop stocked() {
        Shop staff = commerce.shop(STORE, Actor.staff("mia", Role.ADMIN));
        for (int i = 0; i < ARTICLES; i++) {
            staff.catalog()
                    .publish(NewProduct.named("Enamel mug number " + i).variant(sku(i), Money.parse("EUR 12.50")));
            staff.stock().receive(sku(i), UNITS, "delivery note 17");
        }
        return this;
    }

    /** A guest with two articles in the cart and a delivery option chosen, one click before the order. */
    Ready ready() {
        long n = buyers.incrementAndGet();
        Shop shop = commerce.shop(STORE, Actor.guest("buyer-" + n));
        CartId cart = shop.carts().open().id();
        shop.carts().add(cart, sku(n * 2), 1).orThrow();
        shop.carts().add(cart, sku(n * 2 + 1), 2).orThrow();
        DeliveryOption option = shop.delivery().options(cart, HOME).get(0);
        PlaceOrder facts =
                PlaceOrder.to(HOME).by(option).payWith("card", "approve").email("ada@example.com");
        return new Ready(shop, cart, facts, "key-" + n);
    }

    /** One order that only has to be placed. */
    record Ready(Shop shop, CartId cart, PlaceOrder facts, String key) {
        void place() {
            shop.checkout().place(cart, facts, key).orThrow();
        }
    }

    @Override
    public void close() {
        commerce.close();
    }
}
