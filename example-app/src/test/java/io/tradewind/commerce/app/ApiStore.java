package io.tradewind.commerce.app;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.AppConfig.PostgresUrl;
import io.tradewind.commerce.app.api.ApiKeys;
import io.tradewind.commerce.app.api.ApiLimits;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.app.shop.ShopLimits;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.health.Violation;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.verification.PhoneNumber;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The running sample store with keys for its interfaces, and buyers who order through the Java API. */
final class ApiStore implements AutoCloseable {
    static final Address HOME = new Address("Ada Brandt", List.of("Körnerstraße 14"), "Leipzig", "", "04107", "DE");

    final App app;
    private final AtomicInteger phones = new AtomicInteger();

    private ApiStore(App app) {
        this.app = app;
    }

    /** On H2 in that folder. */
    static ApiStore open(Path data) {
        return new ApiStore(App.start(
                new AppConfig(0, SampleFolder.in(data), Optional.empty()), ApiLimits.none(), ShopLimits.none()));
    }

    /** On that database; the folder is for keys. */
    static ApiStore open(TestDatabase database, Path data) {
        Optional<PostgresUrl> url = database.engine() == Engine.H2
                ? Optional.empty()
                : Optional.of(new PostgresUrl(database.url(), database.user(), database.password()));
        return new ApiStore(App.start(new AppConfig(0, data, url), ApiLimits.none(), ShopLimits.none()));
    }

    ApiClient shop() {
        return new ApiClient(app.url(), "/api/shop/v1/openapi.json", app.keys().publishable(JuniperAndJet.STORE));
    }

    ApiClient admin(Role... roles) {
        return new ApiClient(app.url(), "/api/admin/v1/openapi.json", key(roles));
    }

    String key(Role... roles) {
        return app.keys()
                .issue(ApiKeys.Kind.STAFF, JuniperAndJet.STORE, "test " + List.of(roles), Set.of(roles))
                .text();
    }

    Shop staff() {
        return app.commerce().shop(JuniperAndJet.STORE, Actor.system("test"));
    }

    /** So many mugs, ordered by somebody new; the id as the interfaces write it. */
    String order(String account, String token, int mugs) {
        return order(Actor.guest(UUID.randomUUID().toString()), account, PayBy.token(token), mugs);
    }

    /** A card that the provider keeps for that customer, by the customer's own agreement. */
    void keepCard(UUID customer) {
        order(
                Actor.customer(customer.toString()),
                "card",
                PayBy.token("approve").keeping(),
                1);
    }

    private String order(Actor buyer, String account, PayBy by, int mugs) {
        Shop guest = app.commerce().shop(JuniperAndJet.STORE, buyer);
        CartId cart = guest.carts().open().id();
        guest.carts().add(cart, Sku.of("MUG-CLAY"), mugs).orThrow();
        PhoneNumber number = PhoneNumber.of("+49151" + (20_002_345 + phones.incrementAndGet() * 10_100));
        guest.verifications().send(cart, number).orThrow();
        guest.verifications().check(cart, "000000").orThrow();
        DeliveryOption option = guest.delivery().options(cart, HOME).get(0);
        var placed = guest.checkout()
                .place(
                        cart,
                        PlaceOrder.to(HOME).by(option).payWith(account, by),
                        UUID.randomUUID().toString())
                .orThrow();
        settle();
        return IdKind.ORDER.of(placed.id().value());
    }

    /** Lets the background work that is due run. */
    void settle() {
        app.commerce().jobs().runDue();
        app.commerce().jobs().runDue();
    }

    List<Violation> violations() {
        try (Connection connection = app.commerce().dataSource().getConnection()) {
            return app.commerce().invariants().check(connection, StoreClock.now());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        app.close();
    }
}
