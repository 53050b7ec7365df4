package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every page of the shop under axe-core with its content policy on: no finding, no sideways scroll, no text cut off, no
 * complaint of the browser, nothing that moves after it was drawn. A push walks one language, colour and width of each
 * page in turn; {@code -Dwalk=all} walks all of three languages, two colours and five widths. {@code -Dwalk=shots} draws
 * each page into {@code target/shots} instead, in six views, {@code -Dwalk=shots-all} in all 30;
 * {@code -Dwalk.only=name} keeps to pages with that in their name.
 */
@Tag("browser")
@ExtendWith({SharedShop.class, SharedBrowser.class})
class PageWalkTest {
    private static final String BOTTLE = "/p/trail-bottle?sku=BOTTLE-MOSS-750ML";
    /** How far, and what. */
    private static final String MOVED =
            "new Promise(done => { let sum = 0; const what = []; new PerformanceObserver(list => list.getEntries().forEach(it => {"
                    + " if (it.hadRecentInput) return; sum += it.value; it.sources.forEach(one => what.push("
                    + "(one.node?.outerHTML ?? one.node?.data ?? 'what is gone').slice(0, 60) + ' from '"
                    + " + one.previousRect.y + ' to ' + one.currentRect.y)); }))"
                    + ".observe({type: 'layout-shift', buffered: true});"
                    + " requestAnimationFrame(() => setTimeout(() =>"
                    + " done(sum > 0.001 ? sum + ': ' + what.slice(0, 4).join(', ') : ''), 20)); })";

    private final List<String> findings = new ArrayList<>();
    private int turn;

