package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.AppConfig.PostgresUrl;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of {@link ShopBrowserTest} on PostgreSQL, in Arabic and on a small screen. */
@Tag("browser")
@ExtendWith(SharedBrowser.class)
class ShopOnPostgresTest {
    private static final String NEXT = ".step.open form button.lg";

    @TempDir
    Path data;

    @Test
    void a_shopper_walks_from_the_front_page_to_the_refund_from_right_to_left() throws SQLException {
        try (TestDatabase database = TestDatabases.postgres();
                App app = App.start(new AppConfig(
                        0, data, Optional.of(new PostgresUrl(database.url(), database.user(), database.password()))));
                SharedBrowser.Visit visit =
                        SharedBrowser.visit(new Browser.NewContextOptions().setViewportSize(390, 844))) {
            Page page = visit.page();
            page.navigate(app.url().resolve("/ar/").toString());
            assertThat(page.getAttribute("html", "dir")).isEqualTo("rtl");
            choose(page);
            buy(page);
            look(page);
            follow(app, page);
            giveBack(app, page);
            try (Connection connection = app.commerce().dataSource().getConnection()) {
                assertThat(app.commerce().invariants().check(connection, StoreClock.now()))
                        .isEmpty();
            }
        }
    }

    private static void choose(Page page) {
        page.click("details.menu > summary");
        page.click("details.menu a[href$='/c/drinkware']");
        page.click("main a[href$='/p/trail-bottle']");
        page.click(".seg a[href*='750ML']");
        page.waitForSelector(".seg a[href*='750ML'][aria-current]");
        page.fill("#e0", "For Ada");
        page.waitForSelector("#stage .lettering text");
        page.click("[data-add]");
        page.waitForSelector("#drawer[open]");
        page.click("#drawer a[href$='/cart']");
        page.fill("#code", "LENA");
        page.keyboard().press("Enter");
        page.waitForSelector("dl.dl:has-text('LENA')");
        look(page);
        page.click("aside a[href$='/checkout']");
    }

    private static void buy(Page page) {
        page.fill("#phone", SharedShop.phone());
        page.click(NEXT);
        page.waitForSelector("#code");
        look(page);
        page.locator("#code").pressSequentially("000000");
        page.waitForURL("**/ar/checkout/address");
        page.fill("#name", "آدا");
        page.fill("#postcode", "04107");
        page.fill("#city", "Leipzig");
        page.fill("#street", "Markt 1");
        page.click(NEXT);
        page.waitForURL("**/ar/checkout/delivery");
        assertThat(page.locator(".days input").count())
                .as("later days to choose")
                .isEqualTo(5);
        look(page);
        page.click(NEXT);
        page.waitForURL("**/ar/checkout/payment");
        look(page);
        page.click("form.pay button.lg");
        page.waitForURL("**/ar/thanks/**");
        assertThat(page.textContent("h1")).contains("آدا");
    }

    private static void follow(App app, Page page) {
        page.click("main a[href*='/o/']:has(svg) >> nth=0");
        page.waitForURL("**/ar/o/**");
        int steps = page.locator(".timeline li").count();
        OrderId order = SharedShop.newest(app);
        Parcel parcel = SharedShop.send(app, order);
        page.waitForSelector(".timeline :text('" + parcel.trackingNumber() + "')");
        assertThat(page.locator(".timeline li").count()).isGreaterThanOrEqualTo(steps);
        SharedShop.office(app)
                .fulfillment()
                .markDelivered(parcel.id(), "seen at the door")
                .orThrow();
        page.waitForSelector("main a[href$='/return']");
        look(page);
    }

    private static void giveBack(App app, Page page) {
        page.click("main a[href$='/return']");
        page.selectOption("select[name^=q-]", "1");
        page.selectOption("select[name^=r-]", "FAULTY");
        page.click("#back-sum button[formmethod=post]");
        page.waitForURL("**/returns/**");
        var label = page.waitForDownload(() -> page.click("main a[href$='/label']"));
        assertThat(label.suggestedFilename()).endsWith(".pdf");
        Shop office = SharedShop.office(app);
        office.returns()
                .resolveNow(office.returns().of(SharedShop.newest(app)).get(0).id())
                .orThrow();
        page.reload();
        assertThat(page.textContent("h1")).contains("€");
        look(page);
    }

    private static void look(Page page) {
        assertThat((boolean)
                        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                .as(URI.create(page.url()).getPath() + " scrolls sideways")
                .isFalse();
    }
}
