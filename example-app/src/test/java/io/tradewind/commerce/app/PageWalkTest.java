package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * Every page of the shop under axe-core: no finding, no sideways scroll, no console error, nothing that moves after it
 * was drawn. A push walks one language, theme and width of each page in turn; {@code -Dwalk=all} walks all of three
 * languages, two themes and four widths and leaves pictures in {@code target/walk}.
 */
@Tag("browser")
class PageWalkTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final boolean WHOLE = "all".equals(System.getProperty("walk"));
    private static final boolean PICTURES = WHOLE || Boolean.getBoolean("shots");
    private static final String ONLY = System.getProperty("walk.only", "");
    private static final List<String> LANGUAGES = List.of("", "/de", "/ar");
    private static final List<ColorScheme> THEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    private static final List<Integer> WIDTHS = List.of(360, 390, 1024, 1360);
    private static final String MOVED =
            "new Promise(done => { let sum = 0; new PerformanceObserver(list => list.getEntries().forEach(it => {"
                    + " if (!it.hadRecentInput) sum += it.value; })).observe({type: 'layout-shift', buffered: true});"
                    + " setTimeout(() => done(sum), 50); })";
    /** Letters on the picture of a product are a picture: their contrast is that of steel, as it will be. */
    private static final String AXE_RUN =
            "axe.run({exclude: ['.lettering']}, {resultTypes: ['violations'], runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa',"
                    + "'best-practice']}).then(it => it.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n =>"
                    + " n.html.slice(0, 160) + ' ' + n.failureSummary.slice(0, 200)).join(' | ')))";

    @TempDir
    static Path data;

    private static App app;
    private static Playwright playwright;
    private static Browser browser;
    private static String axe = "";

    private final List<String> findings = new ArrayList<>();

    private record View(String language, ColorScheme theme, int width) {
        String name() {
            return (language.isEmpty() ? "en" : language.substring(1)) + "-" + width
                    + (theme == ColorScheme.DARK ? "-dark" : "");
        }
    }

    @BeforeAll
    @SuppressWarnings("SystemOut") // whoever runs the tests must see that this one did not run
    static void open() throws IOException {
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
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        try (InputStream in = PageWalkTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
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

    private static Shop office() {
        return app.commerce().shop(JuniperAndJet.STORE, Actor.staff("office", Role.ADMIN));
    }

    /** Pages that need nothing, and those of an order that was placed, sent and delivered. */
    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", "/");
        pages.put("category", "/c/drinkware");
        pages.put("all", "/c/all");
        pages.put("search", "/search?q=mug");
        pages.put("search-nothing", "/search?q=zzzz");
        pages.put("product", "/p/trail-bottle?sku=BOTTLE-MOSS-750ML&e0=For+Ada%2C&e1=always&gift=1&message=Hello");
        pages.put("product-wrong", "/p/trail-bottle?sku=BOTTLE-MOSS-750ML&e0=%E2%98%82&zip=12");
        pages.put("preorder", "/p/halo-headphones");
        pages.put("sold-out", "/p/roasters-sack");
        pages.put("launch", "/launch/leipzig-tee");
        pages.put("influencer", "/with/LENA");
        pages.put("delivery", "/pages/delivery");
        pages.put("accessibility", "/pages/accessibility");
        pages.put("not-found", "/p/no-such-thing");
        pages.put("basket-empty", "/cart");
        pages.put("find-order", "/find-order");
        pages.put("account", "/account");
        pages.put("nothing-fits", "/c/all?o.Colour=Moss&trait=PREORDER");
        String token = "";
        try (BrowserContext buyer = browser.newContext()) {
            Page page = buyer.newPage();
            page.setDefaultTimeout(20_000);
            token = order(page);
        }
        pages.put("track", "/o/" + token);
        pages.put("thanks", "/thanks/" + token);
        pages.put("return", "/o/" + token + "/return");
        return pages;
    }

    private static String order(Page page) {
        add(page);
        toPayment(page, "0151 23456700");
        page.click("form.pay button.lg");
        page.waitForURL("**/thanks/**");
        String token = page.url().replaceAll(".*/thanks/", "");
        OrderId order =
                office().orders().list(OrderQuery.newest()).orders().get(0).id();
        var work = office().fulfillment().of(order).get(0);
        office().fulfillment().claim(work.id()).orThrow();
        office().fulfillment().countAll(work.id()).orThrow();
        office().fulfillment().pack(work.id()).orThrow();
        app.commerce().jobs().runDue();
        Parcel parcel = office().fulfillment().parcels(order).get(0);
        office().fulfillment().handOver(List.of(parcel.id())).orThrow();
        return token;
    }

    private static void add(Page page) {
        page.navigate(app.url()
                .resolve("/p/trail-bottle?sku=BOTTLE-MOSS-750ML&e0=Ada")
                .toString());
        page.click("[data-add]");
        page.waitForSelector("#drawer[open]");
    }

    private static void toPayment(Page page, String phone) {
        page.navigate(app.url().resolve("/checkout").toString());
        page.fill("#phone", phone);
        page.click("form:has(#phone) button");
        page.waitForSelector("#code");
        page.locator("#code").pressSequentially("000000");
        page.waitForURL("**/checkout/address");
        page.fill("#name", "Jonas Pohl");
        page.fill("#postcode", "04107");
        page.fill("#city", "Leipzig");
        page.fill("#street", "Körnerstr. 14");
        page.click("form:has(#street) button.lg");
        page.waitForURL("**/checkout/delivery");
        page.click("form:has([name=option]) button.lg");
        page.waitForURL("**/checkout/payment");
    }

    @Test
    void every_page_is_clean_in_every_language_theme_and_width() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setBypassCSP(true))) {
            Map<String, String> pages = new LinkedHashMap<>(pages());
            Page page = listening(context);
            walk(page, pages);
            add(page);
            Map<String, String> steps = new LinkedHashMap<>();
            steps.put("basket", "/cart");
            steps.put("checkout-phone", "/checkout/phone");
            walk(page, steps);
            toPayment(page, "0151 23456701");
            steps.clear();
            steps.put("checkout-phone-again", "/checkout/phone?change=1");
            steps.put("checkout-address", "/checkout/address");
            steps.put("checkout-delivery", "/checkout/delivery");
            steps.put("checkout-payment", "/checkout/payment");
            walk(page, steps);
        }
        assertThat(findings).isEmpty();
    }

    private Page listening(BrowserContext context) {
        Page page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                findings.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> findings.add(page.url() + ": " + error));
        return page;
    }

    private void walk(Page page, Map<String, String> pages) {
        int turn = 0;
        for (Map.Entry<String, String> it : pages.entrySet()) {
            if (!it.getKey().contains(ONLY)) {
                continue;
            }
            for (View view : views(turn++)) {
                look(page, it.getKey(), it.getValue(), view);
            }
        }
    }

    private static List<View> views(int turn) {
        List<View> views = new ArrayList<>();
        for (String language : LANGUAGES) {
            for (ColorScheme theme : THEMES) {
                for (int width : WIDTHS) {
                    views.add(new View(language, theme, width));
                }
            }
        }
        int pick = turn * 7 % views.size();
        return WHOLE || PICTURES && !ONLY.isEmpty() ? views : List.of(views.get(pick));
    }

    private void look(Page page, String name, String path, View view) {
        String what = name + " " + view.name();
        page.setViewportSize(view.width(), 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(view.theme()));
        page.navigate(app.url().resolve(view.language() + path).toString());
        double moved = ((Number) page.evaluate(MOVED)).doubleValue();
        if (moved > 0.001) {
            findings.add(what + " moves by " + moved);
        }
        if ((boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")) {
            findings.add(what + " scrolls sideways");
        }
        page.evaluate(axe);
        ((List<?>) page.evaluate(AXE_RUN)).forEach(it -> findings.add(what + " " + it));
        if (PICTURES) {
            page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(it => it.loading = 'eager')");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "walk", name + "-" + view.name() + ".png"))
                    .setFullPage(true));
        }
    }
}
