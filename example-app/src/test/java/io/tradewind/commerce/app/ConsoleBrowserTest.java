package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import io.tradewind.commerce.app.staff.Authenticator;
import io.tradewind.commerce.customer.NewCustomer;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnLine;
import io.tradewind.commerce.returns.ReturnReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packer and the returns clerk in a real browser: keyboard, both themes, desk and hand-held. A push looks at each page
 * in one width and theme in turn; {@code -Dwalk=all} looks at all ten, {@code -Dwalk=shots} draws them into {@code
 * target/shots} instead.
 */
@Tag("browser")
@ExtendWith(SharedBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleBrowserTest {
    private static final Path SHOTS = Path.of("target", "shots");
    private static final List<Integer> WIDTHS = List.of(360, 390, 1024, 1280, 1360);
    private static final int NARROW = 360;
    private static final int WIDE = 1360; // to go on in
    private static final List<String> LANGUAGES = List.of("en", "de", "ar");
    private static final List<String> THEMES = List.of("light", "dark");
    private static final int STEP = 3; // shares no divisor with the number of views, so all have their turn

    private final List<String> findings = new ArrayList<>();
    private int clicks;
    private int turn;
    private ConsoleStore store;
    private SharedBrowser.Visit visit;
    private Page page;

    @BeforeAll
    void open(@TempDir Path data) {
        store = ConsoleStore.open(data);
        visit = SharedBrowser.visit(
                new Browser.NewContextOptions().setViewportSize(1360, 900).setReducedMotion(ReducedMotion.REDUCE));
        page = visit.page();
        page.navigate(store.app.staffLink().toString());
        shoot("set-up");
        page.fill("#name", "Mira Kovač");
        page.fill("#handle", "mira");
        page.fill("#password", StaffBrowser.PASSWORD);
        page.fill("#again", StaffBrowser.PASSWORD);
        page.click("text=Make the account");
    }

    @AfterAll
    void close() {
        if (visit != null) {
            visit.close();
        }
        if (store != null) {
            store.close();
        }
    }

    /** Papers that another test opened would be in front, and a page behind them paints once a second: each click waits. */
    @BeforeEach
    void alone() {
        visit.context().pages().stream().filter(it -> !page.equals(it)).forEach(Page::close);
        page.bringToFront();
        speak("en");
    }

    @AfterEach
    void nothing_is_in_anybodys_way() {
        List<String> found = List.copyOf(findings);
        findings.clear();
        assertThat(found).as("accessibility").isEmpty();
    }

    @Test
    void a_packer_packs_by_keyboard_alone() {
        Order order = store.order("card", "approve");
        go("/admin/pack/" + store.staff().fulfillment().of(order.id()).get(0).id());
        take();
        shoot("pack");

        scan("NOT-OURS", "Wrong item. Put it back");
        shoot("pack-wrong");
        scan(ConsoleStore.CUP.value(), "Test cup · 1 of 2");
        scan(ConsoleStore.CUP.value(), "Test cup · 2 of 2");
        shoot("pack-engraved");
        scan(ConsoleStore.FLASK.value(), "Compare it letter by letter");
        shoot("pack-lettering");
        enter("All 3 pieces are in the box"); // the scan field has the focus, and means: it reads so
        shoot("pack-complete");
        enter("Packed. Print label and slip"); // the weight has the focus
        shoot("pack-done");

        assertThat(store.again(order).fulfilment()).isEqualTo(FulfilmentStatus.PACKED);
        assertThat(store.staff().fulfillment().of(order.id()).get(0).state()).isEqualTo(WorkState.PACKED);
        go("/admin/pack/" + store.staff().fulfillment().of(order.id()).get(0).id() + "/slip");
        assertThat(page.textContent("main")).contains("Packing slip", order.number());
        shoot("slip");
        go("/admin/parcels");
        shoot("parcels");
        page.click("text=Manifest");
        page.waitForSelector("text=Signature");
        shoot("manifest");
        go("/admin");
        shoot("today-collections");
        go("/admin/parcels");
        page.click("text=Hand over the chosen parcels");
        page.waitForSelector("text=has left the building");
        go("/admin/orders/" + order.id());
        shoot("order");
    }

    @Test
    void an_order_of_three_lines_is_packed_with_three_scans_and_one_press() {
        Order order = store.orderOf("MUG-SKY", "NOTEBOOK-INK", ConsoleStore.CUP.value());
        go("/admin/pack/" + store.staff().fulfillment().of(order.id()).get(0).id());
        take();
        int scans = 0;
        for (OrderLine line : order.lines()) {
            scan(line.sku().value(), line.title() + " · 1 of 1");
            scans++;
        }
        // the one press: the weight has the focus and is taken as expected
        Page papers = Unhurried.page(page.waitForPopup(() -> page.keyboard().press("Enter")));
        page.waitForSelector("text=Packed. Print label and slip");
        assertThat(scans).isEqualTo(3);
        papers.waitForSelector("img.label-pic");
        assertThat(papers.textContent("main"))
                .as("slip and label opened by themselves")
                .contains("Packing slip", order.number());
        papers.close();
        assertThat(store.again(order).fulfilment()).isEqualTo(FulfilmentStatus.PACKED);
    }

    @Test
    void a_scan_is_undone_and_a_broken_piece_reported_by_key() {
        Order order = store.order("card", "approve");
        go("/admin/pack/" + store.staff().fulfillment().of(order.id()).get(0).id());
        take();
        scan(ConsoleStore.CUP.value(), "Test cup · 1 of 2");
        page.keyboard().press("F6");
        page.waitForSelector("text=is out of the box again");
        assertThat(page.textContent("main")).contains("0 of 3 pieces");
        page.keyboard().press("F4");
        shoot("pack-broken");
        page.keyboard().press("Enter");
        page.waitForSelector("text=the stock is corrected");
        assertThat(page.textContent("main")).contains("0 of 2 pieces");
        page.keyboard().press("Escape");
        page.waitForSelector("text=is back in the queue");
    }

    @Test
    void a_returns_clerk_books_goods_in_grades_them_and_refunds_in_four_clicks() {
        Order order = delivered();
        Return asked = store.staff()
                .returns()
                .request(
                        order.id(),
                        order.lines().stream()
                                .map(it -> new ReturnItem(it.id(), 1, reason(it), "It is not what I had in mind."))
                                .toList(),
                        "Please be quick.")
                .orThrow();
        clicks = 0;
        go("/admin/returns");
        shoot("returns");
        go("/admin/returns/" + asked.id());
        shoot("return-asked");
        click("text=Approve, send a label");
        page.waitForSelector("text=Approved.");
        shoot("return-coming");
        go("/admin/returns/" + asked.id() + "/paper");
        shoot("return-paper");
        go("/admin/returns/" + asked.id());
        click("text=Book in what is here");
        page.waitForSelector("text=Booked in");
        shoot("return-inspection");
        click("label:has-text(\"Put aside\")");
        click("button:has-text(\"Accept, refund up to\")");
        page.waitForSelector("text=goes back to the customer");
        shoot("return-inspected");
        assertThat(clicks).as("clicks from the request to the refund").isLessThanOrEqualTo(4);
        assertThat(store.again(order).payment()).isEqualTo(PaymentStatus.PARTLY_REFUNDED);
    }

    @Test
    void goods_that_come_unannounced_are_refunded_in_four_clicks() {
        Order order = store.orderOf("MUG-SKY", "NOTEBOOK-INK");
        store.deliver(order);
        clicks = 0;
        go("/admin/orders/" + order.id());
        click("text=Take goods back…");
        page.waitForSelector("#return input:focus"); // how many of the first item
        page.keyboard().type("1");
        clicks++;
        page.selectOption("#t-reason", ReturnReason.FAULTY.name());
        shoot("order-take-back", "#return");
        click("text=The goods are here: book them in");
        page.waitForSelector("text=Inspect them now");
        click("button:has-text(\"Accept, refund up to\")");
        page.waitForSelector("text=goes back to the customer");
        assertThat(clicks).as("clicks from the order to the refund").isLessThanOrEqualTo(4);
        assertThat(store.again(order).payment()).isEqualTo(PaymentStatus.PARTLY_REFUNDED);
    }

    @Test
    void a_wrong_setting_is_named_a_line_refunded_and_its_declined_refund_decided() {
        go("/admin/plugins/card/settings");
        page.click("summary:has-text(\"Advanced\")");
        page.fill("#s-refundScript", "sometimes");
        page.fill("#s-settleAfter", "a while");
        prove();
        page.click("text=Check and save");
        page.waitForSelector("[role=alert] >> text=Not saved");
        assertThat(page.textContent("#e-s-settleAfter")).contains("Correct it");
        assertThat(page.textContent("#e-s-refundScript"))
                .as("told in the same round")
                .contains("is no script", "Use approve, decline");
        assertThat(page.inputValue("#s-refundScript"))
                .as("nothing typed is lost")
                .isEqualTo("sometimes");
        shoot("plugin-settings-wrong");
        page.fill("#s-settleAfter", "PT10S");
        page.fill("#s-refundScript", "decline:expired_instrument");
        prove();
        page.click("text=Check and save");
        page.waitForSelector("text=Saved, and in force from now on: Refund script");

        Order order = store.order("card", "approve");
        go("/admin/orders/" + order.id());
        page.click("#money details.call >> nth=0");
        assertThat(page.textContent("#money details.call >> nth=0"))
                .contains("AuthorizeRequest", "instrument: ClientToken", "Approved")
                .doesNotContain("Ada");
        shoot("order-money", "#money");
        page.click("a[href='#refund'] >> nth=0"); // which opens it
        page.click("[data-fill] >> nth=0");
        page.fill("#r-reason", "The cups were chipped");
        assertThat(page.textContent("[data-sum-button]")).isEqualTo("Refund €25.00");
        shoot("order-refund", "#refund");
        page.click("[data-sum-button]");
        page.waitForSelector("text=€25.00 goes back.");
        assertThat(store.again(order).payment()).isEqualTo(PaymentStatus.PAID);

        go("/admin/plugins/card/settings");
        prove();
        page.click("text=Take all changes back");
        page.waitForSelector("text=Refund script as in the shop");
        shoot("plugin-account");
        go("/admin/payments");
        page.waitForSelector("text=A refund was declined");
        shoot("payments-case");
        page.click("summary:has-text(\"Send the refund again\")");
        shoot("payments-move");
        page.click("form:has(input[value=REFUND_AGAIN]) button");
        page.waitForSelector("text=The refund is on its way again");
        assertThat(page.textContent("main")).contains("Nothing to decide");
        assertThat(store.again(order).payment()).isEqualTo(PaymentStatus.PARTLY_REFUNDED);

        go("/admin/orders/" + order.id());
        assertThat(page.textContent("#money")).contains("Given back", "The cups were chipped", "expired instrument");
        assertThat(page.textContent("#refund")).contains("nothing of it can go back any more");
        shoot("order-refunded", "#money");
        assertThat(store.violations()).isEmpty();
    }

    @Test
    void engraved_goods_that_come_back_are_put_aside_and_the_others_sold_again() {
        Order order = delivered();
        Return goods = store.staff()
                .returns()
                .takeBack(
                        order.id(),
                        order.lines().stream()
                                .map(it -> new ReturnItem(it.id(), 1, ReturnReason.CHANGED_MIND, ""))
                                .toList(),
                        "")
                .orThrow();
        assertThat(goods.lines())
                .extracting(ReturnLine::sku, ReturnLine::accepted, ReturnLine::restocked)
                .containsExactlyInAnyOrder(tuple(ConsoleStore.CUP, 1, 1), tuple(ConsoleStore.FLASK, 1, 0));
    }

    @Test
    void news_of_something_unknown_is_applied_again_by_hand_and_news_that_counted_counts_once() {
        Order order = store.order("card", "approve");
        String payment = store.reference(order);
        store.told("pay-of-another-shop", "OPENED", true);
        store.told(payment, "OPENED", true);
        go("/admin/webhooks?state=UNMATCHED");
        Locator unknown = page.locator(".list-row", new Page.LocatorOptions().setHasText("evt-pay-of-another-shop"));
        assertThat(unknown.textContent()).contains("1 try", "reference not known", "Not known here yet");
        unknown.locator("button").click();
        page.waitForSelector("text=It is applied once more");
        store.applied();
        go("/admin/webhooks?state=UNMATCHED");
        assertThat(unknown.textContent()).contains("reference not known", "Not known here yet");

        go("/admin/webhooks?account=card");
        Locator known = page.locator(".list-row", new Page.LocatorOptions().setHasText("evt-" + payment));
        assertThat(known.textContent()).contains("Applied");
        known.locator("button").click();
        page.waitForSelector("text=what has counted already does not count twice");
        store.applied();
        go("/admin/webhooks?account=card");
        assertThat(known.textContent()).contains("Applied");
        shoot("webhooks-again");
        go("/admin/payments");
        assertThat(page.textContent("main")).contains("The customer’s bank disputes it");
        assertThat(page.locator("text=" + order.number()).count()).isEqualTo(1);
        assertThat(store.violations()).isEmpty();
    }

    @Test
    void every_page_holds_together_at_desk_and_hand_held_in_both_themes_and_three_languages() {
        Order paid = store.order("card", "approve");
        store.order("transfer", "");
        store.told("pay-nobody-knows", "OPENED", true);
        store.told("pay-nobody-knows", "OPENED", false);
        var fast = store.staff()
                .fulfillment()
                .of(store.orderOf("MUG-SKY", "NOTEBOOK-INK").id())
                .get(0);
        assertThat(fast.express()).as("whose head says the most").isTrue();
        store.staff().fulfillment().claim(fast.id()).orThrow();
        for (String path : List.of(
                "",
                "/orders?view=open&placed=7",
                "/orders/" + paid.id(),
                "/pack",
                "/pack?show=waiting",
                "/pack/" + fast.id(),
                "/payments",
                "/products",
                "/products/"
                        + store.staff()
                                .catalog()
                                .find(ConsoleStore.FLASK)
                                .orElseThrow()
                                .id(),
                "/products/new",
                "/stock",
                "/stock/TEST-CUP",
                "/staff",
                "/staff/" + store.app.staff().members().get(0).id(),
                "/me",
                "/customers",
                "/customers/"
                        + store.staff()
                                .customers()
                                .signUp(NewCustomer.named("سارة عبد الله").email("sara@example.org"))
                                .orThrow()
                                .id(),
                "/log",
                "/plugins/card",
                "/plugins/card/settings",
                "/plugins/parcel/settings",
                "/webhooks",
                "/papers/picklist",
                "/orders/" + paid.id() + "/invoice",
                "/returns",
                "/parcels",
                "/import",
                "/codes",
                "/codes/influencers/lena",
                "/launches",
                "/launches/leipzig-tee",
                "/plugins",
                "/settings?country=DE&postcode=04107",
                "/settings/messages/order-received",
                "/system",
                "/nowhere")) {
            String name = path.isEmpty()
                    ? "today"
                    : path.substring(1).replaceAll("/[0-9a-f-]{36}", "-one").replaceAll("\\W+", "-");
            for (String language : Views.WHOLE || Views.SHOTS ? LANGUAGES : List.of(LANGUAGES.get(turn % 3))) {
                speak(language);
                go("/admin" + path);
                look(language.equals("en") ? name : name + "-" + language, path.isEmpty() ? "html" : "main#main");
            }
        }
        speak("en");
        page.setViewportSize(WIDE, 900);
    }

    private void speak(String language) {
        visit.context()
                .addCookies(List.of(
                        new Cookie("tw_desk", language).setUrl(store.app.url().toString())));
    }

    @Test
    void a_second_factor_is_set_up_by_picture_or_by_typing() {
        go("/admin/me");
        page.click("text=Set it up");
        page.waitForSelector("text=Read this with an authenticator app");
        shoot("factor");
        String secret = page.textContent("li .code");
        page.fill("#code", Authenticator.code(secret, 0));
        page.click("text=Switch it on");
        page.waitForSelector("text=The second factor is on");
        shoot("recovery");
        page.click("text=I have kept them");
        page.click("text=Switch it off");
        page.waitForSelector("text=with the password alone");
    }

    @Test
    void the_page_that_is_open_is_seen_in_a_menu_that_is_longer_than_its_window() {
        page.setViewportSize(1100, 640);
        for (String path : List.of("plugins", "settings")) {
            go("/admin/" + path);
            page.waitForLoadState();
            BoundingBox here = page.locator(".rail [aria-current]").boundingBox();
            BoundingBox foot = page.locator(".rail .me").boundingBox();
            assertThat(here.y + here.height).as(path).isLessThan(foot.y);
        }
        page.setViewportSize(WIDE, 900);
    }

    @Test
    void a_hand_held_finds_and_jumps_from_its_menu() {
        go("/admin/orders");
        page.setViewportSize(NARROW, 844);
        page.click("summary[aria-label=Menu]");
        page.click(".menu .find input");
        page.keyboard().type("Test flask");
        page.click("[role=option]:has-text(\"Test flask\")");
        page.waitForURL("**/admin/products/*");
        page.setViewportSize(WIDE, 900);
    }

    @Test
    void a_file_is_tried_looked_at_and_taken_in() {
        String file =
                "Handle,Title,Variant SKU,Variant Price\nlamp-of-test,Lamp,LAMP-T,12.50\nvase-of-test,Vase,VASE-T,cheap\n";
        go("/admin/import");
        page.setInputFiles("#file", new FilePayload("lamps.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        page.click("text=Look at its columns");
        page.waitForSelector("text=What the columns are");
        shoot("import-columns");
        page.click("text=Try it, change nothing");
        page.waitForSelector("text=Trial run");
        shoot("import-trial");
        page.click("text=Import 1 product");
        page.waitForSelector("text=1 new, 0 updated"); // the page hears of it by itself
        shoot("import-done");
        page.click("text=Take it back");
        page.waitForSelector("text=1 taken back, 0 left as they are");
        shoot("import-undone");
    }

    @Test
    void a_stop_sign_cannot_be_overlooked() {
        Order order = store.order("card", "approve");
        var work = store.staff().fulfillment().of(order.id()).get(0).id();
        store.staff().fulfillment().claim(work).orThrow();
        store.staff().fulfillment().askStop(work, "wrong address").orThrow();
        go("/admin/pack/" + work);
        assertThat(page.textContent("[role=alert]")).contains("Stop");
        shoot("pack-stop");
    }

    @Test
    void a_refused_field_has_the_focus_and_a_second_tab_takes_nothing_back() {
        String price = "[name='price-" + ConsoleStore.FLASK + "']";
        String product = "/admin/products/"
                + store.staff().catalog().find(ConsoleStore.FLASK).orElseThrow().id();
        go(product);
        try (Page colleague = visit.context().newPage()) {
            colleague.navigate(store.app.url().resolve(product).toString());
            colleague.fill(price, "34.50");
            colleague.click("text=Save the product");
            colleague.waitForSelector("text=Saved.");
        }
        page.fill("#title", "Flask of mine");
        page.click("text=Save the product");
        page.waitForSelector("text=You had “Flask of mine”.");
        assertThat(page.inputValue(price)).as("the colleague's price").isEqualTo("34.50");
        shoot("product-stale");

        page.fill(price, "dear");
        page.click("text=Save the product");
        page.waitForSelector("#what-is-wrong");
        assertThat(page.locator(price + ":focus").count()).isEqualTo(1);
        shoot("product-refused");
        page.fill(price, "34.00");
        page.click("text=Save the product");
        page.waitForSelector("text=Saved.");
    }

    private void click(String selector) {
        clicks++;
        page.click(selector);
    }

    private Order delivered() {
        Order order = store.order("card", "approve");
        store.deliver(order);
        return store.again(order);
    }

    private static ReturnReason reason(OrderLine line) {
        return line.personalisation().isEngraved() ? ReturnReason.FAULTY : ReturnReason.CHANGED_MIND;
    }

    /** Types the password where it is asked for once more, as it is if the sign-in is ten minutes ago. */
    private void prove() {
        Locator asked = page.locator("input[name=proof]");
        if (asked.count() > 0) {
            asked.first().fill(StaffBrowser.PASSWORD);
        }
    }

    /** Takes the work that is open: the button for it has the focus, and then the scan field. */
    private void take() {
        page.keyboard().press("Enter");
        page.waitForSelector("input[name=code]:focus");
        assertThat(page.textContent("main")).contains("0 of 3 pieces");
    }

    private void scan(String code, String answer) {
        page.keyboard().type(code);
        enter(answer);
    }

    /** Sends the form that has the focus, and waits for what the next page says. */
    private void enter(String answer) {
        page.keyboard().press("Enter");
        page.waitForSelector("text=" + answer);
    }

    private void go(String path) {
        page.navigate(store.app.url().resolve(path).toString());
    }

    /** Looks at a page of which more is done. The frame around is the same on all: a push looks at it on the first. */
    private void shoot(String name) {
        shoot(name, "main#main");
    }

    /** The same of a part that has changed since its page was looked at. */
    private void shoot(String name, String part) {
        look(name, part);
        page.setViewportSize(WIDE, 900);
        if (Views.SHOTS) {
            drawInOtherLanguages(name);
        }
    }

    /** What the story's page is when it is opened anew: without what was said on the way, and what is folded is closed. */
    private void drawInOtherLanguages(String name) {
        for (String language : LANGUAGES.subList(1, LANGUAGES.size())) {
            speak(language);
            try (Page again = visit.context().newPage()) {
                again.navigate(page.url());
                for (int width : WIDTHS) {
                    again.setViewportSize(width, width < 600 ? 844 : 900);
                    THEMES.forEach(theme -> draw(again, name + "-" + language, width, theme));
                }
            }
        }
        speak("en");
        page.bringToFront();
    }

    /**
     * Nothing may be in the way of anybody, and the page must not scroll sideways in any width. It begins with the width that
     * is open: another one costs as much as a page.
     */
    private void look(String name, String part) {
        page.bringToFront();
        boolean all = Views.WHOLE || Views.SHOTS;
        int view = turn++ * STEP % (WIDTHS.size() * THEMES.size());
        int inTurn = WIDTHS.get(view / THEMES.size());
        List<String> themes = all ? THEMES : List.of(THEMES.get(view % THEMES.size()));
        List<Integer> widths = new ArrayList<>(WIDTHS);
        widths.removeIf(it -> !all && it != inTurn && it != NARROW && it != WIDE);
        if (page.viewportSize().width == WIDE) {
            Collections.reverse(widths);
        }
        for (int width : widths) {
            page.setViewportSize(width, width < 600 ? 844 : 900);
            assertThat(Cut.findings(page)).as("%s at %d px", name, width).isEmpty();
            if (Views.SHOTS) {
                themes.forEach(theme -> draw(page, name, width, theme));
            } else if (all || width == inTurn) {
                themes.forEach(theme -> Axe.findings(page, Views.WHOLE ? "html" : part, theme)
                        .forEach(it -> findings.add(name + " " + width + " " + theme + ": " + it)));
            }
        }
    }

    private static void draw(Page it, String name, int width, String theme) {
        it.evaluate("theme => document.documentElement.dataset.theme = theme", theme);
        it.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SHOTS.resolve(
                        "console-" + name + "-" + width + (theme.equals("dark") ? "-dark.png" : ".png"))));
        it.evaluate("document.documentElement.dataset.theme = 'light'");
    }
}
