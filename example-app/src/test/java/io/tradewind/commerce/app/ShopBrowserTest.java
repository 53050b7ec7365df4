package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shopper's whole way in a real browser, at two widths and in both colours. A console error, a breach of the content
 * policy or a page that scrolls sideways fails it. Pictures of each page are left in {@code target/screenshots}.
 */
@Tag("browser")
class ShopBrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int MOST_FIELDS = 8;

    @TempDir
    static Path data;

    private static App app;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    @SuppressWarnings("SystemOut") // whoever runs the tests must see that this one did not run
    static void open() {
        if (!Files.isExecutable(CHROMIUM)) {
            System.out.println("Browser tests skipped: there is no " + CHROMIUM);
            Assumptions.abort("no " + CHROMIUM);
        }
        app = App.start(new AppConfig(0, data, Optional.empty()));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
        if (app != null) {
            app.close();
        }
    }

    private Page newPage(BrowserContext context) {
        Page page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onConsoleMessage(message -> {
            boolean expected = message.text().contains("the server responded with a status of 4");
            if (message.type().equals("error") && !expected) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    private static Shop office() {
        return app.commerce().shop(JuniperAndJet.STORE, Actor.staff("office", Role.ADMIN));
    }

    /** Four pictures, and no page may scroll sideways in any of them. */
    private void look(Page page, String name) {
        for (int width : new int[] {1360, 390}) {
            for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                page.setViewportSize(width, 900);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                boolean sideways = (boolean)
                        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
                assertThat(sideways).as(name + " scrolls sideways at " + width).isFalse();
                String file = name + "-" + width + (colours == ColorScheme.DARK ? "-dark" : "") + ".png";
                page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(it => it.loading = 'eager')");
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(file))
                        .setFullPage(true));
            }
        }
        page.setViewportSize(1360, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static int fields(Page page) {
        return page.locator(
                        "main .step.open :is(input:not([type=hidden],[type=radio],[type=checkbox]),select,textarea):visible")
                .count();
    }

    @Test
    void a_shopper_walks_from_the_front_page_to_the_refund() {
        try (BrowserContext context = browser.newContext()) {
            Page page = newPage(context);
            String shop = app.url().toString();
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
            page.fill("#phone", "0151 23456789");
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
            look(page, "bank");
            page.click("text=Approve");
            page.waitForURL("**/thanks/**");
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
        assertThat(complaints).isEmpty();
    }

    @Test
    void the_other_pages_look_right_too() {
        try (BrowserContext context = browser.newContext()) {
            Page page = newPage(context);
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
                page.navigate(app.url().resolve("/" + path).toString());
                look(page, name);
            });
            page.click("footer button:has-text('Dark')");
            Locator html = page.locator("html");
            assertThat(html.getAttribute("data-theme")).isEqualTo("dark");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_payment_that_takes_a_moment_becomes_an_order_by_itself() {
        try (BrowserContext context = browser.newContext()) {
            Page page = newPage(context);
            page.navigate(app.url().resolve("/p/stoneware-mug").toString());
            page.click("[data-add]");
            page.click("#drawer >> text=To checkout");
            page.fill("#phone", "0151 23456780");
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
        assertThat(complaints).isEmpty();
    }

    private static OrderId newest() {
        return office().orders().list(OrderQuery.newest()).orders().get(0).id();
    }

    /** What the warehouse does. */
    private static Parcel send(OrderId order) {
        FulfillmentOrder work = office().fulfillment().of(order).get(0);
        office().fulfillment().claim(work.id()).orThrow();
        office().fulfillment().countAll(work.id()).orThrow();
        office().fulfillment().pack(work.id()).orThrow();
        app.commerce().jobs().runDue();
        Parcel parcel = office().fulfillment().parcels(order).get(0);
        office().fulfillment().handOver(List.of(parcel.id())).orThrow();
        return parcel;
    }
}
