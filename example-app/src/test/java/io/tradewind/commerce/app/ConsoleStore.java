package io.tradewind.commerce.app;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.fulfillment.Fulfillment;
import io.tradewind.commerce.fulfillment.ParcelId;
import io.tradewind.commerce.health.Violation;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.plugin.InboxState;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.verification.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.Money;

/** The running store with two articles of its own, and customers who order through the Java API. */
final class ConsoleStore implements AutoCloseable {
    static final Sku CUP = Sku.of("TEST-CUP");
    static final Sku FLASK = Sku.of("TEST-FLASK-MOSS");
    static final Address HOME = new Address("Ada Brandt", List.of("Körnerstraße 14"), "Leipzig", "", "04107", "DE");

    final App app;
    private final AtomicInteger phones = new AtomicInteger();

    private ConsoleStore(App app) {
        this.app = app;
    }

    static ConsoleStore open(Path data) {
        ConsoleStore store = new ConsoleStore(App.start(new AppConfig(0, SampleFolder.in(data), Optional.empty())));
        Shop staff = store.staff();
        staff.catalog()
                .publish(NewProduct.named("Test cup")
                        .picture("art/mug-Clay.svg", "A cup in Clay")
                        .variant(NewVariant.of(CUP, Money.parse("EUR 12.50")).grams(300)));
        staff.catalog()
                .publish(NewProduct.named("Test flask")
                        .picture("art/bottle-Moss.svg", "A flask in Moss")
                        .options("Colour")
                        .variant(NewVariant.of(FLASK, Money.parse("EUR 34.00"))
                                .choosing("Moss")
                                .grams(420))
                        .engraving(new EngravingSpec(
                                14, 2, EngravingSpec.LATIN, Money.parse("EUR 5.00"), Duration.ZERO, true))
                        .giftWrap(new GiftWrapSpec(Money.parse("EUR 3.50"), 200)));
        staff.stock().receive(CUP, 20, "delivery note 17");
        staff.stock().receive(FLASK, 12, "delivery note 17");
        return store;
    }

    Shop staff() {
        return app.commerce().shop(JuniperAndJet.STORE, Actor.staff("mira", Role.ADMIN));
    }

    /** Two cups and an engraved, wrapped flask, paid by that account. */
    Order order(String account, String token) {
        return order(Actor.guest(UUID.randomUUID().toString()), account, token);
    }

    /** The same by somebody in particular. */
    Order order(Actor buyer, String account, String token) {
        Shop guest = app.commerce().shop(JuniperAndJet.STORE, buyer);
        CartId cart = guest.carts().open().id();
        guest.carts().add(cart, CUP, 2).orThrow();
        guest.carts()
                .add(
                        cart,
                        FLASK,
                        1,
                        Personalisation.engraving("For Ada,", "always")
                                .and(Personalisation.giftWrap("Happy birthday. Love, Jonas")))
                .orThrow();
        return buy(guest, cart, account, token);
    }

    /** So many cups, paid by card; they come in first. */
    Order cups(int units) {
        staff().stock().receive(CUP, units, "delivery note 18");
        Shop guest = app.commerce()
                .shop(JuniperAndJet.STORE, Actor.guest(UUID.randomUUID().toString()));
        CartId cart = guest.carts().open().id();
        guest.carts().add(cart, CUP, units).orThrow();
        return buy(guest, cart, "card", "approve");
    }

    /** One cup of a customer who lets the card be kept. */
    Order orderKeeping(Actor buyer) {
        Shop customer = app.commerce().shop(JuniperAndJet.STORE, buyer);
        CartId cart = customer.carts().open().id();
        customer.carts().add(cart, CUP, 1).orThrow();
        return buy(customer, cart, "card", PayBy.token("approve").keeping());
    }

    /** One of each article, paid by card. */
    Order orderOf(String... skus) {
        Map<String, Personalisation> pieces = new LinkedHashMap<>();
        for (String sku : skus) {
            pieces.put(sku, Personalisation.NONE);
        }
        return orderOf(pieces);
    }

    /** The same, each made for somebody. */
    Order orderOf(Map<String, Personalisation> pieces) {
        Shop guest = app.commerce()
                .shop(JuniperAndJet.STORE, Actor.guest(UUID.randomUUID().toString()));
        CartId cart = guest.carts().open().id();
        pieces.forEach(
                (sku, made) -> guest.carts().add(cart, Sku.of(sku), 1, made).orThrow());
        return buy(guest, cart, "card", "approve");
    }

    private Order buy(Shop guest, CartId cart, String account, String token) {
        return buy(guest, cart, account, PayBy.token(token));
    }