    private static Map<String, String> open() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", "/");
        pages.put("category", "/c/drinkware");
        pages.put("all", "/c/all");
        pages.put("search", "/search?q=mug");
        pages.put("search-nothing", "/search?q=zzzz");
        pages.put("nothing-fits", "/c/all?o.Colour=Moss&trait=PREORDER");
        pages.put("product", BOTTLE + "&e0=For+Ada%2C&e1=always&gift=1&message=Hello");
        pages.put("product-wrong", BOTTLE + "&e0=%E2%98%82&zip=12");
        pages.put("preorder", "/p/halo-headphones");
        pages.put("sold-out", "/p/roasters-sack");
        pages.put("launch", "/launch/leipzig-tee");
        pages.put("influencer", "/with/LENA");
        for (String name :
                List.of("delivery", "returns", "privacy", "terms", "withdrawal", "accessibility", "imprint")) {
            pages.put("text-" + name, "/pages/" + name);
        }
        pages.put("not-found", "/p/no-such-thing");
        pages.put("gone", "/p/old-vase");
        pages.put("basket-empty", "/cart");
        pages.put("find-order", "/find-order");
        pages.put("account-guest", "/account");
        pages.put("sign-in", "/account/sign-in");
        return pages;
    }

    /** Somebody whose order is on its way, and who has asked for a return of another. */
    private static Map<String, String> ordered(Visitor visitor) {
        String order = visitor.buy(SharedShop.phone());
        SharedShop.send(SharedShop.shown(order));
        String token = order.substring(3);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("thanks", "/thanks/" + token);
        pages.put("track", order);
        String delivered = visitor.buy(SharedShop.phone());
        SharedShop.office()
                .fulfillment()
                .markDelivered(SharedShop.send(SharedShop.shown(delivered)).id(), "seen at the door")
                .orThrow();
        pages.put("track-delivered", delivered);
        pages.put("return", delivered + "/return");
        pages.put("account-orders", "/account");
        return pages;
    }

    private static Map<String, String> page(String name, String path) {
        return Map.of(name, path);
    }

    @Test
    void every_page_is_clean_in_every_language_colour_and_width() {
        var vase = SharedShop.office()
                .catalog()
                .publish(
                        NewProduct.named("Old vase").variant(NewVariant.of(Sku.of("OLD-VASE"), Money.parse("EUR 20"))));
        SharedShop.office().catalog().delete(vase.id());
        walk(SharedShop.visitor(), open());
        Visitor buyer = SharedShop.visitor();
        walk(buyer, ordered(buyer));

        Visitor guest = SharedShop.visitor();
        guest.add("BOTTLE-MOSS-750ML", "e0", "Ada");
        walk(guest, page("basket", "/cart"));
        guest.get("/checkout");
        walk(guest, page("checkout-phone", "/checkout/phone"));
        guest.post("/checkout/phone", "phone", SharedShop.phone());
        walk(guest, page("checkout-code", "/checkout/phone"));
        guest.post("/checkout/phone/code", "code", "000000");
        walk(guest, page("checkout-address", "/checkout/address"));
        guest.live();
        walk(guest, page("checkout-delivery", "/checkout/delivery"));
        guest.choose();
        walk(guest, page("checkout-payment", "/checkout/payment"));
        walk(guest, page("checkout-phone-again", "/checkout/phone?change=1"));
        guest.get("/checkout/payment");
        String bank = guest.pay("card", "3ds").path();
        walk(guest, page("bank", bank));
        walk(guest, page("pending", "/checkout/pending/" + bank.replaceAll(".*checkout=([0-9a-f-]+).*", "$1")));

        Visitor customer = SharedShop.visitor();
        customer.get("/account/sign-in");
        String phone = SharedShop.phone();
        customer.post("/account/sign-in", "phone", phone);
        walk(customer, page("sign-in-code", "/account/sign-in"));
        customer.get("/account/sign-in");
        customer.post("/account/sign-in/code", "code", "000000");
        customer.get("/account/addresses/new");
        customer.post("/account/addresses", Visitor.HOME);
        customer.post(
                "/account/addresses",
                "name",
                "Jonas Pohl",
                "country",
                "AT",
                "postcode",
                "1010",
                "city",
                "Wien",
                "street",
                "Graben 1");
        customer.add("MUG-CLAY");
        customer.get("/checkout");
        Map<String, String> own = new LinkedHashMap<>();
        own.put("account", "/account");
        own.put("addresses", "/account/addresses");
        own.put("address-new", "/account/addresses/new");
        own.put("checkout-saved", "/checkout/address");
        own.put("cards-none", "/account/cards");
        walk(customer, own);
        customer.get("/checkout/address");
        customer.live();
        customer.choose();
        customer.pay("card", "approve", "yes");
        customer.add("MUG-CLAY");
        customer.get("/checkout");
        customer.live();
        customer.choose();
        walk(customer, page("cards", "/account/cards"));
        walk(customer, page("checkout-cards", "/checkout/payment"));
        assertThat(findings).isEmpty();
    }

    /** Looks at pages as that visitor sees them. */
    private void walk(Visitor visitor, Map<String, String> pages) {
        try (SharedBrowser.Visit visit =
                SharedBrowser.visit(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE))) {
            URI url = SharedShop.url();
            visitor.cookies()
                    .forEach((name, value) ->
                            visit.context().addCookies(List.of(new Cookie(name, value).setUrl(url.toString()))));
            pages.forEach((name, path) -> {
                List<Views.View> views = Views.of(turn++);
                if (name.contains(Views.ONLY)) {
                    views.forEach(view -> look(visit.page(), name, path, view));
                }
            });
        }
    }

    private void look(Page page, String name, String path, Views.View view) {
        String what = name + "-" + view.name();
        page.setViewportSize(view.width(), 900);
        Views.colour(page, view.colours().get(0));
        page.navigate(SharedShop.at(path.startsWith(view.language() + "/") ? path : view.language() + path));
        String moved = (String) page.evaluate(MOVED);
        if (!moved.isEmpty()) {
            findings.add(what + " moves by " + moved);
        }
        Flaws.of(page).forEach(it -> findings.add(what + " " + it));
        if (Views.SHOTS) {
            Views.draw(page, what, view.colours());
            return;
        }
        for (ColorScheme colours : view.colours()) {
            Views.colour(page, colours);
            Axe.findings(page).forEach(it -> findings.add(what + " " + colours + " " + it));
        }
    }
}
