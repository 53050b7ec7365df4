package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.console.Route;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.promotion.Influencer;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnReason;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.verification.PhoneNumber;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that people type is text on every page of the console, whatever it looks like. */
class ConsoleMarkerTest {
    /** Several at once, as many as fit into a name; what would be an address must come first. */
    private static final List<String> MARKERS = List.of(
            "javascript:tw5()<script>tw1()</script>\"><img src=x onerror=tw2()>",
            "' autofocus onfocus=tw3() x='</textarea><svg onload=tw4()>",
            "</title><b>tw7</b><!--tw8-->${tw6}{{tw6}}");

    @Test
    void what_looks_like_markup_is_shown_as_it_was_typed_and_never_runs(@TempDir Path data) {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            for (String marker : MARKERS) {
                show(store, marker);
            }
        }
    }

    private static void show(ConsoleStore store, String marker) {
        Shop staff = store.staff();
        Sku sku = Sku.of("MARK-" + UUID.randomUUID().toString().substring(0, 8));
        Product product = staff.catalog()
                .publish(NewProduct.named("T " + marker)
                        .vendor(marker)
                        .type(marker)
                        .tag("tag")
                        .picture("art/mug-Clay.svg", marker)
                        .variant(NewVariant.of(sku, Money.parse("EUR 12.50")).grams(300))
                        .giftWrap(new GiftWrapSpec(Money.parse("EUR 1.00"), 200)));
        staff.stock().receive(sku, 5, marker);
        staff.promotions().save(Influencer.of("mark", marker, "5"));
        Order order = order(store, sku, marker);
        staff.orders().note(order.id(), marker);
        staff.orders().hold(order.id(), HoldKind.STAFF, marker);
        StaffBrowser browser =
                StaffBrowser.signedIn(store.app, marker, "m" + Integer.toUnsignedString(marker.hashCode()));
        look(browser, store, order, product, sku, marker);

        staff.orders().lift(order.id(), HoldKind.STAFF);
        var work = staff.fulfillment().of(order.id()).get(0).id();
        staff.fulfillment().claim(work).orThrow();
        staff.fulfillment().countAll(work).orThrow();
        var parcel =
                staff.fulfillment().pack(work).orThrow().liveParcels().get(0).id();
        staff.fulfillment().handOver(List.of(parcel)).orThrow();
        staff.fulfillment().markDelivered(parcel, marker).orThrow();
        Return goods = staff.returns()
                .request(
                        order.id(),
                        List.of(new ReturnItem(order.lines().get(0).id(), 1, ReturnReason.FAULTY, marker)),
                        marker)
                .orThrow();
        look(browser, store, order, product, sku, marker);
        inert(browser.open("/admin/returns/" + goods.id()), marker);
        inert(browser.open("/admin/parcels/" + parcel), marker);
        assertThat(browser.open("/admin/orders/" + order.id()).words()).contains("T ");
    }

    private static Order order(ConsoleStore store, Sku sku, String marker) {
        Shop guest = store.app
                .commerce()
                .shop(JuniperAndJet.STORE, Actor.guest(UUID.randomUUID().toString()));
        CartId cart = guest.carts().open().id();
        guest.carts().add(cart, sku, 1, Personalisation.giftWrap(marker)).orThrow();
        PhoneNumber number = PhoneNumber.of("+4915120" + (100_000 + Math.abs(marker.hashCode() % 800_000)));
        guest.verifications().send(cart, number).orThrow();
        guest.verifications().check(cart, "000000").orThrow();
        Address home = new Address(marker, List.of(marker), "Leipzig", "", "04107", "DE");
        DeliveryOption option = guest.delivery().options(cart, home).get(0);
        var placed = guest.checkout()
                .place(
                        cart,
                        PlaceOrder.to(home).by(option).payWith("card", "approve"),
                        UUID.randomUUID().toString())
                .orThrow();
        store.app.commerce().jobs().runDue();
        return store.staff().orders().find(placed.id()).orElseThrow();
    }

    private static void look(
            StaffBrowser browser, ConsoleStore store, Order order, Product product, Sku sku, String marker) {
        List<String> seen = new ArrayList<>();
        for (Route route : store.app.consoleRoutes()) {
            String path = route.path();
            String id = path.startsWith("/admin/orders")
                    ? order.id().toString()
                    : path.startsWith("/admin/pack")
                            ? store.staff()
                                    .fulfillment()
                                    .of(order.id())
                                    .get(0)
                                    .id()
                                    .toString()
                            : path.startsWith("/admin/products") ? product.id().toString() : "";
            String address = path.replace("{sku}", sku.value())
                    .replace("{handle}", "mark")
                    .replace("{id}", id)
                    .replace("{account}", "card");
            boolean known = !address.contains("{") && (!path.contains("{id}") || !id.isEmpty());
            if (route.method().equals("GET") && route.access().signedIn() && known) {
                inert(browser.open(address), marker);
                seen.add(address);
            }
        }
        assertThat(seen).hasSizeGreaterThan(25);
        inert(browser.open("/admin/orders?q=" + URLEncoder.encode(marker, StandardCharsets.UTF_8)), marker);
    }

    /** No tag, attribute or comment was made of it. */
    private static void inert(StaffBrowser browser, String marker) {
        String outsideValues = browser.page().replaceAll("=\"[^\"]*\"", "=\"\"");
        assertThat(outsideValues)
                .as("%s on %s", marker, browser.path())
                .doesNotContainPattern("<[^>]*\\son(error|focus|load)=tw");
        assertThat(browser.page())
                .as("%s on %s", marker, browser.path())
                .doesNotContain("<script>tw1", "<img src=x", "<svg onload=tw4", "<b>tw7", "<!--tw8")
                .doesNotContainPattern("(href|src)=\"javascript:tw5");
    }
}
