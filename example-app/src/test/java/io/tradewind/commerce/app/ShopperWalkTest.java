package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ViewportSize;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.fulfillment.Parcel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A shopper's whole way, from the front page to the label of a return, within one language, colour and width. Each day has
 * another of the 24 views; {@code -Dwalk=all} walks all, {@code -Dwalk=shots} also draws each step into {@code
 * target/shots}, and {@code -Dwalk.only=ar-390-dark} keeps to views with that in their name.
 */
@Tag("browser")
@ExtendWith({SharedShop.class, SharedBrowser.class})
class ShopperWalkTest {
    private static final Sku BOTTLE = Sku.of("BOTTLE-ROSE-750ML");
    private static final int TALL = 844;
    private static final int DESK = 768;

    private final List<String> flaws = new ArrayList<>();
    private String last = "nothing";

    static List<Views.View> views() {
        return Views.ofDay();
    }

    /** A walk in one view. */
    private record Walk(Views.View view, Page page, Shopper shopper, Lang lang, LeftInEnglish english) {
        Walk(Views.View view, Page page) {
            this(view, page, new Shopper(page, view.phone()), Lang.of(view.language()), english(view));
        }

        private static LeftInEnglish english(Views.View view) {
            return new LeftInEnglish(Lang.of(view.language()));
        }
    }

