package io.tradewind.commerce.app;

import static io.tradewind.commerce.app.SharedShop.at;
import static io.tradewind.commerce.app.SharedShop.office;
import static io.tradewind.commerce.app.SharedShop.send;
import static io.tradewind.commerce.app.SharedShop.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.tradewind.commerce.fulfillment.Parcel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A shopper's whole way in a real browser, looked at in two widths. A console error, a breach of the content policy or a
 * page that scrolls sideways fails it.
 */
@Tag("browser")
@ExtendWith({SharedShop.class, SharedBrowser.class})
class ShopBrowserTest {
    private static final int MOST_FIELDS = 8;

    /** No page may scroll sideways, at a desk and in a hand; with {@code -Dwalk=shots} it is drawn there in both colours. */
    private static void look(Page page, String name) {
        for (int width : new int[] {1360, 390}) {
            page.setViewportSize(width, 900);
            assertThat(Flaws.scrollsSideways(page))
                    .as(name + " scrolls sideways at " + width)
                    .isFalse();
            if (Views.SHOTS) {
                Views.draw(page, "journey-" + name + "-" + width, Views.COLOURS);
            }
        }
        page.setViewportSize(1360, 900);
    }

    private static int fields(Page page) {
        return page.locator(
                        "main .step.open :is(input:not([type=hidden],[type=radio],[type=checkbox]),select,textarea):visible")
                .count();
    }

    @Test
    void a_shopper_walks_from_the_front_page_to_the_refund() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            Shopper shopper = new Shopper(page);
            page.navigate(at("/"));
            look(page, "home");
            shopper.shelf("drinkware");
            look(page, "category");
            shopper.product("trail-bottle");
            shopper.variant("750ML");
            shopper.engrave("For Ada,", "always");
            page.waitForSelector("#sum:has-text('€39.00')");
            page.click("[aria-label=Ink]");
            assertThat(page.inputValue("#e0"))
                    .as("typed text survives another colour")
                    .isEqualTo("For Ada,");
            page.check("[name=gift]");
            page.fill("#message", "Happy birthday! Love, Jonas");
            look(page, "product");
            shopper.add();
            look(page, "drawer");
            shopper.toBasket();
            shopper.code("LENA");
            assertThat(page.textContent("main")).contains("Code LENA");
            look(page, "basket");

            shopper.toCheckout();
            int fields = fields(page);
            look(page, "checkout-phone");
            shopper.phone();
            fields += fields(page);
            look(page, "checkout-code");
            shopper.verify();
            fields += fields(page);
            page.fill("#email", "jonas@example.org");
            shopper.live("Jonas Pohl", "04107", "", "Körnerstr. 14");
            shopper.next();
            assertThat(page.textContent(".summary-err")).contains("Enter the town.");
            look(page, "checkout-address-wrong");
            page.fill("#city", "Leipzig");
            look(page, "checkout-address");
            shopper.toDelivery();
            fields += fields(page);
            assertThat(fields).as("visible fields").isLessThanOrEqualTo(MOST_FIELDS);
            look(page, "checkout-delivery");
            shopper.toPayment();
            shopper.pay("decline:insufficient_funds");
            page.waitForSelector("text=Nothing was charged");
            look(page, "checkout-payment-declined");
            shopper.pay("3ds");
            page.waitForURL("**/bank?**");
            page.goBack(); // to the step itself, not to a form that the browser would send again
            page.waitForSelector("text=Your bank has a question");
            page.click("text=Go to the bank");
            page.waitForURL("**/bank?**");
            look(page, "bank");
            shopper.approve();
            assertThat(page.textContent(".items")).as("as in the basket").contains("€42.50");
            look(page, "thanks");
            shopper.follow();
            assertThat(page.textContent("h1")).contains("Arriving");
            look(page, "track-ordered");

            String tracking = page.url();
            Parcel parcel = send(shown(tracking));
            page.reload();
            assertThat(page.textContent("main")).contains("With ");
            look(page, "track-sent");
            office().fulfillment()
                    .markDelivered(parcel.id(), "seen at the door")
                    .orThrow();
            page.reload();
            assertThat(page.textContent("h1")).contains("Delivered");
            look(page, "track-delivered");

            shopper.chooseWhatGoesBack();
            look(page, "return");
            shopper.sendBack();
            look(page, "return-label");
            assertThat(page.textContent("main")).contains("Get the label");
            assertThat(shopper.label().suggestedFilename()).endsWith(".pdf");
            office().returns()
                    .resolveNow(office().returns().of(shown(tracking)).get(0).id())
                    .orThrow();
            page.reload();
            assertThat(page.textContent("h1")).contains("€");
            look(page, "return-refunded");
            page.navigate(tracking);
            assertThat(page.textContent("main")).contains("1 returned");
        }
    }

    @Test
    void the_other_pages_look_right_too() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            Map<String, String> pages = Map.of(
                    "search", "search?q=mug",
                    "search-nothing", "search?q=zzzz",
                    "basket-empty", "cart",
                    "preorder", "p/halo-headphones",
                    "sold-out", "p/roasters-sack",
                    "launch", "launch/leipzig-tee",
                    "influencer", "with/LENA",
                    "page", "pages/delivery",
                    "not-found", "p/no-such-thing");
            pages.forEach((name, path) -> {
                page.navigate(at("/" + path));
                look(page, name);
            });
            page.click("footer button:has-text('Dark')");
            Locator html = page.locator("html");
            assertThat(html.getAttribute("data-theme")).isEqualTo("dark");
        }
    }

    @Test
    void where_a_product_is_delivered_to_stays_on_one_row_on_the_narrowest_phones() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.setViewportSize(320, 640);
            for (String language : List.of("", "/de", "/ar")) {
                page.navigate(at(language + "/p/trail-bottle"));
                BoundingBox field = page.locator("#zip").boundingBox();
                BoundingBox button = page.locator("#promise button").boundingBox();
                assertThat(button.y).as(language).isLessThan(field.y + field.height);
                BoundingBox box = page.locator("#promise").boundingBox();
                assertThat(button.x).as(language).isBetween(box.x, box.x + box.width - button.width);
            }
        }
    }

    @Test
    void a_payment_that_takes_a_moment_becomes_an_order_by_itself() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            Shopper shopper = new Shopper(page);
            page.navigate(at("/p/stoneware-mug"));
            shopper.add();
            page.click("#drawer >> text=To checkout");
            shopper.phone();
            shopper.verify();
            shopper.live("Ada", "10115", "Berlin", "Invalidenstr. 1");
            shopper.toDelivery();
            shopper.toPayment();
            look(page, "checkout-payment");
            shopper.pay("pending");
            page.waitForURL("**/checkout/pending/**");
            look(page, "pending");
            page.waitForURL("**/thanks/**", new Page.WaitForURLOptions().setTimeout(60_000));
        }
    }
}
