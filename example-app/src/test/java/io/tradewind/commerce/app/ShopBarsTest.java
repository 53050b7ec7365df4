package io.tradewind.commerce.app;

import static io.tradewind.commerce.app.SharedShop.at;
import static io.tradewind.commerce.app.SharedShop.office;
import static io.tradewind.commerce.app.SharedShop.send;
import static io.tradewind.commerce.app.SharedShop.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.stock.StockLevel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The purchase by keyboard alone, without scripts, and in German; the clicks of a return; news without a reload. */
@Tag("browser")
@ExtendWith({SharedShop.class, SharedBrowser.class})
class ShopBarsTest {
    private static final int MOST_CLICKS = 4;

    /** Tabs until what has the focus matches; a keyboard has nothing else. */
    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 80; i++) {
            if ((boolean)
                    page.evaluate("it => !!document.activeElement && document.activeElement.matches(it)", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab never reached " + selector + " on " + page.url());
    }

    private static void typeInto(Page page, String selector, String text) {
        tabTo(page, selector);
        page.keyboard().type(text);
    }

    private static void press(Page page, String selector) {
        tabTo(page, selector);
        page.keyboard().press("Enter");
    }

    @Test
    void a_purchase_works_by_keyboard_alone() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.navigate(at("/p/trail-bottle?sku=BOTTLE-MOSS-750ML"));
            typeInto(page, "#e0", "Ada");
            page.waitForSelector("#stage .lettering text");
            page.keyboard().type("☂");
            page.waitForSelector("#e-said:has-text('cannot be engraved')");
            press(page, "[data-add]");
            page.waitForSelector("#why:has-text('(character 4) cannot be engraved')");
            tabTo(page, "#e0");
            page.keyboard().press("End");
            page.keyboard().press("Backspace");
            press(page, "[data-add]");
            page.waitForSelector("#drawer[open]");
            press(page, "#drawer a[href$='/checkout']");
            page.waitForURL("**/checkout/phone");
            typeInto(page, "#phone", SharedShop.phone());
            page.keyboard().press("Enter");
            page.waitForSelector("#code");
            typeInto(page, "#code", "000000");
            page.waitForURL("**/checkout/address");
            typeInto(page, "#name", "Ada Vos");
            typeInto(page, "#postcode", "04107");
            typeInto(page, "#city", "Leipzig");
            typeInto(page, "#street", "Markt 1");
            page.keyboard().press("Enter");
            page.waitForURL("**/checkout/delivery");
            press(page, ".step.open form button.lg");
            page.waitForURL("**/checkout/payment");
            press(page, "form.pay button.lg");
            page.waitForURL("**/thanks/**");
            assertThat(page.textContent("h1")).contains("Ada Vos");
        }
    }

    @Test
    void a_purchase_works_without_scripts_and_in_german() {
        try (SharedBrowser.Visit visit =
                SharedBrowser.visit(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = visit.page();
            page.navigate(at("/de/c/drinkware"));
            page.check("input[name=trait][value=ENGRAVING]");
            page.click("button:has-text('Anzeigen')");
            assertThat(page.url()).contains("trait=ENGRAVING");
            page.click("text=Trinkflasche Trail");
            page.fill("#e0", "☂");
            page.click("text=Vorschau zeigen");
            assertThat(page.textContent("#e-said")).contains("„☂“ (Zeichen 1) kann hier nicht graviert werden.");
            page.fill("#e0", "Für Ada");
            page.click("[data-add]");
            page.waitForURL("**/de/cart");
            assertThat(page.textContent("main")).contains("graviert „Für Ada“");
            page.fill("#code", "NOPE");
            page.click("text=Einlösen");
            assertThat(page.textContent("#code-err")).contains("Einen Code NOPE gibt es nicht");
            page.click("text=Zur Kasse");
            page.fill("#phone", SharedShop.phone());
            page.click("text=Code senden");
            page.fill("#code", "000000");
            page.click("text=Nummer bestätigen");
            page.fill("#name", "Ada Vos");
            page.fill("#postcode", "4");
            page.fill("#city", "Leipzig");
            page.fill("#street", "Markt 1");
            page.click("text=Weiter zur Lieferung");
            assertThat(page.textContent("#postcode-err")).contains("Eine Postleitzahl in Deutschland sieht aus wie");
            assertThat(page.inputValue("#street")).isEqualTo("Markt 1");
            page.fill("#postcode", "04107");
            page.click("text=Weiter zur Lieferung");
            page.click("text=Weiter zur Zahlung");
            page.selectOption("#card", "decline:insufficient_funds");
            page.click("form.pay button.lg");
            assertThat(page.textContent("main")).contains("nicht genug Spielraum", "Es wurde nichts abgebucht.");
            page.selectOption("#card", "approve");
            page.click("form.pay button.lg");
            page.waitForURL("**/de/thanks/**");
            assertThat(page.textContent("h1")).isEqualTo("Danke, Ada Vos");
            assertThat(page.getAttribute("html", "lang")).isEqualTo("de");
        }
    }

    @Test
    void a_parcels_news_come_by_themselves_and_a_return_takes_four_clicks() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            buy(page, SharedShop.phone());
            String tracking = page.url().replace("/thanks/", "/o/");
            List<Parcel> sent = new ArrayList<>();
            page.route(
                    "**/events?*",
                    stream -> { // between reading the page and listening to its news
                        if (sent.isEmpty()) {
                            sent.add(send(shown(tracking)));
                        }
                        stream.resume();
                    });
            page.navigate(tracking);
            page.waitForSelector("text=With Parcel Post");
            Parcel parcel = sent.get(0);
            assertThat(page.locator("text=Start a return").count())
                    .as("what is on its way cannot go back yet")
                    .isZero();
            visit.context().setOffline(true);
            page.waitForSelector("[role=alert]:has-text('This page catches up by itself')");
            office().fulfillment()
                    .markDelivered(parcel.id(), "seen at the door")
                    .orThrow();
            visit.context().setOffline(false);
            page.waitForSelector("h1:has-text('Delivered')");
            assertThat(page.locator("[role=alert].away").count()).isZero();
            visit.expect("ERR_INTERNET_DISCONNECTED");

            int clicks = 0;
            page.click("text=Start a return");
            clicks++;
            page.click("button:has-text('Send back')");
            clicks++;
            page.waitForURL("**/returns/**");
            page.waitForDownload(() -> page.click("text=Get the label"));
            clicks++;
            assertThat(clicks).as("from the order to the label in hand").isLessThanOrEqualTo(MOST_CLICKS);
            page.navigate(tracking);
            assertThat(page.locator("text=Start a return").count())
                    .as("all of it is on its way back")
                    .isZero();
        }
    }

    @Test
    void a_press_counts_though_the_sum_on_the_button_changes_under_it() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.navigate(at("/p/trail-bottle?sku=BOTTLE-MOSS-750ML"));
            List<Route> drawn = new ArrayList<>();
            page.route("**/p/trail-bottle?**", drawn::add);
            page.waitForRequest("**/p/trail-bottle?**", () -> page.fill("#e0", "Ada"));
            page.locator("#sum").scrollIntoViewIfNeeded();
            BoundingBox sum = page.locator("#sum").boundingBox();
            page.mouse().move(sum.x + sum.width / 2, sum.y + sum.height / 2);
            page.mouse().down();
            page.unroute("**/p/trail-bottle?**");
            drawn.forEach(Route::resume);
            page.waitForSelector("#sum:has-text('39')");
            page.mouse().up();
            page.waitForSelector("#drawer[open]");
        }
    }

    @Test
    void without_a_connection_the_page_says_so_and_loses_nothing() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.navigate(at("/ar/p/trail-bottle"));
            visit.context().setOffline(true);
            page.fill("#e0", "Ada");
            page.click("[data-add]");
            page.waitForSelector("[role=alert].away");
            assertThat(page.inputValue("#e0")).isEqualTo("Ada");

            visit.context().setOffline(false);
            page.click("[data-add]");
            page.waitForSelector("#drawer[open]");

            assertThat(page.locator("#drawer").innerText()).contains("Ada");
            assertThat(page.locator("#drawer").boundingBox().x)
                    .as("from right to left it opens on the left")
                    .isZero();
            page.navigate(at("/cart"));
            visit.context().setOffline(true);
            page.click(".qty button >> nth=1");
            page.waitForSelector("[role=alert].away");
            assertThat(page.url()).as("the browser stays here").endsWith("/cart");
            visit.context().setOffline(false);
            page.click(".qty button >> nth=1");
            page.waitForSelector(".qty .num:has-text('2')");
            visit.expect("htmx:");
            visit.expect("ERR_INTERNET_DISCONNECTED");
        }
    }

    @Test
    void the_basket_is_changed_where_it_slides_in_and_keeps_the_focus() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.navigate(at("/with/LENA"));
            page.navigate(at("/p/stoneware-mug"));
            page.fill("#zip", "12");
            page.click("#promise button");
            page.waitForSelector("#zip-err");
            assertThat(page.locator("#promised li").count())
                    .as("the last good promise stays")
                    .isPositive();
            page.click("[data-add]");
            page.waitForSelector("#drawer[open] >> text=Code LENA");
            page.focus("#drawer [id^=more-]");
            page.keyboard().press("Enter");
            page.waitForSelector("#drawer .qty .num:has-text('2')");
            assertThat((boolean) page.evaluate("document.activeElement.id.startsWith('more-')"))
                    .isTrue();
            StockLevel there = office().stock().level(Sku.of("MUG-CLAY"));
            office().stock().count(there.sku(), there.reserved() + 2, "two are left");
            page.keyboard().press("Enter");
            page.waitForSelector("#drawer >> text=Only 2 of");
            assertThat(page.locator("#drawer a[href$='/checkout']").count())
                    .as("what cannot be had is solved first")
                    .isZero();
            office().stock().count(there.sku(), there.onHand(), "as before");
            page.click("#drawer .qty button >> nth=0");
            page.waitForSelector("#drawer a[href$='/checkout']");
            page.click("#drawer >> text=Remove");
            page.waitForSelector("#drawer >> text=Nothing in here yet");
            assertThat(page.textContent("#bag .basket-n")).isEqualTo("0");
            page.click("#drawer >> text=Put it back");
            page.waitForSelector("#drawer .qty .num:has-text('2')");

            page.keyboard().press("Escape");
            visit.context().clearCookies();
            page.click("[data-add]");
            page.click("#drawer button:has-text('Send it again')");
            page.waitForURL("**/cart");
            assertThat(page.textContent("main")).contains("Stoneware mug");
        }
    }

    @Test
    void a_form_whose_session_is_over_comes_back_with_what_was_typed() {
        try (SharedBrowser.Visit visit =
                SharedBrowser.visit(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = visit.page();
            page.navigate(at("/account/sign-in"));
            page.fill("#phone", SharedShop.phone());
            page.click("text=Send code");
            page.fill("#code", "000000");
            page.click("main button:has-text('Sign in')");
            page.navigate(at("/account/addresses/new"));
            page.fill("#name", "Ada Vos");
            page.fill("#postcode", "10115");
            page.fill("#city", "Berlin");
            page.fill("#street", "Invalidenstr. 1");
            visit.context().clearCookies();
            page.click("text=Save the address");
            assertThat(page.inputValue("[name=street]")).isEqualTo("Invalidenstr. 1");
            page.fill("[name=street]", "Invalidenstr. 2");
            page.click("button:has-text('Send it again')");
            assertThat(page.textContent("main")).contains("You are signed out here.");
            assertThat(page.inputValue("#street")).isEqualTo("Invalidenstr. 2");
        }
    }

    @Test
    void the_checkout_on_a_phone_does_not_move_when_its_sum_arrives_after_its_steps() {
        try (SharedBrowser.Visit visit =
                SharedBrowser.visit(new Browser.NewContextOptions().setViewportSize(320, 640))) {
            Page page = visit.page();
            for (String language : List.of("", "/de", "/ar")) {
                page.navigate(at(language + "/p/stoneware-mug"));
                page.click("[data-add]");
                page.waitForSelector("#drawer[open]");
                page.navigate(at(language + "/checkout/phone"));
                double whole = page.locator("h1").boundingBox().y;
                page.evaluate("() => document.querySelector('#summary').remove()");
                assertThat(page.locator("h1").boundingBox().y)
                        .as("without the sum " + language)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void who_comes_again_is_asked_for_nothing_twice_and_pays_in_four_clicks() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.navigate(at("/account/sign-in"));
            page.fill("#phone", SharedShop.phone());
            page.keyboard().press("Enter");
            page.waitForSelector("#code");
            page.locator("#code").pressSequentially("000000");
            page.waitForURL("**/account");
            page.navigate(at("/account/addresses/new"));
            page.fill("#name", "Ada Vos");
            page.fill("#postcode", "10115");
            page.fill("#city", "Berlin");
            page.fill("#street", "Invalidenstr. 1");
            page.keyboard().press("Enter");
            page.waitForURL("**/account/addresses");
            page.navigate(at("/p/stoneware-mug"));
            page.click("[data-add]");
            page.waitForSelector("#drawer[open]");
            page.navigate(at("/cart"));

            page.click("text=To checkout");
            page.click("text=Send it here");
            page.click("text=Continue to payment");
            page.waitForURL("**/checkout/payment");
            page.click("form.pay button.lg");
            page.waitForURL("**/thanks/**");
            assertThat(page.textContent("h1")).contains("Ada Vos");
        }
    }

    @Test
    void a_later_day_is_chosen_by_keyboard_and_without_scripts_and_stays_chosen() {
        try (SharedBrowser.Visit visit =
                SharedBrowser.visit(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = visit.page();
            page.navigate(at("/p/stoneware-mug"));
            page.click("[data-add]");
            page.click("text=To checkout");
            page.fill("#phone", SharedShop.phone());
            page.click("text=Send code");
            page.fill("#code", "000000");
            page.click("text=Confirm number");
            page.fill("#name", "Ada Vos");
            page.fill("#postcode", "10115");
            page.fill("#city", "Berlin");
            page.fill("#street", "Invalidenstr. 1");
            page.click("text=Continue to delivery");
            assertThat(page.locator(".days label").count()).isEqualTo(5);
            page.focus(".choice input:checked");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            String day = page.inputValue(".days input:checked");
            assertThat(day).as("the second of the days").isEqualTo(page.inputValue(".days label:nth-child(2) input"));
            page.keyboard().press("Enter");
            page.waitForURL("**/checkout/payment");
            String kept = page.textContent(".step.done >> nth=2");
            page.click(".step.done >> nth=2 >> text=Change");
            assertThat(page.inputValue("input[name=option]:checked")).isEqualTo(day);
            page.click("text=Continue to payment");
            page.click("form.pay button.lg");
            page.waitForURL("**/thanks/**");
            assertThat(page.textContent("main")).contains(kept.replaceAll("(?s).*done\\s*(.+?) · .*", "$1"));
            assertThat(office().fulfillment().of(shown(page.url())).get(0).state())
                    .isEqualTo(WorkState.WAITING);
        }
    }

    private static void buy(Page page, String phone) {
        page.navigate(at("/p/stoneware-mug"));
        page.click("[data-add]");
        page.waitForSelector("#drawer[open]");
        page.click("#drawer >> text=To checkout");
        page.fill("#phone", phone);
        page.click("text=Send code");
        page.waitForSelector("#code");
        page.evaluate("navigator.clipboard"); // a code is pasted as often as it is typed
        page.locator("#code").fill("000 000");
        page.waitForURL("**/checkout/address");
        page.fill("#name", "Jonas");
        page.fill("#postcode", "10115");
        page.fill("#city", "Berlin");
        page.fill("#street", "Invalidenstr. 1");
        page.click("text=Continue to delivery");
        page.waitForURL("**/checkout/delivery");
        page.click("text=Continue to payment");
        page.waitForURL("**/checkout/payment");
        page.click("form.pay button.lg");
        page.waitForURL("**/thanks/**");
    }

    @Test
    void filters_narrow_the_list_in_place_and_say_which_one_to_drop() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.navigate(at("/c/all"));
            String ink = page.textContent("label:has(input[value=Ink]) .num");
            page.check("input[value=Moss]");
            page.waitForURL("**o.Colour=Moss**");
            page.waitForSelector(".chips >> text=Moss");
            assertThat(page.textContent("label:has(input[value=Ink]) .num"))
                    .as("a sibling keeps its number")
                    .isEqualTo(ink);
            assertThat(page.locator(".pcard").count()).isEqualTo(8);
            page.navigate(at("/c/all?o.Colour=Moss&trait=PREORDER"));
            assertThat(page.textContent(".empty")).contains("Without Moss", "Without Pre-order", "8 products");
            page.goBack();
            assertThat(page.locator(".pcard").count()).isEqualTo(8);
            page.click("text=Clear all");
            page.waitForSelector("[role=status]:has-text('36 products')");
        }
    }

    @Test
    void a_filter_ticked_before_the_last_one_has_its_answer_counts_too() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.navigate(at("/c/all"));
            List<Route> first = new ArrayList<>();
            page.route("**/c/all?**", it -> {
                if (first.isEmpty()) {
                    first.add(it);
                } else {
                    it.resume();
                }
            });
            page.check("input[value=Moss]");
            page.check("input[value=Ink]");
            first.forEach(Route::resume);
            page.waitForSelector(".chips:has-text('Moss'):has-text('Ink')");
            assertThat(page.url()).contains("o.Colour=Moss", "o.Colour=Ink");
            visit.expect("htmx:"); // it says that the first was given up
        }
    }

    @Test
    void suggestions_are_reached_by_arrows_and_forgive_a_typing_mistake() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.navigate(at("/"));
            page.fill("header input[name=q]", "");
            page.locator("header input[name=q]").pressSequentially("botlte");
            page.waitForSelector("#suggest >> text=Meant: bottle"); // not what was found for the first letters
            assertThat(page.textContent("#suggest")).contains("Trail bottle");
            page.keyboard().press("ArrowDown");
            assertThat(page.getAttribute("header input[name=q]", "aria-activedescendant"))
                    .startsWith("s-");
            page.keyboard().press("Enter");
            page.waitForURL("**/p/**");
            page.navigate(at("/search?q=bottle-moss-750ml"));
            assertThat(page.url()).contains("/p/trail-bottle?sku=BOTTLE-MOSS-750ML");
            page.setViewportSize(390, 800);
            page.navigate(at("/search"));
            page.waitForSelector(".search-s input:focus"); // ready to be typed into
            page.keyboard().type("tumb");
            page.waitForSelector("#suggest >> text=City tumbler");
        }
    }

    @Test
    void suggestions_do_not_open_under_who_has_gone_on() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            page.clock().install();
            LateAnswers late = LateAnswers.on(page);
            page.navigate(at("/"));
            page.fill("header input[name=q]", "mug");
            page.clock().runFor(150);
            page.focus("header .logo");
            page.clock().runFor(150);
            late.answer(0, LateAnswers.page("<li role='option'>Stoneware mug</li>"));
            assertThat(page.locator("#suggest [role=option]").count()).isEqualTo(1);
            assertThat(page.isVisible("#suggest")).isFalse();
        }
    }

    @Test
    void an_older_answer_does_not_hide_that_a_later_one_is_missing() {
        try (SharedBrowser.Visit visit = SharedBrowser.visit()) {
            Page page = visit.page();
            buy(page, SharedShop.phone());
            page.clock().install();
            LateAnswers late = LateAnswers.on(page);
            page.navigate(page.url().replace("/thanks/", "/o/"));
            late.news();
            late.news();
            late.answer(1, LateAnswers.broken());
            late.answer(0, LateAnswers.page("<div id='track'><h1>older</h1></div>"));
            page.clock().runFor(20_000);
            assertThat(late.asked()).as("it looks again").isEqualTo(3);
        }
    }
}