    private static Browser.NewContextOptions options(Views.View view) {
        return new Browser.NewContextOptions()
                .setViewportSize(new ViewportSize(view.width(), view.phone() ? TALL : DESK))
                .setColorScheme(view.colours().get(0))
                .setHasTouch(view.phone())
                .setIsMobile(view.phone());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void a_shopper_goes_from_the_front_page_to_the_label_of_a_return(Views.View view) {
        SharedShop.limitsForget();
        SharedShop.office().stock().receive(BOTTLE, 1, "for the next shopper");
        try (SharedBrowser.Visit visit = SharedBrowser.visit(options(view))) {
            walk(new Walk(view, visit.page()));
        }
        assertThat(flaws).isEmpty();
    }

    private void walk(Walk at) {
        try {
            choose(at);
            make(at);
            fillBasket(at);
            sayWhere(at);
            pay(at);
            follow(at);
            giveBack(at);
        } catch (PlaywrightException stuck) {
            String shown = at.page().url() + ", which shows:\n" + at.page().innerText("body");
            throw new AssertionError("stuck after " + last + " at " + shown, stuck);
        }
    }

    private void choose(Walk at) {
        Page page = at.page();
        page.navigate(SharedShop.at(at.lang().to("/")));
        look(at, "home");
        if (at.shopper().pressIfShown("details.menu > summary")) {
            glance(at, "menu");
            at.shopper().press("details.menu > summary");
            assertThat(page.isVisible("details.menu .sheet"))
                    .as("what opened the menu closes it")
                    .isFalse();
            at.shopper().press("details.menu > summary");
        }
        at.shopper().shelf("drinkware");
        look(at, "category");
        at.shopper().pressIfShown(".facets > summary");
        at.shopper().pressIfShown(".facet:not([open]):has([name='o.Colour']) > summary");
        List<String> groups = page.locator(".facet > summary").allInnerTexts();
        at.shopper().press("label:has([name='o.Colour'][value=Moss])");
        page.waitForSelector("a.chip");
        assertThat(groups)
                .as("groups stay where they are")
                .containsSubsequence(page.locator(".facet > summary").allInnerTexts());
        look(at, "narrowed");
        if (at.shopper().pressIfShown("#show")) {
            page.waitForSelector(".facets:not([open])");
        }
        at.shopper().product("trail-bottle");
        look(at, "product");
    }

    private void make(Walk at) {
        Page page = at.page();
        at.shopper().variant("BOTTLE-ROSE");
        at.shopper().variant("750ML");
        at.shopper().engrave("For Ada,", "always");
        page.fill("#zip", "04229");
        at.shopper().press("#promise button");
        page.waitForSelector("#zip[value='04229']");
        at.shopper().press("label:has([name=gift])");
        page.fill("#message", "Happy birthday! Love, Jonas");
        page.waitForSelector("#sum:has-text('42')");
        assertThat(page.inputValue("#e0")).as("what was typed first").isEqualTo("For Ada,");
        look(at, "made");
    }

    private void fillBasket(Walk at) {
        Page page = at.page();
        at.shopper().add();
        glance(at, "drawer");
        at.shopper().toBasket();
        at.shopper().press("[id^=more-]");
        page.waitForSelector(".cart-line .qty .num:text-is('2')");
        at.shopper().press("[id^=less-]");
        page.waitForSelector(".cart-line .qty .num:text-is('1')");
        at.shopper().press("form[action$='/cart/remove'] button");
        page.waitForSelector(".empty");
        look(at, "removed");
        at.shopper().press("form[action$='/cart/undo'] button");
        page.waitForSelector(".cart-line");
        at.shopper().code("LENA");
        look(at, "basket");
    }

    private void sayWhere(Walk at) {
        Page page = at.page();
        at.shopper().toCheckout();
        look(at, "phone");
        at.shopper().phone();
        look(at, "code");
        at.shopper().verify();
        page.fill("#email", "jonas@example.org");
        at.shopper().live("Jonas Pohl", "04229", "", "Körnerstr. 14");
        at.shopper().next();
        page.waitForSelector(".summary-err");
        assertThat(page.textContent(".summary-err")).contains(at.lang().t("address.city"));
        assertThat(page.textContent("#city-err")).contains(at.lang().t("address.city"));
        assertThat(List.of("#name", "#email", "#postcode", "#street"))
                .as("what was typed")
                .extracting(page::inputValue)
                .containsExactly("Jonas Pohl", "jonas@example.org", "04229", "Körnerstr. 14");
        look(at, "address");
        page.fill("#city", "Leipzig");
        at.shopper().toDelivery();
        look(at, "delivery");
    }

    private void pay(Walk at) {
        at.shopper().toPayment();
        look(at, "payment");
        at.shopper().pay("decline:insufficient_funds");
        at.page().waitForSelector(".step.open .notice.bad");
        look(at, "declined");
        at.shopper().pay("3ds");
        at.page().waitForURL("**/bank?**");
        look(at, "bank");
        at.shopper().approve();
        assertThat(at.page().textContent("h1")).contains("Jonas Pohl");
        look(at, "thanks");
    }

    private void follow(Walk at) {
        at.shopper().follow();
        look(at, "track");
        Parcel parcel = SharedShop.send(SharedShop.shown(at.page().url()));
        at.page().waitForSelector(".timeline :text('" + parcel.trackingNumber() + "')");
        assertThat(at.page().locator("form[action$='/cancel']").count())
                .as("ways to cancel what has left")
                .isZero();
        look(at, "sent");
        SharedShop.office()
                .fulfillment()
                .markDelivered(parcel.id(), "seen at the door")
                .orThrow();
        at.page().waitForSelector("main a[href$='/return']");
        look(at, "delivered");
    }

    private void giveBack(Walk at) {
        at.shopper().chooseWhatGoesBack();
        assertThat(at.page().textContent(".back-line .thumb"))
                .as("the piece as it is")
                .contains("always");
        look(at, "return");
        at.shopper().sendBack();
        look(at, "label");
        assertThat(at.shopper().label().suggestedFilename()).endsWith(".pdf");
    }

    private void look(Walk at, String step) {
        look(at, step, true);
    }

    /** The same for what lies over the page. */
    private void glance(Walk at, String step) {
        look(at, step, false);
    }

    private void look(Walk at, String step, boolean whole) {
        Page page = at.page();
        String what = step + "-" + at.view().whole();
        last = what;
        Flaws.of(page).forEach(it -> flaws.add(what + " " + it));
        at.english().on(page).forEach(it -> flaws.add(what + " says in English: " + it));
        String shown = page.innerText("body");
        if (!at.lang().equals(Lang.DEFAULT) && shown.matches("(?s).*(€\\d|[٠-٩]).*")) {
            flaws.add(what + " writes figures as another language does");
        }
        assertThat(page.getAttribute("html", "lang"))
                .as(what)
                .isEqualTo(at.lang().tag());
        assertThat(page.evaluate("getComputedStyle(document.body).direction"))
                .as(what)
                .isEqualTo(at.lang().dir());
        assertThat(page.locator("h1:visible").count())
                .as(what + " has a heading")
                .isEqualTo(1);
        if (Views.SHOTS) {
            Views.draw(page, "walk-" + what, whole);
        }
    }
}
