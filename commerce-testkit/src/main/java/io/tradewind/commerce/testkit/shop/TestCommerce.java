package io.tradewind.commerce.testkit.shop;

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
import io.tradewind.commerce.event.DeadLetter;
import io.tradewind.commerce.health.Violation;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.testkit.TestClock;
import io.tradewind.commerce.verification.PhoneNumber;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.joda.money.Money;

/**
 * A {@link Commerce} for tests of a host: in memory unless the host says otherwise, with a clock that stands still, jobs
 * that run when they are told to, repeatable randomness, and fake plugins under the accounts {@code card}, {@code parcel},
 * {@code text} and {@code mail}. For one thread, unless the test brings more.
 */
public final class TestCommerce implements AutoCloseable {
    /** When every test begins: a Thursday, ten in the morning in Berlin. */
    public static final Instant START = Instant.parse("2026-01-15T09:00:00Z");

    private final TestClock clock = new TestClock(START);
    private final FakePayments payments;
    private final FakeCarrier carrier = new FakeCarrier();
    private final FakeMessages messages = new FakeMessages();
    private final Commerce commerce;
    private final Store store;
    private final AtomicInteger numbers = new AtomicInteger();

    private TestCommerce(Consumer<Commerce.Builder> host, Set<String> currencies) {
        this.payments = new FakePayments(currencies);
        Commerce.Builder builder = Commerce.builder()
                .clock(clock)
                .random(new Random(17))
                .executor(Runnable::run)
                .jobs(JobMode.MANUAL)
                .plugins(it -> it.notFromClassPath()
                        .add(payments)
                        .add(carrier)
                        .add(messages)
                        .payment("card", FakePayments.CODE)
                        .carrier("parcel", FakeCarrier.CODE)
                        .sms("text", FakeMessages.CODES)
                        .notifier("mail", FakeMessages.MAIL));
        host.accept(builder);
        this.commerce = builder.start();
        this.store = commerce.stores().get(0);
    }

    /** A store {@code test} in euro, in Germany, in memory. */
    public static TestCommerce start() {
        return start(builder -> builder.inMemory()
                .store("test", it -> it.currency("EUR").country("DE").zone("Europe/Berlin")));
    }

    /**
     * What the host says to the builder: its stores, the first of which is used here, its listeners, {@code inMemory()} or
     * its own data source, and plugins besides the fake ones.
     */
    public static TestCommerce start(Consumer<Commerce.Builder> host) {
        return new TestCommerce(host, Set.of("EUR", "USD", "GBP", "CHF", "JPY", "KWD"));
    }

    /** What was started. */
    public Commerce commerce() {
        return commerce;
    }

    /** Turn it, then {@link #runJobs()}. */
    public TestClock clock() {
        return clock;
    }

    /** The bank behind the account {@code card}. */
    public FakePayments payments() {
        return payments;
    }

    /** The carrier behind the account {@code parcel}. */
    public FakeCarrier carrier() {
        return carrier;
    }

    /** What was sent to customers and their phones. */
    public FakeMessages messages() {
        return messages;
    }

    /** The first store as an administrator sees it. */
    public Shop staff() {
        return shop(Actor.staff("mia", Role.ADMIN));
    }

    /** The first store as that actor sees it. */
    public Shop shop(Actor actor) {
        return commerce.shop(store.code(), actor);
    }

    /** Puts an article on sale. */
    public Sku sell(String sku, Money price, int units) {
        Sku article = Sku.of(sku);
        staff().catalog().publish(NewProduct.named("Article " + sku).variant(article, price));
        if (units > 0) {
            staff().stock().receive(article, units, "test");
        }
        return article;
    }

    /** Somebody buys so many of an article by {@code card}, phone verified; what came of it. */
    public Placement buy(Actor buyer, Sku sku, int quantity) {
        Shop shop = shop(buyer);
        CartId cart = shop.carts().open().id();
        shop.carts().add(cart, sku, quantity).orThrow();
        shop.verifications()
                .send(cart, PhoneNumber.of("+49151" + (20_002_345 + numbers.incrementAndGet() * 10_100)))
                .orThrow();
        shop.verifications().check(cart, messages.lastCode()).orThrow();
        Address home = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
        DeliveryOption option = shop.delivery().options(cart, home).get(0);
        PlaceOrder facts =
                PlaceOrder.to(home).by(option).payWith("card", "token").email("ada@" + numbers.get() + ".example");
        return shop.checkout().place(cart, facts, "buy-" + numbers.get());
    }

    /** The same by somebody new, who gets an order. */
    public Order order(Sku sku, int quantity) {
        OrderId id = buy(Actor.guest("guest-" + numbers.incrementAndGet()), sku, quantity)
                .orThrow()
                .id();
        runJobs();
        return order(id);
    }

    /** The order as it is now. */
    public Order order(OrderId id) {
        return staff().orders().find(id).orElseThrow(() -> new AssertionError("there is no order " + id));
    }

    /** Runs the background work until nothing is due; returns how much was done. */
    public int runJobs() {
        return commerce.jobs().runDue();
    }

    /**
     * Runs the background work, then fails unless every invariant of the data holds and every durable listener has
     * heard of everything it was to hear.
     */
    public void assertSound() {
        runJobs();
        List<Violation> violations;
        try (Connection connection = commerce.dataSource().getConnection()) {
            violations = commerce.invariants().check(connection, clock.instant());
        } catch (SQLException e) {
            throw new AssertionError("the invariants could not be checked", e);
        }
        if (!violations.isEmpty()) {
            throw new AssertionError("the data is not sound: " + violations);
        }
        List<DeadLetter> dead = staff().events().deadLetters();
        if (!dead.isEmpty()) {
            throw new AssertionError("these events were not taken: "
                    + dead.stream()
                            .map(it -> it.type() + " by " + it.subscriber() + " (" + it.problem() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Closes the shop; a data source of the host stays open. */
    @Override
    public void close() {
        commerce.close();
    }
}
