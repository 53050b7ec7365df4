package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Chromium for all tests, started by the first and closed after the last. Each visit is a browser profile of its own;
 * the content policy stays on, and a breach of it, a console error or a script that fails is a failure of the test.
 */
final class SharedBrowser implements BeforeAllCallback {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int PATIENCE = 20_000;
    /** Where a page is refused a script or style, the console hears of it. */
    private static final String REPORT = "addEventListener('securitypolicyviolation', it => console.error("
            + "'content policy: ' + it.violatedDirective + ' ' + it.blockedURI + ' ' + it.sample))";

    @SuppressWarnings("NullAway.Init") // the extension starts it before any test asks
    private static Browser browser;

    private record Started(Playwright playwright, Browser browser) implements AutoCloseable {
        static Started start() {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            return new Started(
                    playwright,
                    playwright
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
                                            "--disable-sync"))));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    @Override
    @SuppressWarnings("SystemOut") // whoever runs the tests must see that this one did not run
    public void beforeAll(ExtensionContext context) {
        if (!Files.isExecutable(CHROMIUM)) {
            System.out.println("Browser tests skipped: there is no " + CHROMIUM);
            Assumptions.abort("no " + CHROMIUM + "; install Debian's chromium");
        }
        browser = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBrowser.class))
                .getOrComputeIfAbsent("browser", key -> Started.start(), Started.class)
                .browser();
    }

    /** Somebody who was never here, with one page open. */
    static Visit visit() {
        return visit(new Browser.NewContextOptions());
    }

    /** The same with a profile as given. */
    static Visit visit(Browser.NewContextOptions options) {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Forwarded-For", SharedShop.address());
        BrowserContext context = browser.newContext(options.setExtraHTTPHeaders(headers));
        context.addInitScript(REPORT);
        return new Visit(context);
    }

    /** A profile, its page, and what went wrong in it or in a window it opened; closing it fails if anything did. */
    static final class Visit implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();

        Visit(BrowserContext context) {
            this.context = context;
            this.page = Unhurried.page(context.newPage());
            context.setDefaultTimeout(PATIENCE);
            context.onConsoleMessage(message -> {
                boolean refused = message.text().contains("the server responded with a status of 4");
                if (message.type().equals("error") && !refused) { // answers of 404 and 422 are meant
                    complaints.add(message.page().url() + ": " + message.text());
                }
            });
            context.onWebError(error -> complaints.add(error.page().url() + ": " + error.error()));
        }

        Page page() {
            return page;
        }

        BrowserContext context() {
            return context;
        }

        /** Complaints with that in them are meant. */
        void expect(String part) {
            complaints.removeIf(it -> it.contains(part));
        }

        @Override
        public void close() {
            context.close();
            assertThat(complaints).as("what the browser complained of").isEmpty();
        }
    }
}
