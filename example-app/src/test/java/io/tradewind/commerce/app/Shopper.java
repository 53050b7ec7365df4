package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;

/**
 * Somebody in front of the shop's pages. Each part of the way is found by what is the same in every language and width; on
 * a phone it is touched. What is pressed must be in reach, uncovered and large enough.
 */
final class Shopper {
    private static final String NEXT = ".step.open form button.lg";
    /** Asked in one go: a page that tells its news by itself may draw it anew at any time. */
    private static final String SIZE =
            "selector => { const at = document.querySelector(selector).getBoundingClientRect();"
                    + " return Math.min(at.width, at.height); }";

    private static final int LEAST_TARGET = 24;

    private final Page page;
    private final boolean touch;

    Shopper(Page page) {
        this(page, false);
    }

    /** The same, on a phone if it is so. */
    Shopper(Page page, boolean touch) {
        this.page = page;
        this.touch = touch;
    }

    /** Presses the first of what that selects. */
    void press(String selector) {
        page.waitForSelector(selector);
        assertThat(((Number) page.evaluate(SIZE, selector)).doubleValue())
                .as("size of " + selector)
                .isGreaterThanOrEqualTo(LEAST_TARGET);
        if (touch) {
            page.locator(selector).first().tap();
        } else {
            page.locator(selector).first().click();
        }
    }

    /** Presses it only where the page shows it, as it does with what is folded on a phone. */
    boolean pressIfShown(String selector) {
        boolean shown = page.isVisible(selector);
        if (shown) {
            press(selector);
        }
        return shown;
    }

    void shelf(String slug) {
        String menu = page.isVisible("details.menu") ? "details.menu[open]" : "header nav.only-l";
        press(menu + " a[href$='/c/" + slug + "']");
        page.waitForURL("**/c/" + slug);
    }

    void product(String slug) {
        press("main .pcard:has(a[href$='/p/" + slug + "'])");
        page.waitForURL("**/p/" + slug + "**");
    }

    /** Chooses a value of an option, by a part of its number. */
    void variant(String part) {
        String value = "#buy :is(.swatch,.seg-a)[href*='" + part + "']";
        press(value);
        page.waitForSelector(value + "[aria-current]");
    }

    /** Types it and waits for its picture. */
    void engrave(String... lines) {
        for (int i = 0; i < lines.length; i++) {
            page.fill("#e" + i, lines[i]);
        }
        page.waitForSelector("#stage .lettering text:nth-of-type(" + 2 * lines.length + ")"); // each has its shadow
    }

    void add() {
        press("[data-add]");
        page.waitForSelector("#drawer[open] .drawer-foot");
    }

    void toBasket() {
        press("#drawer a[href$='/cart']");
        page.waitForURL("**/cart");
    }

    void code(String code) {
        page.fill("#code", code);
        press("form[action$='/cart/code'] button");
        page.waitForSelector("form[action$='/cart/code/remove']");
    }

    void toCheckout() {
        press("aside a[href$='/checkout']");
        page.waitForURL("**/checkout/phone");
    }

    void phone() {
        page.fill("#phone", SharedShop.phone());
        next();
        page.waitForSelector("#code");
    }

    /** Types the code, whose last digit sends it. */
    void verify() {
        page.locator("#code").pressSequentially("000000");
        page.waitForURL("**/checkout/address");
    }

    void live(String name, String postcode, String city, String street) {
        page.fill("#name", name);
        page.fill("#postcode", postcode);
        page.fill("#city", city);
        page.fill("#street", street);
    }

    /** Presses what leads on from the open step of the checkout. */
    void next() {
        press(NEXT);
    }

    void toDelivery() {
        next();
        page.waitForURL("**/checkout/delivery");
    }

    void toPayment() {
        next();
        page.waitForURL("**/checkout/payment");
    }

    /** Presses the last button, with a card that behaves like that. */
    void pay(String card) {
        page.selectOption("#card", card);
        press("form.pay button.lg");
    }

    void approve() {
        page.waitForURL("**/bank?**");
        press("button[name=outcome][value=approved]");
        page.waitForURL("**/thanks/**");
    }

    void follow() {
        press("main a.btn[href*='/o/']");
        page.waitForURL("**/o/**");
    }

    /** Chooses what goes back and why, and waits for what it brings. */
    void chooseWhatGoesBack() {
        press("main a[href$='/return']");
        page.waitForURL("**/return");
        answer("select[name^=q-]", "1");
        page.waitForSelector("#back-sum button[formmethod=post]");
        answer("select[name^=r-]", "FAULTY");
    }

    /** Chooses that and waits for the sum drawn anew: its button takes no press that began on the one before. */
    private void answer(String field, String value) {
        page.evaluate("() => { document.querySelector('#back-sum').dataset.before = ''; }");
        page.selectOption(field, value);
        page.waitForSelector("#back-sum:not([data-before])");
    }

    void sendBack() {
        press("#back-sum button[formmethod=post]");
        page.waitForURL("**/returns/**");
    }

    /** Gets the label of the return that is open. */
    Download label() {
        return page.waitForDownload(() -> press("main a[href$='/label']"));
    }
}
