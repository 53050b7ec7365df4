package io.tradewind.commerce.tests;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.health.InvariantChecker;
import io.tradewind.commerce.health.Violation;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.payment.offline.OfflinePlugin;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.payment.sandbox.SandboxPlugin;
import io.tradewind.commerce.shipping.sandbox.SandboxCarrierBook;
import io.tradewind.commerce.shipping.sandbox.SandboxCarrierPlugin;
import io.tradewind.commerce.shipping.tablerate.TableRatePlugin;
import io.tradewind.commerce.sms.sandbox.SandboxSmsPlugin;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.store.StoreSpec;
import io.tradewind.commerce.testkit.TestClock;
import io.tradewind.commerce.verification.PhoneNumber;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.joda.money.Money;

/** A whole shop for mugs on real plugins, with a clock to turn and the fake provider's own book to compare with. */
final class Mugs implements AutoCloseable {
    static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    static final Address HOME = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
    static final String WEBHOOK_SECRET = "whsec-for-tests-only";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Sku MUG = Sku.of("MUG-WHITE");

    final TestClock clock;
    final SandboxBook book;
    final SandboxCarrierBook carrierBook;
    final Commerce commerce;
    private final AtomicInteger phones = new AtomicInteger();

    private Mugs(
            DataSource dataSource,
            TestClock clock,
            SandboxBook book,
            SandboxCarrierBook carrierBook,
            Consumer<Commerce.Builder> more,
            Consumer<StoreSpec> policy,
            Duration patience) {
        this.clock = clock;
        this.book = book;
        this.carrierBook = carrierBook;
        Commerce.Builder builder = Commerce.builder()
                .dataSource(dataSource)
                .clock(clock)
                .jobs(JobMode.MANUAL)
                .secretKey("a secret for tests only")
                .store(
                        "mugs",
                        store -> policy.accept(store.currency("EUR")
                                .country("DE")
                                .zone("Europe/Berlin")
                                .tax("standard", "DE", "19")))
                .plugins(it -> it.notFromClassPath()
                        .add(new SandboxPlugin(book))
                        .add(new OfflinePlugin())
                        .add(new SandboxCarrierPlugin(carrierBook))
                        .add(new TableRatePlugin())
                        .add(new SandboxSmsPlugin())
                        .payment(
                                "card",
                                "sandbox",
                                card -> card.secret("webhookSecret", WEBHOOK_SECRET)
                                        .longestCall(patience))
                        .payment("cod", "cash-on-delivery")
                        .carrier("post", "sandbox")
                        .carrier("parcel", "table-rate", rates -> rates.set("DE", "EUR 4.90"))
                        .sms("text", "sandbox"));
        more.accept(builder);
        this.commerce = builder.start();
    }

    static Mugs on(DataSource dataSource) {
        return on(dataSource, builder -> {});
    }

    static Mugs on(DataSource dataSource, Consumer<Commerce.Builder> more) {
        return on(dataSource, more, store -> {});
    }

    static Mugs on(DataSource dataSource, Consumer<Commerce.Builder> more, Consumer<StoreSpec> policy) {
        return new Mugs(
                dataSource,
                new TestClock(MONDAY),
                SandboxBook.inMemory(),
                new SandboxCarrierBook(),
                more,
                policy,
                PATIENCE);
    }

    /** A shop that gives its gateway little time, so that a hanging call does not hold the test up. */
    static Mugs impatient(DataSource dataSource) {
        return new Mugs(
                dataSource,
                new TestClock(MONDAY),
                SandboxBook.inMemory(),
                new SandboxCarrierBook(),
                builder -> {},
                store -> {},
                Duration.ofSeconds(1));
    }

    /** The same shop after a restart: same database, same provider, same time. */
    Mugs again(DataSource dataSource) {
        return new Mugs(dataSource, clock, book, carrierBook, builder -> {}, store -> {}, PATIENCE);
    }

    Shop staff() {
        return commerce.shop("mugs", Actor.staff("mia", Role.ADMIN));
    }

    Shop guest(String token) {
        return commerce.shop("mugs", Actor.guest(token));
    }

    /** Somebody who has signed in at the host. */
    Shop customer(String id) {
        return commerce.shop("mugs", Actor.customer(id));
    }

    /** Puts an article on sale. */
    void sell(Sku sku, String price, int units) {
        staff().catalog().publish(NewProduct.named("Mug " + sku.value()).variant(sku, Money.parse(price)));
        if (units > 0) {
            staff().stock().receive(sku, units, "delivery note 17");
        }
    }

    /** A cart with that in it and a verified phone number of its own. */
    CartId cart(Shop shop, Sku sku, int quantity) {
        CartId cart = shop.carts().open().id();
        shop.carts().add(cart, sku, quantity).orThrow();
        verify(shop, cart);
        return cart;
    }

    void verify(Shop shop, CartId cart) {
        // far apart, and never with an ending that the sandbox takes for a fault
        PhoneNumber number = PhoneNumber.of("+49151" + (20_002_345 + phones.incrementAndGet() * 10_100));
        shop.verifications().send(cart, number).orThrow();
        shop.verifications().check(cart, "000000").orThrow();
    }

    /** The facts of an order to Berlin by parcel, paid with that script. */
    PlaceOrder facts(Shop shop, CartId cart, String script) {
        DeliveryOption option = shop.delivery().options(cart, HOME).stream()
                .filter(it -> it.account().equals("parcel"))
                .findFirst()
                .orElseThrow();
        return PlaceOrder.to(HOME).by(option).payWith("card", script);
    }

    /** Buys in one go. */
    Placement buy(Shop shop, Sku sku, int quantity, String script, String key) {
        CartId cart = cart(shop, sku, quantity);
        return shop.checkout().place(cart, facts(shop, cart, script), key);
    }

    /** Runs the jobs until nothing is left to do. */
    void jobs() {
        commerce.jobs().runDue();
    }

    /** Fails if any invariant of the data is broken. */
    void checkInvariants() {
        try (Connection connection = commerce.dataSource().getConnection()) {
            List<Violation> violations = InvariantChecker.ofSchema("commerce").check(connection, clock.instant());
            if (!violations.isEmpty()) {
                throw new AssertionError("broken invariants: " + violations);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        commerce.close();
    }
}
