package io.tradewind.commerce.app;

import static io.tradewind.commerce.app.SharedShop.at;
import static io.tradewind.commerce.app.SharedShop.newest;
import static io.tradewind.commerce.app.SharedShop.office;
import static io.tradewind.commerce.app.SharedShop.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.tradewind.commerce.fulfillment.Parcel;
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
            boolean sideways = (boolean)
                    page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
            assertThat(sideways).as(name + " scrolls sideways at " + width).isFalse();
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
            String shop = at("/");
            page.navigate(shop);
            look(page, "home");
            page.click("nav[aria-label=Shop] >> text=Drinkware");
            look(page, "category");
            page.click("main >> text=Trail bottle");
            page.click("text=750 ml");
            page.fill("#e0", "For Ada,");
            page.fill("#e1", "always");
            page.waitForSelector("#stage .lettering text:nth-of-type(4)");
            page.waitForSelector("#sum:has-text('€39.00')");
            page.click("[aria-label=Ink]");
            assertThat(page.inputValue("#e0"))
                    .as("typed text survives another colour")
                    .isEqualTo("For Ada,");
            page.check("[name=gift]");
            page.fill("#message", "Happy birthday! Love, Jonas");
            look(page, "product");
            page.click("[data-add]");
            page.waitForSelector("#drawer[open]");
            look(page, "drawer");
            page.click("#drawer >> text=See the basket");
            page.waitForURL("**/cart");
            page.fill("#code", "LENA");
            page.click("text=Apply");
            assertThat(page.textContent("main")).contains("Code LENA");
            look(page, "basket");

            page.click("text=To checkout");
            int fields = fields(page);
            look(page, "checkout-phone");
            page.fill("#phone", SharedShop.phone());
            page.click("text=Send code");
            page.waitForSelector("#code");
            fields += fields(page);
            look(page, "checkout-code");
            page.locator("#code").pressSequentially("000000");
            page.waitForURL("**/checkout/address");
            fields += fields(page);
            page.fill("#name", "Jonas Pohl");
            page.fill("#email", "jonas@example.org");
            page.fill("#postcode", "04107");
            page.fill("#street", "Körnerstr. 14");
            page.click("text=Continue to delivery");
            assertThat(page.textContent(".summary-err")).contains("Enter the town.");
            look(page, "checkout-address-wrong");
            page.fill("#city", "Leipzig");
            look(page, "checkout-address");
            page.click("text=Continue to delivery");
            page.waitForURL("**/checkout/delivery");
            fields += fields(page);
            assertThat(fields).as("visible fields").isLessThanOrEqualTo(MOST_FIELDS);
            look(page, "checkout-delivery");
            page.click("text=Continue to payment");
            page.waitForURL("**/checkout/payment");
            page.selectOption("#card", "decline:insufficient_funds");
            page.click("button:has-text('Pay €')");
            page.waitForSelector("text=Nothing was charged");
            look(page, "checkout-payment-declined");
            page.selectOption("#card", "3ds");
            page.click("button:has-text('Pay €')");
            page.waitForURL("**/bank?**");
            page.goBack(); // to the step itself, not to a form that the browser would send again
            page.waitForSelector("text=Your bank has a question");
            page.click("text=Go to the bank");
            page.waitForURL("**/bank?**");
            look(page, "bank");
            page.click("text=Approve");
            page.waitForURL("**/thanks/**");
            assertThat(page.textContent(".items")).as("as in the basket").contains("€42.50");
            look(page, "thanks");
            page.click("text=Follow the order");
            assertThat(page.textContent("h1")).contains("Arriving");
            look(page, "track-ordered");

            String tracking = page.url();
            Parcel parcel = send(newest());
            page.reload();
            assertThat(page.textContent("main")).contains("With ");
            look(page, "track-sent");
            office().fulfillment()
                    .markDelivered(parcel.id(), "seen at the door")
                    .orThrow();
            page.reload();
            assertThat(page.textContent("h1")).contains("Delivered");
            look(page, "track-delivered");

            page.click("text=Start a return");
            page.selectOption("select[name^=q-]", "1");
            page.selectOption("select[name^=r-]", "FAULTY");
            page.waitForSelector("text=You get back");
            look(page, "return");
            page.click("button:has-text('Send back')");
            page.waitForURL("**/returns/**");
            look(page, "return-label");
            assertThat(page.textContent("main")).contains("Get the label");
            var download = page.waitForDownload(() -> page.click("text=Get the label"));
            assertThat(download.suggestedFilename()).endsWith(".pdf");
            office().returns()
                    .resolveNow(office().returns().of(newest()).get(0).id())
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
    void a_payment_that_takes_a_moment_becomes_an_order_by_itself() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.navigate(at("/p/stoneware-mug"));
            page.click("[data-add]");
            page.click("#drawer >> text=To checkout");
            page.fill("#phone", SharedShop.phone());
            page.click("text=Send code");
            page.waitForSelector("#code");
            page.locator("#code").pressSequentially("000000");
            page.waitForURL("**/checkout/address");
            page.fill("#name", "Ada");
            page.fill("#postcode", "10115");
            page.fill("#city", "Berlin");
            page.fill("#street", "Invalidenstr. 1");
            page.click("text=Continue to delivery");
            page.waitForURL("**/checkout/delivery");
            page.click("text=Continue to payment");
            page.waitForURL("**/checkout/payment");
            look(page, "checkout-payment");
            page.selectOption("#card", "pending");
            page.click("button:has-text('Pay €')");
            page.waitForURL("**/checkout/pending/**");
            look(page, "pending");
            page.waitForURL("**/thanks/**", new Page.WaitForURLOptions().setTimeout(60_000));
        }
    }
}
