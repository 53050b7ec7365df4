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
            Shopper shopper = new Shopper(page);
            choose(page, shopper);
            buy(page, shopper);
            look(page);
            follow(app, page, shopper);
            giveBack(app, page, shopper);
            try (Connection connection = app.commerce().dataSource().getConnection()) {
                assertThat(app.commerce().invariants().check(connection, StoreClock.now()))
                        .isEmpty();
            }
        }
    }

    private static void choose(Page page, Shopper shopper) {
        shopper.press("details.menu > summary");
        shopper.shelf("drinkware");
        shopper.product("trail-bottle");
        shopper.variant("750ML");
        shopper.engrave("For Ada");
        shopper.add();
        shopper.toBasket();
        shopper.code("LENA");
        look(page);
        shopper.toCheckout();
    }

    private static void buy(Page page, Shopper shopper) {
        shopper.phone();
        look(page);
        shopper.verify();
        shopper.live("آدا", "04107", "Leipzig", "Markt 1");
        shopper.toDelivery();
        assertThat(page.locator(".days input").count())
                .as("later days to choose")
                .isEqualTo(5);
        look(page);
        shopper.toPayment();
        look(page);
        shopper.pay("approve");
        page.waitForURL("**/ar/thanks/**");
        assertThat(page.textContent("h1")).contains("آدا");
    }

    private static void follow(App app, Page page, Shopper shopper) {
        shopper.follow();
        int steps = page.locator(".timeline li").count();
        OrderId order = SharedShop.shown(app, page.url());
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

    private static void giveBack(App app, Page page, Shopper shopper) {
        shopper.chooseWhatGoesBack();
        shopper.sendBack();
        assertThat(shopper.label().suggestedFilename()).endsWith(".pdf");
        Shop office = SharedShop.office(app);
        office.returns()
                .resolveNow(office.returns()
                        .of(SharedShop.shown(app, page.url()))
                        .get(0)
                        .id())
                .orThrow();
        page.reload();
        assertThat(page.textContent("h1")).contains("€");
        look(page);
    }

    private static void look(Page page) {
        assertThat(Flaws.scrollsSideways(page))
                .as(URI.create(page.url()).getPath() + " scrolls sideways")
                .isFalse();
    }
}