    /** One cup whose payment the provider of the card has not decided yet: there is no order. */
    OrderId undecided() {
        Shop guest = app.commerce()
                .shop(JuniperAndJet.STORE, Actor.guest(UUID.randomUUID().toString()));
        CartId cart = guest.carts().open().id();
        guest.carts().add(cart, CUP, 1).orThrow();
        var waits = (Placement.Confirming) place(guest, cart, "card", PayBy.token("pending"));
        return new OrderId(waits.checkout().value());
    }

    private Order buy(Shop guest, CartId cart, String account, PayBy by) {
        var placed = place(guest, cart, account, by).orThrow();
        app.commerce().jobs().runDue();
        return staff().orders().find(placed.id()).orElseThrow();
    }

    private Placement place(Shop guest, CartId cart, String account, PayBy by) {
        PhoneNumber number = PhoneNumber.of("+49151" + (20_002_345 + phones.incrementAndGet() * 10_100));
        guest.verifications().send(cart, number).orThrow();
        guest.verifications().check(cart, "000000").orThrow();
        DeliveryOption option = guest.delivery().options(cart, HOME).get(0);
        return guest.checkout()
                .place(
                        cart,
                        PlaceOrder.to(HOME).by(option).payWith(account, by),
                        UUID.randomUUID().toString());
    }

    /** What the provider calls the payment of an order. */
    String reference(Order order) {
        return staff().payments()
                .of(order.id().value())
                .get(0)
                .operations()
                .get(0)
                .reference();
    }

    /** The card's provider tells of a dispute, signed with its secret; the status of our answer. */
    int told(String payment, String stage, boolean genuine) {
        String secret = "webhooks-of-the-test";
        app.commerce().plugins().reopen("card", Map.of("webhookSecret", Optional.of(secret)));
        Instant now = StoreClock.now();
        byte[] body = ("account=card&amount=EUR+67.50&at=" + now.toString().replace(":", "%3A") + "&id=evt-" + payment
                        + "-" + stage + "&mode=test&payment=" + payment + "&stage=" + stage + "&type=payment")
                .getBytes(StandardCharsets.UTF_8);
        String signed = "t=" + now.getEpochSecond() + ",v1="
                + mac(
                        genuine ? secret : "of-another-shop",
                        now.getEpochSecond() + "." + new String(body, StandardCharsets.UTF_8));
        Map<String, List<String>> headers = Map.of("Sandbox-Signature", List.of(signed));
        int status = app.commerce()
                .webhooks()
                .receive("card", new WebhookEnvelope("POST", "/webhooks/card", "", headers, body, now))
                .status();
        applied();
        return status;
    }

    /** Until nothing that came waits any more: the store's own threads may be at it, then it is a matter of moments. */
    void applied() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        do {
            app.commerce().jobs().runDue();
        } while (app.commerce().webhooks().waiting().getOrDefault(InboxState.RECEIVED, 0) > 0
                && System.nanoTime() < deadline);
    }

    private static String mac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Packs an order, hands it over and has it arrive; its parcel. */
    ParcelId deliver(Order order) {
        Fulfillment fulfillment = staff().fulfillment();
        var work = fulfillment.of(order.id()).get(0).id();
        fulfillment.claim(work).orThrow();
        fulfillment.countAll(work).orThrow();
        ParcelId parcel = fulfillment.pack(work).orThrow().liveParcels().get(0).id();
        fulfillment.handOver(List.of(parcel)).orThrow();
        fulfillment.markDelivered(parcel, "the customer called").orThrow();
        return parcel;
    }

    /** The order once no money of it is on its way any more; the store's own workers may be at it meanwhile. */
    Order again(Order order) {
        Instant patience = Instant.now().plusSeconds(30);
        Order now;
        do {
            app.commerce().jobs().runDue();
            now = staff().orders().find(order.id()).orElseThrow();
        } while (now.payment() == PaymentStatus.REFUND_DUE && Instant.now().isBefore(patience));
        if (now.payment() == PaymentStatus.REFUND_DUE) {
            throw new AssertionError("money of it is still on its way: "
                    + staff().payments().refundsOf(order.id().value()) + " "
                    + staff().payments().of(order.id().value()));
        }
        return now;
    }

    List<Violation> violations() {
        try (Connection connection = app.commerce().dataSource().getConnection()) {
            return app.commerce().invariants().check(connection, StoreClock.now());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows past the library. */
    void sql(String change) {
        try (Connection connection = app.commerce().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(change);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        app.close();
    }
}
