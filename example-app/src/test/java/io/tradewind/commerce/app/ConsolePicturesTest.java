package io.tradewind.commerce.app;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of the page about the console; {@code -Dpictures.write=true} draws them into the repository. */
@ExtendWith(SharedBrowser.class)
@EnabledIfSystemProperty(named = "pictures.write", matches = "true")
class ConsolePicturesTest {
    private static final int WIDE = 1280;
    private static final int HIGH = 700;

    @Test
    void a_day_in_the_console_is_drawn(@TempDir Path data) throws IOException {
        try (ConsoleStore store = ConsoleStore.open(data);
                SharedBrowser.Visit visit = SharedBrowser.visit(new Browser.NewContextOptions()
                        .setViewportSize(WIDE, HIGH)
                        .setDeviceScaleFactor(0.9)
                        .setReducedMotion(ReducedMotion.REDUCE))) {
            Page page = visit.page();
            page.navigate(store.app.staffLink().toString());
            page.fill("#name", "Mira Kovač");
            page.fill("#handle", "mira");
            page.fill("#password", StaffBrowser.PASSWORD);
            page.fill("#again", StaffBrowser.PASSWORD);
            page.click("text=Make the account");

            Order sent = store.orderOf("SCARF-SAND", "MUG-BONE", "NOTEBOOK-INK");
            Return goods = delivered(store, sent);
            store.staff().returns().approve(goods.id()).orThrow();
            Map<String, Personalisation> gift = new LinkedHashMap<>();
            gift.put("MUG-SKY", Personalisation.NONE);
            gift.put("NOTEBOOK-MOSS", Personalisation.NONE);
            gift.put("BOTTLE-MOSS-750ML", Personalisation.engraving("For Ada,", "always"));
            Order order = store.orderOf(gift);
            store.orderOf("MUG-CLAY", "NOTEBOOK-INK");
            store.order("transfer", "");

            go(store, page, "/admin");
            DocPicturesTest.draw(page, "console-today.png");

            go(store, page, "/admin/orders/" + order.id());
            DocPicturesTest.draw(page, "console-order.png");
            DocPicturesTest.keep(page.locator("#money").screenshot(), "console-money.png");

            page.setViewportSize(1180, 740); // down to the end of the lettering
            go(
                    store,
                    page,
                    "/admin/pack/"
                            + store.staff().fulfillment().of(order.id()).get(0).id());
            page.click("button:has-text('Pack it')");
            scan(page, "MUG-SKY");
            scan(page, "NOTEBOOK-MOSS");
            DocPicturesTest.draw(page, "console-pack.png");
            page.setViewportSize(WIDE, HIGH);

            go(store, page, "/admin/returns/" + goods.id());
            page.click("text=Book in what is here");
            page.waitForSelector("text=Booked in");
            DocPicturesTest.draw(page, "console-return.png");

            store.app.commerce().plugins().reopen("card", Map.of("webhookSecret", Optional.of("of-the-pictures")));
            go(store, page, "/admin/plugins/card");
            DocPicturesTest.draw(page, "console-plugin.png");
        }
    }

    /** The order at the customer, who asks to give back the first two of its lines. */
    private static Return delivered(ConsoleStore store, Order order) {
        store.deliver(order);
        List<OrderLine> lines = store.again(order).lines();
        return store.staff()
                .returns()
                .request(
                        order.id(),
                        List.of(
                                new ReturnItem(
                                        lines.get(0).id(), 1, ReturnReason.CHANGED_MIND, "Another colour after all."),
                                new ReturnItem(lines.get(2).id(), 1, ReturnReason.FAULTY, "Its cover is torn.")),
                        "")
                .orThrow();
    }

    private static void scan(Page page, String sku) {
        page.waitForSelector("input[name=code]");
        page.keyboard().type(sku);
        page.keyboard().press("Enter");
        page.waitForSelector(".scan-said.ok >> text=· 1 of 1");
        page.waitForSelector(".packitem.done >> text=" + sku);
    }

    private static void go(ConsoleStore store, Page page, String path) {
        page.navigate(store.app.url().resolve(path).toString());
    }
}
