package io.tradewind.commerce.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.fulfillment.Fulfillment;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.HandedOver;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelId;
import io.tradewind.commerce.fulfillment.Tracker;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.store.StorePolicy;
import io.tradewind.commerce.store.StoreSpec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.joda.money.Money;

/** A shop with a carrier that sells labels and a till that approves, for stories that begin after the checkout. */
public final class Workshop implements AutoCloseable {
    private static final Address HOME = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");

    public final FakeCarrier carrier = new FakeCarrier();
    public final FakeTill till = new FakeTill();
    public final TestShop shop;
    private final AtomicInteger keys = new AtomicInteger();

    private Workshop(DataSource dataSource, Consumer<Commerce.Builder> more, Consumer<StoreSpec> policy) {
        this.shop = TestShop.on(
                dataSource,
                builder -> {
                    builder.plugins(it -> it.notFromClassPath()
                            .add(carrier)
                            .add(till)
                            .payment("card", FakeTill.CODE)
                            .payment("later", FakeTill.LATER)
                            .carrier("parcel", FakeCarrier.CODE));
                    more.accept(builder);
                },
                store -> {
                    store.phone(StorePolicy.PhoneRule.OPTIONAL);
                    policy.accept(store);
                });
    }

    public static Workshop on(DataSource dataSource) {
        return on(dataSource, store -> {});
    }

    public static Workshop on(DataSource dataSource, Consumer<StoreSpec> policy) {
        return on(dataSource, builder -> {}, policy);
    }

    /** The same with more said to the builder. */
    public static Workshop on(DataSource dataSource, Consumer<Commerce.Builder> more, Consumer<StoreSpec> policy) {
        return new Workshop(dataSource, more, policy);
    }

    /** The front doors of the buyer. */
    public Shop buyer() {
        return shop.guest();
    }

    public Shop staff() {
        return shop.staff();
    }

    public Fulfillment bench() {
        return staff().fulfillment();
    }

    /** The bench as another packer sees it. */
    public Fulfillment bench(String packer) {
        return shop.shop(Actor.staff(packer, Role.PACKER)).fulfillment();
    }

    /** Puts an article on sale. */
    public Sku sell(String sku, String price, int units) {
        Sku article = Sku.of(sku);
        staff().catalog().publish(NewProduct.named("Mug " + sku).variant(article, Money.parse(price)));
        if (units > 0) {
            staff().stock().receive(article, units, "delivery note 17");
        }
        return article;
    }

    /** Somebody buys so many of each article, and pays. */
    public Order buy(int quantity, Sku... articles) {
        return place(cart(quantity, articles));
    }

    /** A cart with so many of each article. */
    public CartId cart(int quantity, Sku... articles) {
        CartId cart = buyer().carts().open().id();
        for (Sku article : articles) {
            buyer().carts().add(cart, article, quantity).orThrow();
        }
        return cart;
    }

    /** Orders what is in the cart, and pays. */
    public Order place(CartId cart) {
        return place(cart, "card");
    }

    /** Orders what is in the cart, paid with that account. */
    public Order place(CartId cart, String account) {
        return place(cart, account, "");
    }

    /** The same by somebody who left an e-mail address. */
    public Order place(CartId cart, String account, String email) {
        return place(cart, account, email, HOME);
    }

    /** The same, sent to that address. */
    public Order place(CartId cart, String account, String email, Address home) {
        DeliveryOption option = buyer().delivery().options(cart, home).get(0);
        PlaceOrder facts = PlaceOrder.to(home)
                .by(option)
                .payWith(account, account.equals("card") ? "token" : "")
                .email(email);
        OrderId id = buyer().checkout()
                .place(cart, facts, "key-" + keys.incrementAndGet())
                .orThrow()
                .id();
        shop.runJobs();
        return order(id);
    }

    public Order order(OrderId id) {
        return buyer().orders().find(id).orElseThrow();
    }

    /** The only work of an order. */
    public FulfillmentOrder work(Order order) {
        List<FulfillmentOrder> works = bench().of(order.id());
        assertThat(works).hasSize(1);
        return works.get(0);
    }

    /** Picks everything and packs it into one parcel. */
    public Parcel pack(Order order) {
        FulfillmentOrder work = work(order);
        bench().claim(work.id()).orThrow();
        bench().countAll(work.id()).orThrow();
        return bench().pack(work.id()).orThrow().liveParcels().get(0);
    }

    /** Packs everything and sends it off. */
    public Parcel send(Order order) {
        Parcel parcel = pack(order);
        HandedOver out = bench().handOver(List.of(parcel.id()));
        return out.orThrow().get(0);
    }

    /** Packs, sends and delivers everything. */
    public Parcel deliver(Order order) {
        Parcel parcel = send(order);
        return bench().markDelivered(parcel.id(), "the driver says so").orThrow();
    }

    /** A scan of the carrier reaches us by webhook. */
    public boolean scanned(Parcel parcel, String event, TrackingStatus status, Instant at) {
        TrackingEvent fact =
                new TrackingEvent(parcel.trackingNumber(), event, status, TrackingReason.NONE, at, "Hub Leipzig");
        return shop.part(Tracker.class).apply("parcel", new Notice<>(event, at, fact));
    }

    public Parcel parcel(ParcelId id) {
        return bench().parcel(id);
    }

    /** The parcel in which something comes back. */
    public Parcel inbound(Order order) {
        return bench().parcels(order.id()).stream()
                .filter(it -> it.direction() == ParcelDirection.INBOUND)
                .findFirst()
                .orElseThrow();
    }

    public UUID line(Order order, Sku sku) {
        return order.lines().stream()
                .filter(it -> it.sku().equals(sku))
                .map(OrderLine::id)
                .findFirst()
                .orElseThrow();
    }

    public int onHand(Sku sku) {
        return staff().stock().level(sku).onHand();
    }

    /** Fails if any invariant of the data is broken; for a database of one's own. */
    public void checkInvariants() {
        assertThat(shop.violations()).isEmpty();
    }

    @Override
    public void close() {
        shop.close();
    }
}
