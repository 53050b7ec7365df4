package io.tradewind.commerce.app;

import com.microsoft.playwright.Page;

/** Plays the network of a page that hears of news and reads itself anew: what it asks for is answered in any order. */
final class LateAnswers {
    private static final String PLAY = "const heard = {}, asked = []; window.late = { heard, asked };"
            + " window.EventSource = class { static OPEN = 1; readyState = 1; close() {}"
            + " addEventListener(name, hears) { heard[name] = hears; } };"
            + " window.fetch = () => new Promise((answer, fail) => asked.push({ answer, fail }));";

    private final Page page;

    private LateAnswers(Page page) {
        this.page = page;
    }

    /** From the next page on that is opened there. */
    static LateAnswers on(Page page) {
        page.addInitScript(PLAY);
        return new LateAnswers(page);
    }

    /** A page as it may be answered. */
    static String page(String html) {
        return "{ ok: true, status: 200, text: async () => `" + html + "` }";
    }

    /** What a store says that cannot answer. */
    static String broken() {
        return "{ ok: false, status: 500, text: async () => '' }";
    }

    void news() {
        page.evaluate("() => { late.heard.news(); }");
    }

    /** How often the page was read. */
    int asked() {
        return (int) page.evaluate("() => late.asked.length");
    }

    void answer(int which, String with) {
        page.evaluate("() => { late.asked[" + which + "].answer(" + with + "); }");
    }

    /** The connection is lost. */
    void fail(int which) {
        page.evaluate("() => { late.asked[" + which + "].fail(new TypeError('no connection')); }");
    }
}
