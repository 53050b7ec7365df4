package io.tradewind.commerce.app;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What axe-core finds in the way of somebody on a page. */
final class Axe {
    /**
     * Engine and question in one go: each call waits for four processes. Letters on the picture of a product are a picture:
     * their contrast is that of steel, as it will be.
     */
    private static final String RUN = "({part, theme}) => { " + engine() + "; const root = document.documentElement;"
            + " const before = root.dataset.theme; if (theme) root.dataset.theme = theme;"
            + " return axe.run({include: [document.querySelector(part) || root], exclude: ['.lettering']},"
            + " {resultTypes: ['violations'], preload: false, iframes: false,"
            + " runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
            + ".finally(() => { if (theme) root.dataset.theme = before || ''; })"
            + ".then(it => it.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n =>"
            + " n.html.slice(0, 160) + ' ' + n.failureSummary.slice(0, 200)).join(' | '))) }";

    private Axe() {}

    private static String engine() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Findings in the whole page as it is. */
    static List<String> findings(Page page) {
        return findings(page, "html", "");
    }

    /**
     * Findings in the first element that fits, or in the whole page if none does.
     *
     * @param theme in which theme of the console, or empty for the one that is on
     */
    @SuppressWarnings("unchecked") // the script answers a list of sentences
    static List<String> findings(Page page, String part, String theme) {
        return (List<String>) page.evaluate(RUN, Map.of("part", part, "theme", theme));
    }
}
